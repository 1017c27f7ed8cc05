"""`machiai keys`: the keys of sealed codes. One hub in both roles needs none of this."""

from pathlib import Path
from typing import Annotated

import typer

from hub.cli.options import HERE, Config, Database

keys = typer.Typer(
    help="書かない窓口のコードの鍵。ハブが1台なら、自分で作り、替え、捨てます。",
    no_args_is_help=True,
    rich_markup_mode=None,
)
kiosks = typer.Typer(
    help="コードに署名するキオスクの鍵を、一覧し、運び、止める。",
    no_args_is_help=True,
    rich_markup_mode=None,
)
keys.add_typer(kiosks, name="kiosks")

Ids = Annotated[list[str] | None, typer.Argument(help="鍵の id（8桁）。", metavar="ID...")]
Yes = Annotated[bool, typer.Option("--yes", help="確かめずに進める。")]


@keys.command("list")
def list_keys(config: Config = HERE, database: Database = None) -> None:
    """鍵と、この窓口（または受けとった先）の指紋を一覧する。"""
    from hub.cli.configured import settings
    from hub.cli.keys import show

    show(settings(config, database))


@keys.command("make")
def make_keys(config: Config = HERE, database: Database = None) -> None:
    """これからの鍵を作り、役目の終わった鍵を捨てる。動いているハブは、自分でします。"""
    from hub.cli.configured import settings
    from hub.cli.keys import make

    make(settings(config, database))


@keys.command("rotate")
def rotate_keys(config: Config = HERE, database: Database = None) -> None:
    """いまの鍵をやめ、新しい鍵に替える（盗まれたおそれのあるとき）。印刷ずみのコードは読めます。"""
    from hub.cli.configured import settings
    from hub.cli.keys import rotate

    rotate(settings(config, database))


@keys.command("export")
def export_keys(
    file: Annotated[Path, typer.Argument(help="作るファイル。", metavar="FILE")],
    config: Config = HERE,
    database: Database = None,
) -> None:
    """窓口のハブで: 公開鍵の束を、ロビーのハブへ運ぶファイルに書く。秘密は入りません。"""
    from hub.cli.configured import settings
    from hub.cli.keys import export

    export(settings(config, database), file)


@keys.command("import")
def import_keys(
    file: Annotated[Path, typer.Argument(help="窓口のハブで書いたファイル。", metavar="FILE")],
    trust_new: Annotated[
        bool, typer.Option("--trust-new", help="前とちがう窓口の鍵でも受けとる。")
    ] = False,
    config: Config = HERE,
    database: Database = None,
) -> None:
    """ロビーのハブで: 運んできた公開鍵の束を入れる。"""
    from hub.cli.configured import settings
    from hub.cli.keys import bring

    bring(settings(config, database), file, trust_new=trust_new)


@keys.command("destroy")
def destroy_keys(
    ids: Ids = None,
    everything: Annotated[bool, typer.Option("--all", help="すべての鍵。")] = False,
    yes: Yes = False,
    config: Config = HERE,
    database: Database = None,
) -> None:
    """鍵を期限の前に捨てる。その鍵あてのコードは、だれにも開けなくなります。"""
    from hub.cli.configured import settings
    from hub.cli.keys import destroy

    destroy(settings(config, database), None if everything else ids or [], sure=yes)


@kiosks.command("list")
def list_kiosks(config: Config = HERE, database: Database = None) -> None:
    """登録されたキオスクの鍵を、指紋とともに一覧する。"""
    from hub.cli.configured import settings
    from hub.cli.kiosk_keys import show

    show(settings(config, database))


@kiosks.command("export")
def export_kiosks(
    file: Annotated[Path, typer.Argument(help="作るファイル。", metavar="FILE")],
    config: Config = HERE,
    database: Database = None,
) -> None:
    """ロビーのハブで: キオスクの公開鍵を、窓口のハブへ運ぶファイルに書く。"""
    from hub.cli.configured import settings
    from hub.cli.kiosk_keys import export

    export(settings(config, database), file)


@kiosks.command("import")
def import_kiosks(
    file: Annotated[Path, typer.Argument(help="ロビーのハブで書いたファイル。", metavar="FILE")],
    yes: Yes = False,
    config: Config = HERE,
    database: Database = None,
) -> None:
    """窓口のハブで: 運んできたキオスクの公開鍵を登録する。"""
    from hub.cli.configured import settings
    from hub.cli.kiosk_keys import bring

    bring(settings(config, database), file, sure=yes)


@kiosks.command("revoke")
def revoke_kiosk(
    key: Annotated[str, typer.Argument(help="鍵の id（8桁）。", metavar="ID")],
    config: Config = HERE,
    database: Database = None,
) -> None:
    """キオスクの鍵を止める。その鍵で署名したコードは、もう開きません。"""
    from hub.cli.configured import settings
    from hub.cli.kiosk_keys import revoke

    revoke(settings(config, database), key)
