"""What a main zone says, in which language, and what a sponsor is told of it; what fits where."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.signage.content import Image, Item, Medium, MediumKind, Notice, Pdf
from hub.domain.signage.layouts import STANDARD, too_small, zone_size
from hub.domain.signage.plan import Showing
from hub.domain.signage.programme import Layout, Play, ZoneKind
from signage.rotation import proofs
from signage.rotation.board import board, table_rows
from signage.rotation.languages import languages, spoken
from signage.rotation.proofs import Running, Watched
from signage.rotation.slides import Slide, cut
from signage.rotation.ticker import Said, ems, line, parts

NINE = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SPOT = Item("spot", "広告", Image("ab", {"ja": ""}), seconds=15)


def showing(item: Item, seconds: float, *, page: int = 0, campaign: str = "") -> Showing:
    return Showing(item, page, NINE, NINE + seconds * SECOND, campaign)


def test_a_notice_speaks_japanese_first_then_one_of_the_others() -> None:
    notice = Notice({"ja": "題", "en": "T", "ko": "제"}, {"ja": "文", "en": "B", "ko": "글"})
    item = Item("n", "n", notice)
    first = cut(showing(item, 15), {}, NINE)
    assert (first.slide.language, first.until) == ("ja", NINE + 9 * SECOND)
    assert first.upcoming is not None
    second = cut(showing(item, 15), {}, NINE + 9 * SECOND)
    assert second.slide == first.upcoming
    assert second.slide.language in ("en", "ko")
    assert second.slide.key != first.slide.key


def test_a_language_that_lacks_a_text_is_not_spoken() -> None:
    assert languages({"ja": "題", "en": "T"}, {"ja": "文", "en": " "}) == ("ja",)
    assert languages({"ja": "題", "en": "T"}, {"ja": ""}) == ("ja", "en")
    assert languages({"ja": ""}, {}) == ("ja",)


@given(st.integers(5, 600), st.integers(0, 10_000), st.floats(0, 1, exclude_max=True))
def test_every_language_of_a_turn_ends_within_it(length: int, turn: int, share: float) -> None:
    began = NINE + turn * length * SECOND
    until = began + length * SECOND
    now = began + share * length * SECOND
    said = spoken(("ja", "en", "vi"), began, until, now)
    assert now < said.until <= until
    assert said.language in ("ja", "en", "vi")


def test_short_turns_take_turns_with_their_languages() -> None:
    among = ("ja", "en", "vi")
    begins = [NINE + n * 6 * SECOND for n in range(6)]
    said = [spoken(among, at, at + 6 * SECOND, at).language for at in begins]
    assert set(said) == set(among)


def test_a_document_goes_through_its_pages() -> None:
    item = Item("p", "p", Pdf("cd", {"ja": ""}), seconds=10)
    media = {"cd": Medium("cd", MediumKind.PDF, "application/pdf", 9, pages=3)}
    first = cut(showing(item, 30), media, NINE)
    assert (first.slide.pages, first.until) == (3, NINE + 10 * SECOND)
    assert first.upcoming == cut(showing(item, 30, page=1), media, NINE + 10 * SECOND).slide
    assert cut(showing(item, 30, page=2), media, NINE + 25 * SECOND).until == NINE + 30 * SECOND


def spot(began: datetime, seconds: float = 15) -> Slide:
    return Slide(SPOT, campaign="c", began=began, until=began + seconds * SECOND)


def watch(steps: list[tuple[Slide, float]], *, spoil_at: float | None = None) -> list[Play]:
    """The proofs of these slides, each up from its second on."""
    watched, plays = Watched(), list[Play]()
    for slide, at in steps:
        now = NINE + at * SECOND
        if spoil_at is not None and at > spoil_at:
            watched = proofs.spoil(watched)

        def prove(ended: Running, now: datetime = now) -> Play:
            return proofs.play(ended, "display-1", now, uuid4().hex)

        watched, found = proofs.shown(watched, "main", slide, now, prove)
        plays += found
    return plays


def test_a_spot_that_was_up_to_its_end_is_a_whole_play() -> None:
    (play,) = watch([(spot(NINE), 0.3), (Slide(), 15.4)])
    assert (play.item, play.campaign, play.digest, play.whole) == ("spot", "c", "ab", True)
    assert play.seconds == 15.1


def test_the_same_spot_again_is_another_play_and_pages_are_not() -> None:
    again = spot(NINE + 15 * SECOND)
    assert [p.whole for p in watch([(spot(NINE), 0), (spot(NINE), 5), (again, 15)])] == [True]
    assert len(watch([(spot(NINE), 0), (again, 15), (Slide(), 30)])) == 2


def test_a_spot_that_came_late_was_taken_down_or_covered_is_not_whole() -> None:
    assert [p.whole for p in watch([(spot(NINE), 4), (Slide(), 15)])] == [False]
    assert [p.whole for p in watch([(spot(NINE), 0), (Slide(), 9)])] == [False]
    covered = watch([(spot(NINE), 0), (Slide(), 15)], spoil_at=3)
    assert [p.whole for p in covered] == [False]


def test_what_is_no_spot_leaves_no_proof() -> None:
    plain = Slide(SPOT, began=NINE, until=NINE + 15 * SECOND)
    assert watch([(plain, 0), (Slide(), 15)]) == []


@pytest.mark.parametrize("room", [8, 20, 44])
def test_a_sentence_that_is_too_long_comes_in_parts(room: int) -> None:
    said = "本日の開庁時間は 8時30分から17時15分までです。証明書はコンビニでもお取りいただけます。"
    found = list(parts(said, room))
    assert all(ems(part) <= room for part in found)
    assert "".join(found).replace(" ", "") == said.replace(" ", "")
    assert found[0].endswith("。") or room < 44


def test_empty_sentences_take_no_turn() -> None:
    said = [Said(""), Said("  \n"), Said("あ")]
    shown = [line(said, 40, NINE + n * 8 * SECOND) for n in range(4)]
    assert {item.text for item in shown} == {"あ"}
    assert line([], 40, NINE) == Said()


@pytest.mark.parametrize("layout", STANDARD.values(), ids=STANDARD)
def test_every_layout_has_room_for_its_zones_and_covers_the_screen(layout: Layout) -> None:
    assert list(too_small(layout)) == []
    covered = sum(zone.width * zone.height for zone in layout.zones)
    assert covered == pytest.approx(1)
    for zone in layout.zones:
        if zone.kind is ZoneKind.CALLS:
            width, height = zone_size(layout, zone)
            assert 96 + 420 + 14 + 104 * board(width, height).lines <= height


def test_the_table_has_as_many_lines_as_it_has_room_for() -> None:
    assert table_rows(1200, 418) == table_rows(1080, 410) == 4
    assert table_rows(1920, 1000) == 11
    assert table_rows(1080, 1788) == 11
    assert table_rows(640, 360) == 1
