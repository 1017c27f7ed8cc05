"""The options that many commands share."""

from pathlib import Path
from typing import Annotated

import typer

HERE = Path()

Config = Annotated[
    Path,
    typer.Option("--config", envvar="MACHIAI_CONFIG", help="設定のフォルダー。", metavar="DIR"),
]
Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        envvar="MACHIAI_DATABASE",
        metavar="URL",
        help="データベースのアドレス（postgresql://…）。hub.yaml の database より優先。",
    ),
]
