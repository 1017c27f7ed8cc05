"""What a visitor with an appointment reads by mail, and what the visitor's calendar gets."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from assets.words import LANGUAGES, plain
from hub.domain.appointments.records import Appointment, Contact, Entry, Place, State
from hub.service.appointments.letters import Writer
from tests.lobbies import MINUTE, NINE, site

BRING = {"ja": "本人確認書類", "ja-easy": "{書類|しょるい}", "en": "An identity document"}
WRITER = Writer(
    site(languages=tuple(LANGUAGES)),
    "https://hall.example.jp",
    "yoyaku@hall.example.jp",
    {"cert": BRING},
)
START = NINE + timedelta(days=1, minutes=30)
BOOKED = Appointment(
    id="a" * 32,
    number="12345674",
    token="t" * 32,
    service="cert",
    start=START,
    end=START + 20 * MINUTE,
    seat=0,
    made_at=NINE,
    changed_at=NINE,
    contact=Contact("hanako@example.jp"),
)
WAITING = Entry(
    id="b" * 32,
    token="w" * 32,
    service="cert",
    first=START,
    last=START + timedelta(days=1),
    entered_at=NINE,
    changed_at=NINE,
    contact=Contact("hanako@example.jp"),
)


def event(body: bytes | None) -> Any:
    """The library's own reading; its types say little of what is in a file."""
    assert body is not None
    (found,) = Calendar.from_ical(body).walk("VEVENT")
    return found


def test_a_confirmation_says_everything_that_a_visitor_needs() -> None:
    letter = WRITER.about(BOOKED)
    assert letter is not None
    assert letter.subject == "来庁のご予約 令和8年11月25日(水) 9:30 | 待合市役所"
    for words in ("業務A", "9:30", "1234 5674", "本人確認書類", "https://hall.example.jp/a/tttt"):
        assert words in letter.text
    assert (letter.to, letter.not_after) == ("hanako@example.jp", START)


def test_the_calendar_file_is_one_event_that_later_versions_replace() -> None:
    letter = WRITER.about(BOOKED)
    moved = replace(BOOKED, start=START + 60 * MINUTE, end=START + 80 * MINUTE, version=2, told=1)
    later = WRITER.about(moved)
    gone = WRITER.about(replace(moved, state=State.CANCELLED, version=3, told=2))
    assert letter is not None
    assert later is not None
    assert gone is not None
    first, second, third = (event(each.calendar) for each in (letter, later, gone))
    assert first["UID"] == second["UID"] == third["UID"] == f"{BOOKED.id}@hall.example.jp"
    assert [each["SEQUENCE"] for each in (first, second, third)] == [0, 1, 2]
    assert (first.start, first.end) == (START, START + 20 * MINUTE)
    assert first.start.tzinfo is not None
    assert second.start == moved.start
    methods = [letter.calendar_method, later.calendar_method, gone.calendar_method]
    assert methods == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert (first["STATUS"], third["STATUS"]) == ("CONFIRMED", "CANCELLED")
    (alarm,) = first.walk("VALARM")
    assert alarm["TRIGGER"].dt == -timedelta(hours=1)
    assert third.walk("VALARM") == []
    assert "変更" in later.subject
    assert "取り消し" in gone.subject


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_in_the_visitors_language_without_marks(language: str) -> None:
    booked, waiting = replace(BOOKED, language=language), replace(WAITING, language=language)
    letters = [
        WRITER.about(booked),
        WRITER.about(replace(booked, state=State.CANCELLED)),
        WRITER.reminder(booked),
        WRITER.waiting(waiting),
        WRITER.waiting(offered(waiting)),
        WRITER.waiting(replace(waiting, place=Place.LAPSED)),
    ]
    for letter in letters:
        assert letter is not None
        assert plain(letter.text) == letter.text
        assert plain(letter.subject) == letter.subject
        assert "{" not in letter.text + letter.subject + (letter.calendar or b"").decode()
    titles = {letter.subject for letter in letters if letter}
    assert len(titles) == len(letters)


def offered(entry: Entry) -> Entry:
    until = NINE + 60 * MINUTE
    return replace(entry, place=Place.OFFERED, start=START, seat=0, until=until, version=2)


def test_an_offer_is_not_sent_after_it_has_lapsed() -> None:
    letter = WRITER.waiting(offered(WAITING))
    assert letter is not None
    assert letter.not_after == NINE + 60 * MINUTE
    assert "10:00" in letter.text
    assert f"https://hall.example.jp/a/{WAITING.token}" in letter.text


@pytest.mark.parametrize(
    "quiet",
    [
        replace(BOOKED, state=State.CHECKED_IN, version=2),
        replace(BOOKED, state=State.MISSED, version=2),
        replace(BOOKED, source="import"),
        replace(BOOKED, state=State.CANCELLED, changed_at=START + MINUTE, version=2),
    ],
)
def test_nothing_is_written_where_there_is_nothing_to_tell(quiet: Appointment) -> None:
    assert WRITER.about(quiet) is None


def test_who_gets_off_the_list_is_not_written_to() -> None:
    assert WRITER.waiting(replace(WAITING, place=Place.LEFT)) is None
    assert WRITER.waiting(replace(WAITING, place=Place.TAKEN)) is None


def test_an_offer_that_was_taken_is_confirmed_though_it_keeps_the_id_of_its_entry() -> None:
    taken = replace(BOOKED, id=WAITING.id)
    ids = [letter.id for letter in (WRITER.waiting(WAITING), WRITER.about(taken)) if letter]
    assert len(set(ids)) == 2


def test_a_city_that_has_line_ends_in_its_name_forges_no_header() -> None:
    writer = replace(WRITER, site=site(name={"ja": "市役所\r\nBcc: x@example.jp"}))
    with pytest.raises(ValueError, match="control"):
        writer.about(BOOKED)


def test_the_file_says_when_it_was_made() -> None:
    found = event(getattr(WRITER.about(BOOKED), "calendar", None))
    assert found["DTSTAMP"].dt == datetime(2026, 11, 24, tzinfo=UTC)
