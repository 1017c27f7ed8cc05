"""The command line that all terminals share; where the hub is can also come from the environment.

A terminal adds its own arguments to `make_parser` and its own fields to `Options`.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SMALLEST = 320  # pixels of a window's side


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """All that a terminal needs to know by itself. `size` is that of the window, where it is one.

    Without a `size` the program chooses one.
    """

    hub: str
    id: str
    data: Path
    ca: Path | None
    enroll: str | None
    windowed: bool
    size: tuple[int, int] | None
    rehearse: bool

    @property
    def token_file(self) -> Path:
        """Where the terminal keeps its token."""
        return self.data / "token"


def make_parser(
    program: str, description: str, section: str, environment: Mapping[str, str]
) -> argparse.ArgumentParser:
    """A parser of the arguments for `Options`; `section` is that of terminals.yaml."""
    parser = argparse.ArgumentParser(prog=f"python -m {program}", description=description)

    def option(name: str, text: str, kind: type, metavar: str) -> None:
        variable = f"MACHIAI_{name.upper()}"
        parser.add_argument(
            f"--{name}",
            default=environment.get(variable),
            type=kind,
            metavar=metavar,
            help=f"{text}（環境変数 {variable}）",
        )

    option("hub", "ハブの URL", str, "URL")
    option("id", f"この端末の id（設定 terminals.yaml の {section}）", str, "ID")
    option("data", "この端末のデータを置くフォルダー", Path, "DIR")
    option("ca", "ハブの証明書を確かめる証明書ファイル", Path, "FILE")
    parser.add_argument("--enroll", metavar="CODE", help="一度だけ使える登録コードで登録する")
    parser.add_argument("--windowed", action="store_true", help="全画面にせず、窓で開く")
    parser.add_argument("--size", type=_size, metavar="WxH", help="窓の大きさ（例 1080x1920）")
    parser.add_argument(
        "--rehearse",
        action="store_true",
        help="標準入力の指示どおりに画面に触れる（見本と測定用）",
    )
    return parser


def read(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> dict[str, Any]:
    """The options by name; a wrong command line ends the program with a message, as argparse does.

    Exit code 2.
    """
    given = vars(parser.parse_args(arguments))
    missing = [f"--{name}" for name in ("hub", "id", "data") if not given[name]]
    if missing:
        parser.error(f"{', '.join(missing)}: needed, here or in the environment")
    return given


def _size(text: str) -> tuple[int, int]:
    sides = text.split("x")
    if len(sides) != 2 or not all(side.isdecimal() and int(side) >= SMALLEST for side in sides):
        raise argparse.ArgumentTypeError(f"{text}: write it as 1080x1920")
    return int(sides[0]), int(sides[1])
