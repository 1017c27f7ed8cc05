"""From the number to the paper and back: what is printed is read from its dots alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from devices.printers.factory import Network, open_printer
from devices.printers.fonts import Fonts
from devices.printers.layout import TicketSheet, render
from devices.printers.port import PaperWidth
from devices.printers.simulator.server import SimulatorServer
from tests.contract.printers.rigs import PATIENT
from tests.unit.devices.printers import sheets
from tests.unit.devices.printers.reading import CHARACTERS, read_code, read_label

WIDTHS: tuple[PaperWidth, ...] = (58, 80)
LETTERS = [character for character in CHARACTERS if character.isalpha()]
labels = st.builds(
    lambda prefix, number: f"{prefix}-{number:03d}",
    st.text(st.sampled_from(LETTERS), min_size=1, max_size=2),
    st.integers(0, 9999),
)


@pytest.fixture(params=WIDTHS, scope="module")
def server(request: pytest.FixtureRequest) -> Iterator[tuple[SimulatorServer, PaperWidth]]:
    width: PaperWidth = request.param
    with SimulatorServer(width) as running:
        yield running, width


def printed(
    sheet: TicketSheet, fonts: Fonts, at: tuple[SimulatorServer, PaperWidth]
) -> Image.Image:
    server, width = at
    printer = open_printer(Network("127.0.0.1", server.port), width, patience=PATIENT)
    printer.print(render(sheet, width, fonts))
    printer.close()
    assert not server.complaints
    return server.receipts[-1]


@given(label=labels)
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_number_is_read_back_from_the_paper(
    label: str, fonts: Fonts, server: tuple[SimulatorServer, PaperWidth]
) -> None:
    sheet = replace(sheets.JAPANESE, label=label)
    assert read_label(printed(sheet, fonts, server), fonts.bold[0]) == label


@pytest.mark.parametrize("sheet", sheets.ALL, ids=lambda sheet: f"{sheet.language}-{sheet.label}")
def test_every_language_prints_its_number_and_its_code(
    sheet: TicketSheet, fonts: Fonts, server: tuple[SimulatorServer, PaperWidth]
) -> None:
    paper = printed(sheet, fonts, server)
    assert read_label(paper, fonts.bold[0]) == sheet.label
    assert read_code(paper) == sheet.url
