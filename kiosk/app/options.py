"""The command line of `python -m kiosk`; where the hub is can also come from the environment."""

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """All that a kiosk needs to know by itself. `size` is that of the window, where it is one."""

    hub: str
    id: str
    data: Path
    windowed: bool
    size: tuple[int, int]
    ca: Path | None
    enroll: str | None
    rehearse: bool
    pointer: bool

    @property
    def token_file(self) -> Path:
        """Where the kiosk keeps its token."""
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
        raise argparse.ArgumentTypeError(f"{text}: write it as 1080x1920")
    return int(width), int(height)


def _parser(environment: Mapping[str, str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m kiosk", description="待合のキオスク（番号札・混みぐあい）"
    )

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
    option("id", "このキオスクの id（設定 terminals.yaml の kiosks）", str, "ID")
    option("data", "このキオスクのデータを置くフォルダー", Path, "DIR")
    option("ca", "ハブの証明書を確かめる証明書ファイル", Path, "FILE")
    parser.add_argument("--enroll", metavar="CODE", help="一度だけ使える登録コードで登録する")
    parser.add_argument("--windowed", action="store_true", help="全画面にせず、窓で開く")
    parser.add_argument(
        "--size", type=_size, default=(1080, 1920), metavar="WxH", help="窓の大きさ（1080x1920）"
    )
    parser.add_argument("--pointer", action="store_true", help="マウスの矢印を隠さない")
    parser.add_argument(
        "--rehearse",
        action="store_true",
        help="標準入力の指示どおりに画面に触れる（見本と測定用）",
    )
    return parser
