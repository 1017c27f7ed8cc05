"""The command line of `python -m signage`."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.shell import options


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(options.Options):
    """What a display needs to know besides. `screen` counts from 1; 0 is the main one."""

    screen: int
    reduced_motion: bool


def parse(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Options:
    """The options; a wrong command line ends the program with a message."""
    parser = options.make_parser(
        "signage", "待合の表示盤（呼び出し・待ち状況・お知らせ）", "displays", environment
    )
    parser.add_argument("--screen", type=int, default=0, metavar="N", help="何番目の画面に出すか")
    parser.add_argument("--reduced-motion", action="store_true", help="動きを減らす")
    return Options(**options.read(parser, arguments))
