"""A printed code is read though it is blurred, turned, tilted, shaded and grainy.

The dots come from the printer: through the bytes that it is sent, and back.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from devices.printers.blocks import Code
from devices.printers.code import CAPACITY
from devices.printers.factory import Network, open_printer
from devices.printers.fonts import Fonts
from devices.printers.guide import compose, render
from devices.printers.port import PaperWidth
from devices.printers.simulator.server import SimulatorServer
from tests.contract.printers.rigs import PATIENT
from tests.unit.devices.printers import guides
from tests.unit.devices.printers.spoiling import spoiled, spoils

SEED = 20261122
LEAST = 0.95


def printed_code(text: str, width: PaperWidth, fonts: Fonts) -> Image.Image:
    """The code on the paper that a printer gives, with its quiet zone."""
    sheet = replace(guides.JAPANESE, codes=(text,))
    with SimulatorServer(width) as server:
        printer = open_printer(Network("127.0.0.1", server.port), width, patience=PATIENT)
        printer.print(render(sheet, width, fonts))
        printer.close()
        assert not server.complaints
        paper = server.receipts[-1]
    code = next(item for item in compose(sheet, width, fonts).items if isinstance(item, Code))
    quiet = 4 * code.module
    return paper.crop((0, code.y - quiet, paper.width, code.y + code.side + quiet))


def read(look: Image.Image) -> list[str]:
    """What a scanner that is set to QR codes sees."""
    found = zxingcpp.read_barcodes(
        look, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return [barcode.text for barcode in found]


@pytest.mark.parametrize(
    ("characters", "width", "pixels", "count"),
    [
        # The form of four people: 4 dots a module on 58 mm paper, one pixel for each dot.
        (guides.TYPICAL, 58, 1.0, 60),
        (CAPACITY[58], 58, 1.0, 40),
        # The largest symbol has 5 dots a module on 80 mm; seen at 4 pixels a module.
        (CAPACITY[80], 80, 0.8, 40),
    ],
)
def test_at_four_pixels_a_module_nearly_every_look_reads(
    characters: int, width: PaperWidth, pixels: float, count: int, fonts: Fonts
) -> None:
    text = guides.code(characters)
    code = printed_code(text, width, fonts)
    looks = [spoiled(code, how, pixels) for how in spoils(count, SEED)]
    seen = [said for look in looks for said in read(look)]
    # What is read is never something else.
    assert set(seen) == {text}
    assert len(seen) >= LEAST * count
