"""`machiai appointments ...`, as typer sees it."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from hub.cli.options import HERE, Config, Database

appointments = typer.Typer(
    help="予約: 一覧、ほかの予約システムからの取り込み。ハブが動いたままで使えます。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@appointments.command("list")
def list_day(
    day: Annotated[
        datetime | None,
        typer.Option("--day", formats=["%Y-%m-%d"], help="その日。ないときは今日。"),
    ] = None,
    config: Config = HERE,
    database: Database = None,
) -> None:
    """1日の予約を一覧する（メールアドレスと呼び名は出しません）。"""
    from hub.cli.appointments import print_day
    from hub.cli.configured import settings

    print_day(settings(config, database), day.date() if day else None)


@appointments.command("import")
def bring_in(
    file: Annotated[
        Path, typer.Argument(help="CSV（見出しの行つき、UTF-8 か CP932）。", metavar="FILE")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="調べるだけで、何も取りこまない。")
    ] = False,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="この CSV での列の名前（start=予約日時 のように）。"),
    ] = None,
    service: Annotated[
        str, typer.Option("--service", help="業務の列がないとき、すべての行の業務の id。")
    ] = "",
    config: Config = HERE,
    database: Database = None,
) -> None:
    """ほかの予約システムの CSV を取りこむ。同じ予約番号は、二重に入らず、日時だけ変わる。

    まちがいがあれば、行の番号とともにすべて示し、何も取りこみません。
    """
    from hub.cli.appointments import bring_in
    from hub.cli.configured import settings

    bring_in(settings(config, database), file, column or [], service, rehearse=dry_run)
