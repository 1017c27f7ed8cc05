"""`machiai print ...`: what is printed, seen before."""

from pathlib import Path
from typing import Annotated

import typer

from hub.cli.options import HERE, Config

printing = typer.Typer(
    help="番号札の紙を、刷る前に見る。", no_args_is_help=True, rich_markup_mode=None
)


@printing.callback()
def _group() -> None:
    """Keep "preview" a command of its own while it is the only one."""


@printing.command("preview")
def preview(
    kiosk: Annotated[
        str | None,
        typer.Option("--kiosk", help="発券機の id。ないときは、はじめの1台。", metavar="ID"),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", help="来庁者の言語。", metavar="TAG")
    ] = "ja",
    out: Annotated[Path, typer.Option("--out", help="作る画像。", metavar="FILE.png")] = Path(
        "ticket.png"
    ),
    config: Config = HERE,
) -> None:
    """番号札の見本を、発券機の紙の幅のとおりの画像にする（1ドットが1画素、203 dpi）。"""
    from hub.cli.configured import settings
    from hub.cli.printing import run

    raise typer.Exit(run(settings(config), kiosk, language, out))
