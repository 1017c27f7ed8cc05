"""The printed forms: every answer is there, in glyphs that are embedded, within the page."""

import unicodedata
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from PIL import Image

import assets
from hub.adapters.sheets.fonts import Fonts, Setting, clusters, find_fonts
from hub.adapters.sheets.layout import breakable
from hub.adapters.sheets.pdf import TypstPrinter
from hub.domain.forms.answers import Address, Answers, Name, Slot, Value
from hub.service.desk.case import Case, corrected, from_letter
from hub.service.desk.ports import Printed
from hub.service.desk.view import look
from tests.desks import FAMILY, IVS, PLANTED, STREET, Keys, answers, book
from tests.lobbies import NINE

TOKYO = ZoneInfo("Asia/Tokyo")
FONTS = assets.path("fonts")


@cache
def printer() -> TypstPrinter:
    made = TypstPrinter(FONTS, TOKYO)
    made.warm()
    return made


def case(given: Answers | None = None) -> Case:
    keys = Keys()
    return from_letter(keys.open_code(keys.seal(given).texts, NINE), book(), NINE, "sato")


def printed(given: Answers | None = None, *corrections: tuple[Slot, Value | None]) -> Printed:
    found = case(given)
    for slot, value in corrections:
        found = corrected(found, slot, value)
    return printer().print(look(book(), found, TOKYO))


def pages(made: Printed) -> list[str]:
    """The text of each page, without breaks and without what only breaks lines."""
    with pypdfium2.PdfDocument(made.pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return ["".join(sign for sign in text if sign not in "\r\n\u200b") for text in texts]


def pictures(made: Printed, scale: float = 2) -> list[Image.Image]:
    with pypdfium2.PdfDocument(made.pdf) as document:
        return [page.render(scale=scale).to_pil().convert("L") for page in document]


def darkest(picture: Image.Image) -> int:
    """Of all dots: 0 is black."""
    return min(picture.tobytes())


def test_every_answer_with_a_box_is_on_paper() -> None:
    first, second = pages(printed())
    for words in (FAMILY, f"{IVS}子", PLANTED, STREET, "髙﨑荘", "09012345678", "令和8年11月20日"):
        assert words in first, words
    for words in ("住民異動届", "住民基本台帳法 第22条", "待合市長", "届出日", "令和8年11月24日"):
        assert words in first, words
    assert "昭和30年3月（日不詳）" in first
    assert "国民健康保険 資格取得届" in second
    assert "✓ はい" in second


def test_every_font_is_embedded() -> None:
    with pypdfium2.PdfDocument(printed().pdf) as document:
        for page in document:
            texts = [one for one in page.get_objects() if one.type == pdfium.FPDF_PAGEOBJ_TEXT]
            assert texts
            for one in texts:
                font = pdfium.FPDFTextObj_GetFont(one)
                assert pdfium.FPDFFont_GetIsEmbedded(font) == 1


def test_each_rare_character_has_a_glyph_of_its_own() -> None:
    """Set alone, side by side, no two look alike, so none is the empty box."""
    signs = ["𠮷", "吉", "髙", "高", "﨑", "辻", f"{IVS}", "〓", "神", "\ufa19"]
    seen = set()
    for sign in signs:
        made = printed({**answers(1), Slot("who", 0): Name(sign, "", "か")})
        (picture, *_) = pictures(made, 4)
        box = picture.crop((460, 420, 1180, 560))
        assert darkest(box) < 128, sign
        seen.add(box.tobytes())
    # 辻 with the selector of its usual form in this font may look like 辻 itself.
    assert len(seen) >= len(signs) - 1


def test_a_character_without_a_font_is_a_geta_and_listed() -> None:
    made = printed({**answers(1), Slot("who", 0): Name("山🙂田", "子", "か", "な")})
    assert made.missing == ("🙂",)
    assert "山〓田" in pages(made)[0]
    assert "U+1F642" in pages(made)[0]


def test_what_was_typed_is_no_markup() -> None:
    evil = '#import "x" $1$ *_`\\ </ @a <form-end> "'
    assert evil in pages(printed({**answers(1), Slot("who", 0): Name(evil, "", "か")}))[0]


@pytest.mark.parametrize(
    "word",
    ["A" * 100, "あ" * 100, "Wolfeschlegelstein " * 5, "é" * 100],
    ids=["latin", "kana", "words", "accents"],
)
def test_long_answers_are_wrapped_within_the_page(word: str) -> None:
    address = Address("8600001", word, word, word)
    made = printed({**answers(2), Slot("new-home"): address, Slot("who", 1): Name(word, "", "か")})
    text = unicodedata.normalize("NFC", "".join(pages(made))).replace(" ", "")
    assert word.replace(" ", "") in text
    for picture in pictures(made):
        # 15 mm of margin at 144 dots an inch; nothing is printed in it.
        margin = picture.crop((picture.width - 80, 0, picture.width, picture.height))
        assert darkest(margin) > 200


def test_twelve_members_go_on_to_the_next_page_with_numbers() -> None:
    people = {
        Slot("who", at): Name(f"山田{at}", "子" * 40, "や" * 30, "こ" * 30) for at in range(12)
    }
    texts = pages(printed({**answers(12), **people}))
    assert len(texts) == 4
    assert "1 / 2" in texts[0]
    assert "2 / 2" in texts[1]
    assert all(f"山田{at}" in texts[0] + texts[1] for at in range(12))
    assert "署名" in texts[1]


def test_a_correction_is_stamped_and_an_open_question_leaves_room() -> None:
    (first, _) = pages(printed(None, (Slot("phone"), "0312345678")))
    assert "0312345678 訂" in first
    assert "訂 のある欄は、窓口で訂正しました。" in first
    assert "（窓口で確認）" in first


def test_the_small_code_names_the_letter() -> None:
    found = case()
    made = printer().print(look(book(), found, TOKYO))
    read = zxingcpp.read_barcodes(pictures(made, 4)[0])
    assert [code.text.lower() for code in read] == [found.code]
    assert found.code in pages(made)[0]


def test_the_file_tells_nothing_of_the_visitor_beside_the_form() -> None:
    with pypdfium2.PdfDocument(printed().pdf) as document:
        told = " ".join(document.get_metadata_dict().values())
    assert "machiai" in told
    assert not [one for one in (FAMILY, PLANTED, STREET) if one in told]


def test_selectors_stay_with_their_character() -> None:
    assert list(clusters(f"a{IVS}子")) == ["a", IVS, "子"]
    assert list(clusters("")) == []


def test_a_text_stays_in_one_font_where_one_has_it_all() -> None:
    found = find_fonts(FONTS)
    first = found.fonts[0]
    assert found.set("山田").runs[0].family == first.family
    assert len(found.set("𠮷田").runs) == 1
    assert found.set("") == Setting((), ())


def test_without_the_rare_fonts_a_variant_is_set_in_its_usual_form() -> None:
    """As on a machine where only the bundled fonts are."""
    bundled = Fonts(font for font in find_fonts(FONTS).fonts if font.path.parent == Path(FONTS))
    setting = bundled.set("𠮷葛\N{VARIATION SELECTOR-20}")
    assert [run.text for run in setting.runs] == ["〓葛"]
    assert setting.missing == ("𠮷", "葛\N{VARIATION SELECTOR-20}")


def test_only_long_words_get_places_to_break() -> None:
    assert breakable("Nguyễn Thị") == "Nguyễn Thị"
    assert breakable("山" * 30) == "山" * 30
    assert breakable("a" * 13).count("\u200b") == 12
