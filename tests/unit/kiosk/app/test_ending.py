"""The end of a form in words: on the screen and on the paper, and nothing that was typed."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import timedelta

import pytest

from assets.words import LANGUAGES, Words, load
from devices.printers.guide import GuideSheet
from hub.domain.forms.answers import Address, Ask, Name, PartialDate
from hub.domain.issuing import OfflineTicket
from kiosk.app.forms.ending import EndingView, ending, leaving
from kiosk.app.forms.guide import guide
from kiosk.app.moment import Moment
from kiosk.app.world import World, can_seal, is_write_free, symbol
from kiosk.flow.forms.filling import FormState, Numbering
from kiosk.flow.state import INITIAL, Limits, Print, PrintGuide, State
from tests.forms_people import FAMILY, VISITORS, book
from tests.ui.kiosk.kit import MORNING, forms_world, number, offline_number
from tests.unit.kiosk.app.endings import ASKED, REQUEST, done, filled

NOON = Moment(MORNING + timedelta(hours=3), 5000.0)


@pytest.fixture(scope="module")
def world() -> World:
    return forms_world(book())


def words(language: str = "ja") -> Words:
    return load(language, "common", "kiosk", "forms")


def seen(state: State, world: World, language: str = "ja") -> EndingView:
    return ending(state, world, words(language), Limits())


def paper(
    state: State, world: World, language: str = "ja", given: OfflineTicket | None = None
) -> GuideSheet:
    assert state.form is not None
    effect = PrintGuide(REQUEST, state.form, given or state.given, language)
    return guide(effect, world, words(language), NOON)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def test_counters_stand_in_the_order_of_the_visit_with_reason_and_deadline(world: World) -> None:
    view = seen(done(filled()), world)
    assert [counter.number for counter in view.counters] == list(range(1, len(view.counters) + 1))
    first = view.counters[0]
    assert first.name == "引っこし・戸籍の届出"
    moving = first.tasks[0]
    assert moving.title == "転入届"
    assert moving.why
    assert "14日以内" in moving.until
    assert moving.until.endswith("まで")
    assert view.bring
    assert view.label == "A-047"


def test_paper_and_screen_say_the_same(world: World) -> None:
    view, sheet = seen(done(filled()), world), paper(done(filled()), world)
    assert [counter.name for counter in sheet.counters] == [each.name for each in view.counters]
    assert list(sheet.bring) == list(view.bring)
    assert sheet.codes == view.codes
    assert (sheet.label, sheet.city) == ("A-047", "待合市役所")
    assert "11月30日" in " ".join(sheet.advice)
    assert "11月30日" in view.codeHint


def test_the_time_on_the_paper_is_that_of_the_number_however_often_it_is_printed(
    world: World,
) -> None:
    given = number(ASKED)
    local = Moment(given.ticket.issued_at, 0).local("Asia/Tokyo")
    assert paper(done(filled()), world).issued_at.endswith(f" {local.hour}:{local.minute:02}")
    bare = paper(done(filled(), numbering=Numbering.REFUSED), world)
    assert bare.issued_at.endswith(" 12:42")


@pytest.mark.parametrize("visitor", VISITORS.values(), ids=VISITORS)
def test_nothing_typed_is_on_the_paper_or_the_last_screen(visitor: object, world: World) -> None:
    form = filled(visitor)  # type: ignore[arg-type]
    secrets = set(_typed(form))
    shown = "\n".join(texts(asdict(seen(done(form), world))))
    printed = "\n".join(texts(asdict(paper(done(form), world))))
    assert not [secret for secret in secrets if secret in shown or secret in printed]


def _typed(form: FormState) -> Iterator[str]:
    """What could tell who the visitor is."""
    for value in form.answers.values():
        if isinstance(value, Name):
            yield from filter(None, (value.family, value.given, value.family_kana))
        elif isinstance(value, Address):
            yield from filter(None, (value.street, value.building))
        elif isinstance(value, str) and value.isdecimal() and len(value) > 6:
            yield value


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_all_of_it(language: str, world: World) -> None:
    states = [
        done(filled(), printed, codes, numbering)
        for printed in Print
        for codes in ((), ("MC1A",), ("MC1A", "MC1B"))
        for numbering in (Numbering.GIVEN, Numbering.REFUSED, Numbering.FAILED)
    ]
    for state in states:
        view = seen(state, world, language)
        said = [*texts(asdict(view)), *texts(asdict(paper(state, world, language)))]
        keys = {"forms.", "{date}", "{rule}"}
        assert view.heading
        assert not [text for text in said if any(key in text for key in keys)]
    # The printer draws no readings.
    assert "|" not in "".join(texts(asdict(paper(states[1], world, language))))


@pytest.mark.parametrize(
    ("printed", "heading", "well"),
    [
        (Print.RUNNING, "紙を印刷しています", True),
        (Print.DONE, "紙をお取りください", True),
        (Print.FAILED, "コードを写真に撮ってください", False),
        (Print.UNCERTAIN, "コードを写真に撮ってください", False),
        (Print.NO_PRINTER, "コードを写真に撮ってください", True),
    ],
)
def test_without_paper_the_code_is_to_be_kept_another_way(
    printed: Print, heading: str, well: bool, world: World
) -> None:
    view = seen(done(filled(), printed), world)
    assert (view.heading, view.isWell, view.paper) == (heading, well, printed is Print.DONE)
    assert ("スマートフォン" in view.note) is (heading.startswith("コード"))


def test_without_a_code_the_number_is_what_counts(world: World) -> None:
    view = seen(done(filled(), Print.FAILED, codes=()), world)
    assert view.heading == "番号をおひかえください"
    assert "もう一度うかがいます" in view.note
    assert not view.codeHint
    assert "もう一度うかがいます" in "".join(paper(done(filled(), codes=()), world).advice)


@pytest.mark.parametrize(
    ("numbering", "word"), [(Numbering.REFUSED, "受付時間"), (Numbering.FAILED, "係員")]
)
def test_without_a_number_screen_and_paper_say_what_to_do(
    numbering: Numbering, word: str, world: World
) -> None:
    state = done(filled(), numbering=numbering)
    view, sheet = seen(state, world), paper(state, world)
    assert word in view.trouble
    assert word in "".join(sheet.notes)
    assert (view.label, sheet.label) == ("", "")


def test_a_number_of_the_own_series_is_marked_as_valid(world: World) -> None:
    own = offline_number(ASKED)
    sheet = paper(done(filled()), world, given=own)
    assert sheet.offline
    assert sheet.label == "AX-001"
    assert sheet.ahead is None


def test_what_was_left_to_the_counter_is_asked_there(world: World) -> None:
    state = done(filled(FAMILY.but(school=Ask.AT_COUNTER)))
    tasks = [task for counter in seen(state, world).counters for task in counter.tasks]
    assert [task.title for task in tasks if task.asks] == ["小学校・中学校の転校"]
    sheet = paper(state, world)
    assert any(errand.asks for counter in sheet.counters for errand in counter.errands)


def test_a_deadline_that_has_passed_is_said(world: World) -> None:
    late = filled(FAMILY.but(moved_on=PartialDate(2026, 10, 1)))
    tasks = [task for counter in seen(done(late), world).counters for task in counter.tasks]
    assert [task.title for task in tasks if task.late]
    assert all("過ぎています" in task.until for task in tasks if task.late)


def test_the_last_screen_counts_down_only_with_everything_on_paper() -> None:
    ended = replace(done(filled()), deadline=5010.0)
    assert leaving(ended, words(), NOON).finish == "おわる（10）"
    assert leaving(replace(ended, printed=Print.FAILED), words(), NOON).finish == "おわる"
    assert ending(INITIAL, World(), words(), Limits()) == EndingView()


# Whether there are forms at all


def test_forms_rest_without_a_key_that_the_desk_can_open(world: World) -> None:
    assert is_write_free(world, NOON)
    assert not is_write_free(replace(world, keys=None), NOON)
    later = Moment(NOON.now + timedelta(days=30), 0)
    assert not can_seal(world, later)
    assert not is_write_free(World(), NOON)


def test_the_symbol_is_that_of_the_paper(world: World) -> None:
    assert world.settings is not None
    narrow = replace(world.settings.printer, width=58)
    none = replace(narrow, kind="none")
    assert symbol(world) == symbol(World()) == 1134
    assert symbol(replace(world, settings=replace(world.settings, printer=narrow))) == 909
    assert symbol(replace(world, settings=replace(world.settings, printer=none))) == 1134
