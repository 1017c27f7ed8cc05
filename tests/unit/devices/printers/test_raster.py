"""A ticket in bands: the same dots, and never more than a small printer can hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.printers import raster
from devices.printers.simulator.virtual import VirtualPrinter, decode
from tests.unit.devices.printers.cable import Bench, numbered, paper_of

TINY = 4096


@given(st.integers(1, 40), st.integers(1, 80), st.randoms(use_true_random=False))
def test_the_bands_hold_the_dots_of_the_image(width: int, height: int, chance: object) -> None:
    grains = chance.randbytes(width * height)  # type: ignore[attr-defined]
    image = Image.frombytes("L", (width, height), grains).point(lambda v: v // 128 * 255, mode="1")
    data = b"".join(raster.bands(image)) + raster.CUT
    whole = (width + 7) // 8 * 8
    receipts, complaints = decode(data, whole)
    assert not complaints
    paper = Image.new("1", (whole, height), 255)
    paper.paste(image, (0, 0))
    assert receipts[0].convert("L").tobytes() == paper.convert("L").tobytes()


@given(st.integers(0, 300))
def test_a_ticket_that_broke_off_anywhere_does_not_spoil_the_next(place: int) -> None:
    image = numbered(1, dots=16)
    data = raster.INITIALIZE + b"".join(raster.bands(image)) + raster.CUT
    receipts: list[Image.Image] = []
    printer = VirtualPrinter(16, receipts.append)
    printer.feed(data[: min(place, len(data))])
    printer.feed(raster.ending(16) + data)
    assert receipts[-1].convert("L").tobytes() == image.convert("L").tobytes()


def test_a_slow_printer_with_a_small_buffer_loses_nothing() -> None:
    bench = Bench(dots=576, rows_a_second=480, buffer=TINY)
    bench.printer().print(numbered(4, rows=400, dots=576))
    assert not bench.virtual.complaints
    assert paper_of(bench) == [[4] * 400]
    assert 400 / 480 <= bench.now < 400 / 480 * 1.5


def test_without_heeding_the_printer_its_buffer_runs_over() -> None:
    """The simulator is strict enough to show what pacing is for."""
    bench = Bench(dots=576, rows_a_second=480, buffer=TINY)
    bench.printer("state").print(numbered(4, rows=400, dots=576))
    assert any("too many" in text for text in bench.virtual.complaints)
