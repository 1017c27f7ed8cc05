"""`machiai desk ...`, as typer sees it."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from hub.cli.options import HERE, Config, Database

desk = typer.Typer(
    help="書かずに手続き: 読みとったコードを開く（スクリプト用）。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@desk.callback()
def describe() -> None:
    """書かずに手続き: 読みとったコードを開く（スクリプト用）。"""


@desk.command("open")
def open_code(
    file: Annotated[
        str, typer.Argument(help="コードの文字のファイル。- は標準入力。", metavar="FILE")
    ] = "-",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出す。")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV で出す。")] = False,
    pdf: Annotated[
        Path | None, typer.Option("--pdf", help="様式を PDF でこのファイルに書く。", metavar="OUT")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="読みとり済みのコードでも開く（記録に残ります）。")
    ] = False,
    config: Config = HERE,
    database: Database = None,
) -> None:
    """コードを開いて、答えを出す。複数のQRコードは、1行に1つずつ、どの順でも。

    終了コード: 10 まだ足りない、11 壊れている、12 鍵が違う、13 知らないキオスク、
    14 期限切れ、15 読みとり済み。
    """
    from hub.cli.configured import settings
    from hub.cli.desk import Wanted, open_file

    form: Literal["json", "csv", "text"] = "json" if as_json else "csv" if as_csv else "text"
    wanted = Wanted(form=form, pdf=pdf, again=again)
    raise typer.Exit(open_file(settings(config, database), file, wanted))
