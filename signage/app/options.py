"""The command line of `python -m signage`. Each option can also come from the environment."""

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """All that a display needs to know by itself. `screen` counts from 1; 0 is the main one.

    `size` is that of the window, where it is one; None for half a panel.
    """

    hub: str
    id: str
    data: Path
    windowed: bool
    screen: int
    ca: Path | None
    enroll: str | None
    reduced_motion: bool
    size: tuple[int, int] | None
    rehearse: bool

    @property
    def token_file(self) -> Path:
        """Where the display keeps its token."""
        return self.data / "token"


def parse(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Options:
    """The options; a wrong command line ends the program with a message, as argparse does."""
    parser = _parser(environment)
    given = parser.parse_args(arguments)
    missing = [f"--{name}" for name in ("hub", "id", "data") if not getattr(given, name)]
    if missing:
        parser.error(f"{', '.join(missing)}: needed, here or in the environment")
    return Options(**vars(given))


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) >= 320 and int(height) >= 320):
        raise argparse.ArgumentTypeError(f"{text}: write it as 1920x1080")
    return int(width), int(height)


def _parser(environment: Mapping[str, str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m signage", description="待合の表示盤（呼び出し・待ち状況・お知らせ）"
    )

    def option(name: str, text: str, **more: object) -> None:
        variable = f"MACHIAI_{name.upper()}"
        text = f"{text}（環境変数 {variable}）"
        parser.add_argument(f"--{name}", default=environment.get(variable), help=text, **more)  # type: ignore[arg-type] # passed on

    option("hub", "ハブの URL", metavar="URL")
    option("id", "この表示盤の id（設定 terminals.yaml の displays）", metavar="ID")
    option("data", "この表示盤のデータを置くフォルダー", metavar="DIR", type=Path)
    option("ca", "ハブの証明書を確かめる証明書ファイル", metavar="FILE", type=Path)
    parser.add_argument("--enroll", metavar="CODE", help="一度だけ使える登録コードで登録する")
    parser.add_argument("--screen", type=int, default=0, metavar="N", help="何番目の画面に出すか")
    parser.add_argument("--windowed", action="store_true", help="全画面にせず、窓で開く")
    parser.add_argument(
        "--size",
        type=_size,
        metavar="WxH",
        help="窓の大きさ（1920x1080 など。なければ半分の大きさ）",
    )
    parser.add_argument("--reduced-motion", action="store_true", help="動きを減らす")
    parser.add_argument(
        "--rehearse",
        action="store_true",
        help="標準入力の指示どおりに画面に触れる（見本と測定用）",
    )
    return parser
