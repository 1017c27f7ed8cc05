"""`machiai contents ...`, as typer sees it."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from hub.cli.options import HERE, Config, Database

contents = typer.Typer(
    help="表示盤に出すもの: 一覧、公開、書き出し、取り込み。ハブが動いたままで使えます。",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Folder = Annotated[Path, typer.Argument(help="書き出したフォルダー。", metavar="DIR")]


@contents.command("list")
def list_contents(config: Config = HERE, database: Database = None) -> None:
    """作ったものと、これまでの公開を一覧する。"""
    from hub.cli.configured import settings
    from hub.cli.contents import print_contents

    print_contents(settings(config, database))


@contents.command("publish")
def publish(
    at: Annotated[
        datetime | None,
        typer.Option(
            "--at",
            formats=["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"],
            help="公開する日時（その土地の時刻）。",
        ),
    ] = None,
    bring_back: Annotated[
        int | None, typer.Option("--bring-back", help="もどす公開の番号。", metavar="N")
    ] = None,
    config: Config = HERE,
    database: Database = None,
) -> None:
    """確認を待っているものを、すべて公開する。または、前の公開にもどす。"""
    from hub.cli.configured import settings
    from hub.cli.contents import bring_back_publication, publish_waiting

    found = settings(config, database)
    if bring_back is None:
        publish_waiting(found, at)
    else:
        bring_back_publication(found, bring_back)


@contents.command("export")
def export(folder: Folder, config: Config = HERE, database: Database = None) -> None:
    """公開しているものを、ファイルごと新しいフォルダーに書き出す。"""
    from hub.cli.configured import settings
    from hub.cli.contents import export_contents

    export_contents(settings(config, database), folder)


@contents.command("import")
def bring_in(
    folder: Folder,
    publish_now: Annotated[
        bool, typer.Option("--publish", help="下書きにせず、すぐに公開する。")
    ] = False,
    config: Config = HERE,
    database: Database = None,
) -> None:
    """書き出したフォルダーから取り込む。同じ id のものは、下書きで置きかわります。"""
    from hub.cli.configured import settings
    from hub.cli.contents import import_contents

    import_contents(settings(config, database), folder, publish=publish_now)


@contents.command("index")
def index(config: Config = HERE) -> None:
    """signage.yaml のファイルの中身を調べ、media/index.json に書く（ハブの起動が速くなります）。"""
    from hub.cli.configured import settings
    from hub.cli.contents import write_index

    write_index(settings(config))
