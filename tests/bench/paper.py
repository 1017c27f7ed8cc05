"""The code on paper: how fast it is made, and how often a cheap camera reads it."""

import time
from collections.abc import Iterator
from pathlib import Path

import assets
from devices.printers.blocks import Code
from devices.printers.code import CAPACITY, sealed_block
from devices.printers.font_files import find_fonts
from devices.printers.port import PaperWidth
from tests.bench.figures import Figure, percentile
from tests.unit.devices.printers import guides
from tests.unit.devices.printers.spoiling import spoiled, spoils
from tests.unit.devices.printers.test_code_reading import printed_code, read

LOOKS, SEED, ROUNDS = 200, 20261122, 20


def symbols(_folder: Path) -> Iterator[Figure]:
    """From a text to the symbol, and from the printed symbol to the text."""
    yield from _making()
    # Characters, paper, pixels of the camera for each dot: 4 pixels a module at the least.
    for characters, width, scale in (
        (guides.TYPICAL, 80, 1.0),
        (guides.TYPICAL, 80, 0.8),
        (guides.TYPICAL, 58, 1.0),
        (CAPACITY[58], 58, 1.0),
        (CAPACITY[80], 80, 0.8),
    ):
        yield _reading(characters, 58 if width == 58 else 80, scale)


def _making() -> Iterator[Figure]:
    for characters in (guides.TYPICAL, CAPACITY[80]):
        times = []
        for seed in range(ROUNDS):
            began = time.perf_counter()
            sealed_block(guides.code(characters, seed), 80)
            times.append(time.perf_counter() - began)
        name = f"make a symbol of {characters} characters, p50"
        yield Figure(name, percentile(times, 0.5) * 1000, "ms", 50)


def _reading(characters: int, width: PaperWidth, scale: float) -> Figure:
    text = guides.code(characters)
    code = printed_code(text, width, find_fonts(assets.path("fonts")))
    ways = spoils(LOOKS, SEED)
    seen = sum(read(spoiled(code, how, scale)) == [text] for how in ways)
    (symbol,) = (item for item in sealed_block(text, width).items if isinstance(item, Code))
    pixels = symbol.module * scale
    name = f"read {characters} characters, {width} mm, {pixels:g} pixels a module"
    return Figure(name, 100 * seen / LOOKS, "%", 95, more_is_better=True)
