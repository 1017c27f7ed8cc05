"""The command line of `python -m signage`."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.shell import options


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(options.Options):
    """What a display needs to know besides. `screen` counts from 1; 0 is the main one.

    `panel` is what switches its power: "cec", a program's path, or nothing. It is said here and
    not in the hub's settings: no hub makes a terminal run a program.
    """

    screen: int
    reduced_motion: bool
    panel: str


def parse(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Options:
    """The options; a wrong command line ends the program with a message."""
    parser = options.make_parser(
        "signage", "待合の表示盤（呼び出し・待ち状況・お知らせ）", "displays", environment
    )
    parser.add_argument("--screen", type=int, default=0, metavar="N", help="何番目の画面に出すか")
    parser.add_argument("--reduced-motion", action="store_true", help="動きを減らす")
    parser.add_argument(
        "--panel",
        default=environment.get("MACHIAI_PANEL", ""),
        metavar="PROGRAM",
        help="画面の電源を切りかえる方法。cec（HDMI-CEC。cec-client を使います）か、on・off を"
        "受けとるプログラム（環境変数 MACHIAI_PANEL）。ないときは切りかえない",
    )
    return Options(**options.read(parser, arguments))
