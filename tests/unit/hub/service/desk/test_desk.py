"""The desk's use cases: opening, parts, replays, corrections, handing on, keeping, forgetting."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from threading import Event
from zoneinfo import ZoneInfo

import pytest

from hub.domain.forms.answers import Name, Slot
from hub.sealing.refusals import Flaw
from hub.service.desk.case import Case
from hub.service.desk.desk import IDLE, MOST_OPEN, Desk, Gone, NotKept, OnDesk, Refused, Tools
from hub.service.desk.ports import Kept, NotWritten, Printed
from hub.service.desk.refusals import Reason
from hub.service.desk.view import View
from tests.desks import FAMILY, PLANTED, STREET, Audit, Keys, answers, book
from tests.hubs import Clock


class Paper:
    """hub.service.desk.ports.Printer: what was printed, in short."""

    def warm(self) -> None:
        pass

    def print(self, view: View) -> Printed:
        return Printed(f"PDF of {view.case.code}".encode(), ())


@dataclass
class Tray:
    """hub.service.desk.ports.Folder in memory."""

    files: dict[str, bytes] = field(default_factory=dict)
    fault: str = ""

    def put(self, stem: str, ending: str, content: bytes) -> str:
        if self.fault:
            raise NotWritten(self.fault)
        self.files[f"{stem}.{ending}"] = content
        return f"{stem}.{ending}"


@dataclass
class Shelf:
    """hub.service.desk.ports.Archive in memory."""

    cases: dict[str, Case] = field(default_factory=dict)
    fault: str = ""

    def keep(self, case: Case) -> None:
        if self.fault:
            raise NotWritten(self.fault)
        self.cases[case.code] = case

    def kept(self) -> tuple[Kept, ...]:
        return tuple(Kept(case.code, case.opened) for case in self.cases.values())

    def find(self, code: str) -> Case | None:
        return self.cases.get(code)

    def dispose(self, before: date) -> tuple[tuple[date, int], ...]:
        old = [code for code, case in self.cases.items() if case.opened.date() < before]
        for code in old:
            del self.cases[code]
        return ((before - timedelta(days=1), len(old)),) if old else ()


class Room:
    """A desk with everything around it in the test's hand."""

    def __init__(self, *, folder: bool = True, archive: bool = False) -> None:
        self.clock, self.keys, self.audit = Clock(), Keys(), Audit()
        self.tray, self.shelf = Tray(), Shelf()
        self.desk = Desk(
            Tools(
                book=book(),
                zone=ZoneInfo("Asia/Tokyo"),
                open_code=self.keys.open_code,
                printer=Paper(),
                audit=self.audit,
                clock=self.clock,
                folder=self.tray if folder else None,
                archive=self.shelf if archive else None,
            )
        )

    def open(self, *texts: str, by: str = "sato") -> OnDesk:
        found = self.desk.open(texts, by)
        assert isinstance(found, OnDesk), found
        return found

    def refused(self, *texts: str, by: str = "sato") -> Refused:
        found = self.desk.open(texts, by)
        assert isinstance(found, Refused)
        return found

    def large(self) -> tuple[str, ...]:
        """The texts of a code in parts."""
        name = Name("𠮷髙" * 10, "辻" * 30, "ながい" * 10, "なまえ" * 10)
        people = {Slot("who", member): name for member in range(12)}
        streets = {
            slot: Name(
                "".join(chr(0x4E00 + (member * 997 + place * 31) % 20000) for place in range(90))
            )
            for slot, member in zip(people, range(12), strict=True)
        }
        return self.keys.seal({**answers(12), **streets}).texts

    @property
    def deeds(self) -> list[tuple[str, str]]:
        return [(line.who, line.action) for line in self.audit.lines]


@contextmanager
def switching_often() -> Iterator[None]:
    """Python's threads take turns so often that what they share is soon met half changed."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_code_is_opened_and_that_is_written_down(room: Room) -> None:
    sealed = room.keys.seal()
    found = room.open(*sealed.texts)
    assert found.case.answers == answers()
    line = room.audit.lines[0]
    assert (line.who, line.action, line.subject) == ("sato", "desk-open", sealed.id)


def test_parts_come_in_any_order_and_twice(room: Room) -> None:
    texts = room.large()
    assert len(texts) >= 2
    first = room.refused(texts[-1])
    assert first.explained.reason is Reason.INCOMPLETE
    assert room.refused(texts[-1]).explained.title == first.explained.title
    for text in texts[1:-1]:
        room.refused(text)
    room.open(texts[0])
    assert room.deeds == [("sato", "desk-open")]


def test_parts_of_two_clerks_are_not_put_together(room: Room) -> None:
    texts = room.large()
    room.refused(texts[0], by="sato")
    assert room.refused(*texts[1:], by="suzuki").explained.reason is Reason.INCOMPLETE


def test_a_forgotten_part_does_not_spoil_the_next_code(room: Room) -> None:
    room.refused(room.large()[0])
    room.open(*room.keys.seal().texts)


def test_a_misread_part_leaves_those_before_it(room: Room) -> None:
    texts = room.large()
    for text in texts[:-1]:
        room.refused(text)
    assert room.refused(texts[-1][:-3]).explained.subject == Flaw.CHARACTERS
    room.open(texts[-1])


def test_reading_can_begin_anew(room: Room) -> None:
    texts = room.large()
    room.refused(*texts[:-1])
    room.desk.forget_parts("sato")
    assert room.refused(texts[-1]).explained.reason is Reason.INCOMPLETE


def test_a_replay_can_be_opened_whoever_looks_at_the_desk_meanwhile(room: Room) -> None:
    codes = [room.keys.seal().texts for _ in range(60)]
    for code in codes:
        room.open(*code)
    done = Event()

    def look() -> None:
        while not done.is_set():
            room.desk.cases("sato")

    with ThreadPoolExecutor(2) as others, switching_often():
        looking = [others.submit(look) for _ in range(2)]
        refused = [room.refused(*code) for code in codes]
        done.set()
    for look_out in looking:
        look_out.result()
    for replay in refused:
        assert room.desk.open_again(replay.again, "sato", "continued").by == "sato"


def test_a_replay_tells_who_was_first_and_opens_for_a_reason(room: Room) -> None:
    texts = room.keys.seal().texts
    first = room.open(*texts, by="sato")
    room.clock.later(minutes=12)
    again = room.refused(*texts, by="suzuki")
    assert again.explained.reason is Reason.REPLAYED
    assert "09:00 に、sato が" in again.explained.hint
    with pytest.raises(Gone):
        room.desk.open_again(again.again, "sato", "continued")
    repeated = room.refused(*texts, by="suzuki")
    found = room.desk.open_again(repeated.again, "suzuki", "continued")
    assert found.case.answers == first.case.answers
    assert room.audit.lines[-1].subject == f"{first.case.code} continued"
    with pytest.raises(Gone):
        room.desk.open_again(repeated.again, "suzuki", "continued")


def expired(room: Room) -> tuple[str, ...]:
    texts = room.keys.seal(valid=timedelta(minutes=30)).texts
    room.clock.later(minutes=31)
    return texts


REFUSALS: dict[Reason, Callable[[Room], tuple[str, ...]]] = {
    Reason.DAMAGED: lambda room: (room.keys.seal().texts[0][:-1],),
    Reason.UNKNOWN_KEY: lambda _: Keys().seal().texts,
    Reason.EXPIRED: expired,
}


@pytest.mark.parametrize("reason", REFUSALS)
def test_refusals_are_written_down_without_content(room: Room, reason: Reason) -> None:
    refused = room.refused(*REFUSALS[reason](room))
    assert refused.explained.reason is reason
    (line,) = room.audit.lines
    assert line.action == "desk-refuse"
    assert line.subject.startswith(reason)
    assert room.desk.cases("sato") == ()


def test_a_kiosk_that_is_not_known_is_refused(room: Room) -> None:
    stranger = Keys()
    stranger.private, stranger.key = room.keys.private, room.keys.key
    assert room.refused(*stranger.seal().texts).explained.reason is Reason.UNKNOWN_KIOSK


def test_a_correction_is_kept_and_written_down_by_field_alone(room: Room) -> None:
    found = room.open(*room.keys.seal().texts)
    changed = room.desk.correct(found.key, "sato", Slot("who", 1), Name("新", "名", "しん", "めい"))
    assert room.desk.case(found.key, "sato").case == changed.case
    assert room.audit.lines[-1].subject == f"{found.case.code} who"


def test_a_correction_brings_nothing_back_that_was_put_away_meanwhile(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = room.open(*room.keys.seal().texts)
    # Another window of the clerk, just when this one's correction is written down.
    monkeypatch.setattr(room.audit, "record", lambda _: room.desk.put_away(found.key, "sato"))
    with pytest.raises(Gone):
        room.desk.correct(found.key, "sato", Slot("phone"), "0312345678")
    assert room.desk.cases("sato") == ()


def test_a_case_belongs_to_the_clerk_who_opened_it(room: Room) -> None:
    found = room.open(*room.keys.seal().texts, by="sato")
    for use in (room.desk.case, room.desk.print, room.desk.put_away, room.desk.write):
        with pytest.raises(Gone):
            use(found.key, "suzuki")
    assert room.desk.cases("suzuki") == ()
    assert [one.key for one in room.desk.cases("sato")] == [found.key]


def test_what_is_put_away_or_left_alone_is_gone(room: Room) -> None:
    first, second = (room.open(*room.keys.seal().texts) for _ in range(2))
    room.desk.put_away(first.key, "sato")
    room.clock.later(minutes=40)
    room.desk.case(second.key, "sato")
    room.clock.later(minutes=40)
    assert [one.key for one in room.desk.cases("sato")] == [second.key]
    room.clock.now += IDLE
    with pytest.raises(Gone):
        room.desk.case(second.key, "sato")


def test_signing_out_clears_the_clerks_desk_alone(room: Room) -> None:
    own, others = room.keys.seal().texts, room.keys.seal().texts
    room.open(*own, by="sato")
    other = room.open(*others, by="suzuki")
    replayed = {by: room.refused(*own, by=by) for by in ("sato", "suzuki")}
    room.desk.put_all_away("sato")
    assert room.desk.cases("sato") == ()
    assert [one.key for one in room.desk.cases("suzuki")] == [other.key]
    with pytest.raises(Gone):
        room.desk.open_again(replayed["sato"].again, "sato", "continued")
    assert room.desk.open_again(replayed["suzuki"].again, "suzuki", "continued").by == "suzuki"


def test_a_desk_holds_so_many_cases_and_lets_the_oldest_go(room: Room) -> None:
    opened = [room.open(*room.keys.seal().texts).key for _ in range(MOST_OPEN + 2)]
    assert [one.key for one in room.desk.cases("sato")] == opened[:1:-1]


def test_files_are_named_after_time_event_and_code(room: Room) -> None:
    found = room.open(*room.keys.seal().texts)
    names = room.desk.write(found.key, "sato")
    stem = f"20261124-090000_moving-in_{found.case.code}"
    assert names == (f"{stem}.json", f"{stem}.csv")
    assert FAMILY.encode() in room.tray.files[f"{stem}.json"]
    _, printed = room.desk.print(found.key, "sato")
    assert printed.pdf
    assert room.desk.export(found.key, "sato", "pdf")[1] == printed.pdf
    assert [deed for _, deed in room.deeds[1:]] == ["desk-write", "desk-print", "desk-export"]


def test_without_a_folder_or_with_a_full_one_the_clerk_is_told(room: Room) -> None:
    room.tray.fault = "いっぱいです"
    found = room.open(*room.keys.seal().texts)
    with pytest.raises(NotWritten):
        room.desk.write(found.key, "sato")
    bare = Room(folder=False)
    found = bare.open(*bare.keys.seal().texts)
    with pytest.raises(NotKept):
        bare.desk.write(found.key, "sato")


def test_nothing_is_kept_unless_the_city_says_so(room: Room) -> None:
    room.open(*room.keys.seal().texts)
    room.desk.dispose(0)
    assert not room.desk.keeps
    with pytest.raises(NotKept):
        room.desk.kept()


def test_what_is_kept_comes_back_corrected_and_is_disposed_of_with_a_record() -> None:
    room = Room(archive=True)
    found = room.open(*room.keys.seal().texts)
    room.desk.correct(found.key, "sato", Slot("phone"), "0312345678")
    room.desk.put_away(found.key, "sato")
    assert [one.code for one in room.desk.kept()] == [found.case.code]
    back = room.desk.bring_back(found.case.code, "suzuki")
    assert back.case.current[Slot("phone")] == "0312345678"
    with pytest.raises(Gone):
        room.desk.bring_back("0" * 16, "suzuki")
    room.clock.later(days=4)
    room.desk.dispose(3)
    assert room.desk.kept() == ()
    assert (room.audit.lines[-1].action, room.audit.lines[-1].subject[-2:]) == (
        "desk-dispose",
        " 1",
    )


def test_a_full_disk_stops_no_clerk_but_is_told() -> None:
    room = Room(archive=True)
    room.shelf.fault = "空きがありません"
    found = room.open(*room.keys.seal().texts)
    assert found.fault == "空きがありません"
    assert room.desk.correct(found.key, "sato", Slot("phone"), None).fault


def test_the_audit_log_holds_nothing_that_a_visitor_typed() -> None:
    room = Room(archive=True)
    found = room.open(*room.keys.seal().texts)
    room.refused(*room.keys.seal().texts[0][:-2])
    room.desk.correct(found.key, "sato", Slot("who", 0), Name(FAMILY, PLANTED, "か", "な"))
    room.desk.write(found.key, "sato")
    room.desk.print(found.key, "sato")
    told = " ".join(f"{line.action} {line.subject}" for line in room.audit.lines)
    assert not [one for one in (FAMILY, PLANTED, STREET, "09012345678") if one in told]


def test_the_instant_of_opening_is_the_desks_own(room: Room) -> None:
    found = room.open(*room.keys.seal().texts)
    assert found.case.opened == room.clock.now
    assert found.case.issued == datetime(2026, 11, 24, tzinfo=UTC)
