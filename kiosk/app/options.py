"""The command line of `python -m kiosk`."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.shell import options


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(options.Options):
    """What a kiosk needs to know besides: is the mouse's arrow to be seen?"""

    size: tuple[int, int]
    pointer: bool


def parse(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Options:
    """The options; a wrong command line ends the program with a message."""
    parser = options.make_parser(
        "kiosk", "待合のキオスク（番号札・混みぐあい）", "kiosks", environment
    )
    parser.set_defaults(size=(1080, 1920))
    parser.add_argument("--pointer", action="store_true", help="マウスの矢印を隠さない")
    return Options(**options.read(parser, arguments))
