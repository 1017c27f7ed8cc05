"""The ticket: whatever is written on it, nothing is clipped, covered or left out."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from devices.printers.blocks import Block, Code, Frame, Text
from devices.printers.fonts import Fonts
from devices.printers.layout import TicketSheet, compose, render
from devices.printers.paint import paint
from devices.printers.port import DOTS, PaperWidth
from tests.unit.devices.printers import sheets
from tests.unit.devices.printers.reading import ink_box, read_code

WIDTHS: tuple[PaperWidth, ...] = (58, 80)
MARGIN = 8  # dots: 1 mm at least

words = st.text(
    st.sampled_from("番号札窓口のをー、。・「」Aé12〜分 ấữमस्तेक्ष한국어你们\u3099"), max_size=40
)
anything = st.one_of(words, st.text(max_size=30))
tickets = st.builds(
    TicketSheet,
    city=anything,
    label=st.from_regex(r"[A-Z]{1,2}-[0-9]{1,4}", fullmatch=True),
    service=anything,
    issued_at=anything,
    place=anything,
    priority=st.one_of(st.none(), anything),
    ahead=st.one_of(st.none(), st.integers(0, 9999)),
    wait=st.one_of(st.none(), anything),
    instructions=st.lists(anything, max_size=3).map(tuple),
    url=st.one_of(st.none(), st.just(sheets.URL)),
    offline=st.booleans(),
    reissue=st.booleans(),
    language=st.sampled_from(("ja", "en", "vi", "ne", "ko", "zh-Hans", "zh-Hant", "pt", "fil")),
)
few = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def texts(block: Block) -> list[Text]:
    return [item for item in block.items if isinstance(item, Text)]


def overlap(one: Text, other: Text) -> bool:
    a, b = one.box, other.box
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def drawn_alone(item: Text) -> tuple[int, int, int, int] | None:
    """Where the ink of a line lies when it has more paper than it can use."""
    spare = 300
    moved = Text(item.x + spare, item.y + spare, item.line)
    box = ink_box(paint(Block(item.y + 2 * spare, (moved,)), 1400))
    return box and (box[0] - spare, box[1] - spare, box[2] - spare, box[3] - spare)


@pytest.mark.parametrize("width", WIDTHS)
@given(sheet=tickets)
@example(sheet=sheets.CROWDED)
@few
def test_all_ink_lies_within_the_margins(
    sheet: TicketSheet, width: PaperWidth, fonts: Fonts
) -> None:
    image = render(sheet, width, fonts)
    box = ink_box(image)
    assert image.mode == "1"
    assert image.width == DOTS[width]
    assert box is not None
    assert box[0] >= MARGIN
    assert box[1] >= MARGIN
    assert box[2] <= image.width - MARGIN
    assert box[3] <= image.height - MARGIN


@pytest.mark.parametrize("width", WIDTHS)
@given(sheet=tickets)
@example(sheet=sheets.CROWDED)
@few
def test_no_line_is_clipped_or_covers_another(
    sheet: TicketSheet, width: PaperWidth, fonts: Fonts
) -> None:
    lines = texts(compose(sheet, width, fonts))
    assert not [pair for pair in combinations(lines, 2) if overlap(*pair)]
    for item in lines:
        ink = drawn_alone(item)
        assert ink is None or _within(ink, item.box)


def _within(inner: tuple[int, int, int, int], outer: tuple[int, int, int, int]) -> bool:
    slack = 1  # a soft edge may round to the dot beside
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


@given(text=words)
@few
def test_every_character_is_set(text: str, fonts: Fonts) -> None:
    sheet = TicketSheet(text, "A-1", "", "", instructions=(text,))
    said = "".join(item.line.text for item in texts(compose(sheet, 58, fonts)))
    assert "".join(said.split()) == "".join((text + "受付番号A-1" + text).split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("sheet", sheets.ALL, ids=lambda sheet: f"{sheet.language}-{sheet.label}")
def test_everything_is_at_least_3_mm_and_the_number_is_by_far_the_largest(
    sheet: TicketSheet, width: PaperWidth, fonts: Fonts
) -> None:
    lines = texts(compose(sheet, width, fonts))
    sizes = sorted((item.line.size for item in lines), reverse=True)
    label = next(item for item in lines if item.line.text == sheet.label)
    assert sizes[-1] >= 28
    assert label.line.size == sizes[0] >= 2 * sizes[1]
    assert label.box[3] - label.box[1] >= 65  # 8 mm, for six figures on narrow paper


@pytest.mark.parametrize("width", WIDTHS)
def test_a_telephone_reads_the_code(width: PaperWidth, fonts: Fonts) -> None:
    image = render(sheets.JAPANESE, width, fonts)
    tilted = image.convert("L").rotate(4, expand=True, fillcolor=255)
    assert read_code(image) == sheets.URL
    assert read_code(tilted) == sheets.URL


@pytest.mark.parametrize("width", WIDTHS)
def test_the_code_has_large_modules_and_its_quiet_zone(width: PaperWidth, fonts: Fonts) -> None:
    sheet = compose(sheets.JAPANESE, width, fonts)
    code = next(item for item in sheet.items if isinstance(item, Code))
    quiet = 4 * code.module
    around = (
        code.x - quiet,
        code.y - quiet,
        code.x + code.side + quiet,
        code.y + code.side + quiet,
    )
    white = ImageOps.invert(paint(sheet, DOTS[width]).convert("L").crop(around))
    assert code.module >= 4
    assert white.getbbox() == (quiet, quiet, quiet + code.side, quiet + code.side)


def test_an_address_too_long_for_the_paper_leaves_the_code_out(fonts: Fonts) -> None:
    long = TicketSheet("市", "A-1", "", "", url="https://example.lg.jp/" + "x" * 3000)
    assert not [i for i in compose(long, 58, fonts).items if isinstance(i, Code)]


def test_only_what_is_known_is_printed(fonts: Fonts) -> None:
    bare = compose(TicketSheet("待合市役所", "A-001", "住民票", "9:42"), 80, fonts)
    full = compose(sheets.CROWDED, 80, fonts)
    said = [item.line.text for item in texts(bare)]
    assert said == ["待合市役所", "住民票", "受付番号", "A-001", "受付時刻", "9:42"]
    assert not [item for item in bare.items if isinstance(item, Frame)]
    assert len([item for item in full.items if isinstance(item, Frame)]) == 2
    assert "128人" in [item.line.text for item in texts(full)]


def test_nobody_ahead_is_said_too(fonts: Fonts) -> None:
    said = [item.line.text for item in texts(compose(sheets.ENGLISH, 80, fonts))]
    assert "0" in said


def test_a_giant_character_is_set_smaller(fonts: Fonts) -> None:
    image = render(TicketSheet("﷽" * 3, "A-1", "W" * 200, "9:42"), 58, fonts)
    assert isinstance(image, Image.Image)
    assert ink_box(image) is not None
