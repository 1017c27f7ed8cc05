"""QR codes on paper: large modules and a full quiet zone, made by the qrcode library."""

from __future__ import annotations

import qrcode
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from devices.printers.blocks import Block, Code, Matrix
from devices.printers.port import DOTS, PaperWidth

QUIET_ZONE = 4  # modules, ISO/IEC 18004
LEAST_MODULE = 4  # dots; DENSO's advice for printers, and what phones read at arm's length
BEST_MODULE = 6

# White dots at each side that no printer of this paper reaches, safely counted: 57.5 mm paper
# is printed 48 mm wide, so 4.7 mm (38 dots) stay white at each side, and 3 mm (24 dots) of them
# serve as quiet zone. 80 mm paper needs none of it.
_UNPRINTED: dict[PaperWidth, int] = {58: 24, 80: 0}

# What the largest symbol holds at level M, in letters and digits (ISO/IEC 18004:2015, table 7):
# version 19 (93 modules of 4 dots) on 58 mm, version 22 (105 modules of 5 dots) on 80 mm.
CAPACITY: dict[PaperWidth, int] = {58: 909, 80: 1134}


# Encrypted text and a ticket's id look like chance, so that no mask is better than another for
# them; to compare all eight, as one does for other texts, takes two thirds of the time.
_MASK = 0


class CodeTooWide(Exception):
    """The text makes no symbol that this paper holds with modules of 4 dots."""

    def __init__(self, characters: int, width_mm: PaperWidth) -> None:
        super().__init__(f"{characters} characters; {width_mm} mm paper holds {CAPACITY[width_mm]}")
        self.characters = characters
        self.most = CAPACITY[width_mm]


def sealed_block(text: str, width_mm: PaperWidth) -> Block:
    """A code for the desk's scanner, as large as the paper is wide. Raises CodeTooWide.

    The block is as wide as the print; modules are 6 to 4 dots, on 80 mm paper never under 5.
    """
    matrix = _matrix(text, ERROR_CORRECT_M)
    dots = DOTS[width_mm]
    for module in range(BEST_MODULE, LEAST_MODULE - 1, -1):
        width = len(matrix) * module
        quiet = QUIET_ZONE * module
        if (
            width + 2 * max(0, quiet - _UNPRINTED[width_mm]) <= dots
            and len(text) <= CAPACITY[width_mm]
        ):
            x = (dots - width) // 2
            return Block(width + 2 * quiet, (Code(x, quiet, matrix, module),))
    raise CodeTooWide(len(text), width_mm)


def code_block(content: str, width: int, wanted: int) -> Block | None:
    """A QR code with its quiet zone, about ``wanted`` dots wide and at most ``width``.

    None where the content is too long for modules of 4 dots: a ticket without a code is worth
    more than a code that no telephone reads.
    """
    for level in (ERROR_CORRECT_M, ERROR_CORRECT_L):
        matrix = _matrix(content, level)
        modules = len(matrix) + 2 * QUIET_ZONE
        if matrix and modules * LEAST_MODULE <= width:
            module = min(BEST_MODULE, max(LEAST_MODULE, min(wanted, width) // modules))
            margin = QUIET_ZONE * module
            return Block(modules * module, (Code(margin, margin, matrix, module),))
    return None


def side(block: Block) -> int:
    """Side of a code block, quiet zone included: it is a square."""
    return block.height


def _matrix(content: str, level: int) -> Matrix:
    code = qrcode.QRCode(error_correction=level, border=0, mask_pattern=_MASK)
    # One mode for the whole: letters and digits alone take 5.5 bits each, not 8.
    code.add_data(content, optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return ()
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
