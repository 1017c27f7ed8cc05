"""The paper at the end of a form: everything is on it, whole, and the code is large enough."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
import qrcode
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import MODE_ALPHA_NUM, QRData

from devices.printers.blocks import Block, Code
from devices.printers.code import CAPACITY, CodeTooWide, sealed_block
from devices.printers.fonts import Fonts
from devices.printers.guide import Counter, Errand, GuideSheet, compose, render
from devices.printers.port import DOTS, PaperWidth
from tests.unit.devices.printers import guides
from tests.unit.devices.printers.reading import ink_box, read_label
from tests.unit.devices.printers.test_layout import MARGIN, WIDTHS, anything, overlap, texts

errands = st.builds(Errand, anything, st.lists(anything, max_size=2).map(tuple), st.booleans())
papers = st.builds(
    GuideSheet,
    city=anything,
    title=anything,
    issued_at=anything,
    place=anything,
    label=st.one_of(st.just(""), st.from_regex(r"[A-Z]{1,2}-[0-9]{1,4}", fullmatch=True)),
    service=anything,
    priority=st.one_of(st.none(), anything),
    ahead=st.one_of(st.none(), st.integers(0, 9999)),
    wait=st.one_of(st.none(), anything),
    notes=st.lists(anything, max_size=2).map(tuple),
    counters=st.lists(
        st.builds(Counter, anything, st.lists(errands, max_size=2).map(tuple)), max_size=3
    ).map(tuple),
    bring=st.lists(anything, max_size=3).map(tuple),
    codes=st.lists(st.integers(40, 300).map(guides.code), max_size=2).map(tuple),
    advice=st.lists(anything, max_size=2).map(tuple),
    offline=st.booleans(),
    language=st.sampled_from(("ja", "en", "vi", "ne", "ko", "zh-Hans", "zh-Hant", "pt", "fil")),
)
few = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def codes(block: Block) -> list[Code]:
    return [item for item in block.items if isinstance(item, Code)]


@pytest.mark.parametrize("width", WIDTHS)
@given(sheet=papers)
@few
def test_nothing_is_clipped_or_covered(sheet: GuideSheet, width: PaperWidth, fonts: Fonts) -> None:
    lines = texts(compose(sheet, width, fonts))
    assert not [pair for pair in combinations(lines, 2) if overlap(*pair)]
    for item in lines:
        left, _, right, _ = item.box
        assert left >= MARGIN
        assert right <= DOTS[width] - MARGIN


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("sheet", guides.ALL, ids=lambda sheet: f"{sheet.language}-{sheet.label}")
def test_every_word_is_on_the_paper(sheet: GuideSheet, width: PaperWidth, fonts: Fonts) -> None:
    said = _joined(*(item.line.text for item in texts(compose(sheet, width, fonts))))
    errands = [errand for counter in sheet.counters for errand in counter.errands]
    wanted = [sheet.city, sheet.title, sheet.label, *sheet.notes, *sheet.bring]
    wanted += [counter.name for counter in sheet.counters]
    wanted += [text for errand in errands for text in (errand.title, *errand.notes)]
    assert not [text for text in wanted if _joined(text) not in said]
    assert (_joined(sheet.words.ask) in said) is any(errand.asks for errand in errands)


def _joined(*parts: str) -> str:
    return "".join("".join(parts).split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "sheet", guides.ALL[:4], ids=lambda sheet: f"{sheet.language}-{sheet.label}"
)
def test_the_number_is_by_far_the_largest(
    sheet: GuideSheet, width: PaperWidth, fonts: Fonts
) -> None:
    lines = texts(compose(sheet, width, fonts))
    sizes = sorted((item.line.size for item in lines), reverse=True)
    assert sizes[0] >= 2 * sizes[1]
    assert sizes[-1] >= 28
    label = next(item for item in lines if item.line.text == sheet.label)
    assert label.line.size == sizes[0]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_number_is_read_from_the_paper(width: PaperWidth, fonts: Fonts) -> None:
    paper = render(guides.JAPANESE, width, fonts)
    assert read_label(paper, fonts.bold[0]) == guides.JAPANESE.label


def test_counters_stand_in_the_order_of_the_visit(fonts: Fonts) -> None:
    lines = [item.line.text for item in texts(compose(guides.JAPANESE, 80, fonts))]
    names = ["住所の変更", "保険・年金", "子育て・こども"]
    places = [lines.index(name, 8) for name in names]
    assert places == sorted(places)
    assert [lines[place - 1] for place in places] == ["1", "2", "3"]


def test_a_paper_without_number_and_code_still_says_where_to_go(fonts: Fonts) -> None:
    sheet = compose(guides.BARE, 58, fonts)
    assert not codes(sheet)
    assert "受付番号" not in [item.line.text for item in texts(sheet)]
    assert ink_box(render(guides.BARE, 58, fonts)) is not None


@pytest.mark.parametrize("width", WIDTHS)
def test_several_parts_are_read_in_order_each_by_itself(width: PaperWidth, fonts: Fonts) -> None:
    parts = guides.parts(3, width)
    sheet = replace(guides.JAPANESE, codes=parts)
    found = codes(compose(sheet, width, fonts))
    # No scanner that sees one part whole sees two: a hand's breadth less than a code between.
    for one, next_ in pairwise(found):
        assert next_.y - (one.y + one.side) >= 2 * 4 * one.module + 64
    image = render(sheet, width, fonts).convert("L")
    seen = [
        zxingcpp.read_barcodes(image.crop((0, code.y - 20, image.width, code.y + code.side + 20)))
        for code in found
    ]
    assert [barcode.text for (barcode,) in seen] == list(parts)
    said = [item.line.text for item in texts(compose(sheet, width, fonts))]
    assert [text for text in said if text.startswith("コード ")] == [
        "コード 1/3",
        "コード 2/3",
        "コード 3/3",
    ]


@pytest.mark.parametrize(
    ("characters", "width", "modules", "dots"),
    [
        (483, 80, 69, 6),
        (734, 80, 85, 6),  # version 17
        (guides.TYPICAL, 80, 89, 5),  # version 18: four people who move in
        (1134, 80, 105, 5),  # version 22, the largest part
        (483, 58, 69, 5),
        (guides.TYPICAL, 58, 89, 4),
        (909, 58, 93, 4),  # version 19, the largest part on narrow paper
    ],
)
def test_modules_are_as_large_as_the_paper_allows(
    characters: int, width: PaperWidth, modules: int, dots: int
) -> None:
    block = sealed_block(guides.code(characters), width)
    (code,) = codes(block)
    assert (len(code.matrix), code.module) == (modules, dots)
    assert block.height == (modules + 8) * dots
    assert code.x >= 0
    assert code.x + code.side <= DOTS[width]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_text_too_long_for_the_paper_is_refused(width: PaperWidth, fonts: Fonts) -> None:
    long = guides.code(CAPACITY[width] + 1)
    with pytest.raises(CodeTooWide) as refused:
        render(replace(guides.JAPANESE, codes=(long,)), width, fonts)
    assert refused.value.most == CAPACITY[width]
    with pytest.raises(CodeTooWide):
        sealed_block(guides.code(6000), width)


@pytest.mark.parametrize(("width", "version"), [(58, 19), (80, 22)])
def test_the_capacity_is_that_of_the_largest_symbol(width: PaperWidth, version: int) -> None:
    assert _version(CAPACITY[width]) == version
    assert _version(CAPACITY[width] + 1) > version


def _version(characters: int) -> int:
    text = guides.code(characters)
    assert QRData(text).mode == MODE_ALPHA_NUM
    symbol = qrcode.QRCode(error_correction=ERROR_CORRECT_M)
    symbol.add_data(text, optimize=0)
    return int(symbol.best_fit())
