"""The command line of `python -m kiosk`."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.shell import options

# A preview asks no hub and keeps no data.
_NOWHERE = "preview"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(options.Options):
    """What a kiosk needs to know besides: is the mouse's arrow to be seen?

    With `preview` it shows the forms of that file instead, and needs no hub. `keys` is a file
    with the desk's public keys, for a hub that has none.
    """

    size: tuple[int, int]
    pointer: bool
    preview: Path | None
    keys: Path | None


def parse(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Options:
    """The options; a wrong command line ends the program with a message."""
    parser = options.make_parser(
        "kiosk", "待合のキオスク（番号札・混みぐあい）", "kiosks", environment
    )
    parser.set_defaults(size=(1080, 1920))
    parser.add_argument("--pointer", action="store_true", help="マウスの矢印を隠さない")
    parser.add_argument("--preview", type=Path, metavar="FILE", help="編集中の届出をためす")
    parser.add_argument(
        "--keys",
        type=Path,
        metavar="FILE",
        help="窓口の公開鍵の束（machiai keys export）を取りこむ（ハブから届かないときだけ）",
    )
    if "--preview" in arguments:
        parser.set_defaults(hub=_NOWHERE, id=_NOWHERE, data=Path(_NOWHERE), size=(607, 1080))
    return Options(**options.read(parser, arguments))
