"""The ticket's QR code: large modules and a full quiet zone, made by the qrcode library."""

from __future__ import annotations

import qrcode
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from devices.printers.blocks import Block, Code, Matrix

QUIET_ZONE = 4  # modules, ISO/IEC 18004
LEAST_MODULE = 4  # dots; DENSO's advice for printers, and what phones read at arm's length
BEST_MODULE = 6


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
    code = qrcode.QRCode(error_correction=level, border=0)
    code.add_data(content)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return ()
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
