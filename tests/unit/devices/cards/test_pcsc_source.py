"""The way to PC/SC: whatever it answers, on Linux or on Windows, somebody looks on."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Thread

import pytest

from devices.cards.codes import Code
from devices.cards.context import EXCLUSIVE
from devices.cards.faults import CardFault, CardRemoved, ReaderInUse, ReaderTrouble
from devices.cards.pcsc import PcscSource
from devices.cards.source import Presence, Slot
from tests.unit.devices.cards.fake_scard import EMPTY, SECONDS, FakeScard, Sleeper

# Windows has no service where there is no reader.
AWAY = Presence(Slot.NO_READER if sys.platform == "win32" else Slot.NO_SERVICE)
NOBODY = Presence(Slot.EMPTY, "Reader")
NO_SERVICE, SERVICE_STOPPED, COMM_ERROR = 0x8010001D, 0x8010001E, 0x80100013
INVALID_HANDLE_OF_WINDOWS = 6


@dataclass
class Line:
    """A source at a fake service, by a clock that goes only while it waits."""

    scard: FakeScard
    now: float = 0.0
    pauses: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.scard.elapse = self.pass_time
        self.source = self.open()

    def open(self, reader: str = "") -> PcscSource:
        return PcscSource(
            reader,
            establish=self.scard.context,
            clock=lambda: self.now,
            pause=self.pauses.append,
        )

    def pass_time(self, milliseconds: int) -> None:
        self.now += milliseconds / 1000

    def meanwhile(self, event: Callable[[], None]) -> None:
        """Let something happen while the source waits."""
        self.scard.elapse = lambda _: event()

    def card(self) -> Presence:
        """A card is put on and seen."""
        self.scard.insert()
        return self.source.wait(None)


@pytest.fixture(params=[False, True], ids=["pcsc-lite", "WinSCard"])
def line(request: pytest.FixtureRequest) -> Iterator[Line]:
    line = Line(FakeScard(windows=request.param, readers={"Reader": EMPTY}))
    yield line
    line.source.close()
    assert line.scard.contexts == set()
    assert line.scard.cards == set()


# --- Looking -------------------------------------------------------------------------------------


def test_what_is_there_is_told_at_once_at_first(line: Line) -> None:
    assert line.source.wait(None) == NOBODY
    assert line.now == 0.0


def test_a_card_is_told_as_soon_as_it_comes_and_goes(line: Line) -> None:
    line.meanwhile(line.scard.insert)
    here = line.source.wait(NOBODY)
    assert here == Presence(Slot.CARD, "Reader", 1)
    line.meanwhile(line.scard.remove)
    assert line.source.wait(here) == NOBODY


def test_a_card_put_on_in_an_instant_after_another_is_another_one(line: Line) -> None:
    def swap() -> None:
        line.scard.remove()
        line.scard.insert()

    here = line.card()
    line.meanwhile(swap)
    assert line.source.wait(here) == Presence(Slot.CARD, "Reader", 2)


def test_while_nothing_changes_somebody_looks_once_a_second_and_hardly_works(line: Line) -> None:
    line.source.wait(None)
    for beat in range(1, 4):
        line.scard.calls.clear()
        assert line.source.wait(NOBODY) == NOBODY
        assert line.now == pytest.approx(beat)
        assert line.scard.asked("SCardGetStatusChange") <= 5


def test_a_reader_that_flutters_keeps_nobody_busy(line: Line) -> None:
    """Some switch idle cards off and on: a change of state that changes nothing for us."""
    states = iter([0x400, 0, 0x400, 0] * 5)
    here = line.card()

    def flutter() -> None:
        line.now += 0.1
        line.scard.readers["Reader"] = line.scard.readers["Reader"] & ~0x400 | next(states)

    line.meanwhile(flutter)
    assert line.source.wait(here) == here
    assert line.pauses == [0.02] * len(line.pauses)
    assert len(line.pauses) <= 12


def test_another_program_is_told(line: Line) -> None:
    here = line.card()
    line.scard.readers["Reader"] |= EXCLUSIVE
    taken = line.source.wait(here)
    assert taken == Presence(Slot.CARD, "Reader", 1, taken=True)
    line.scard.readers["Reader"] &= ~EXCLUSIVE
    assert line.source.wait(taken) == here


def test_readers_are_plugged_in_and_out(line: Line) -> None:
    line.meanwhile(line.scard.readers.clear)
    assert line.source.wait(NOBODY) == Presence(Slot.NO_READER)
    line.meanwhile(lambda: line.scard.readers.update(Other=EMPTY))
    assert line.source.wait(Presence(Slot.NO_READER)) == Presence(Slot.EMPTY, "Other")


def test_a_reader_unplugged_between_two_questions_is_no_failure(line: Line) -> None:
    line.scard.fail("SCardGetStatusChange", Code.UNKNOWN_READER)
    assert line.source.wait(None) == Presence(Slot.NO_READER)
    line.scard.fail("SCardGetStatusChange", 0, Code.READER_UNAVAILABLE)
    assert line.source.wait(NOBODY) == NOBODY
    assert line.scard.asked("SCardEstablishContext") == 1


def test_only_readers_of_the_wanted_name_count() -> None:
    scard = FakeScard(readers={"Other make 0": EMPTY, "ACME Pasori 1": EMPTY})
    line = Line(scard)
    source = line.open("pasori")
    scard.insert("Other make 0")
    assert source.wait(None) == Presence(Slot.EMPTY, "ACME Pasori 1")
    none = line.open("Gemalto")
    assert none.wait(None) == Presence(Slot.NO_READER)
    source.close()
    none.close()


def test_the_card_that_is_known_counts_until_it_goes() -> None:
    scard = FakeScard(readers={"A": EMPTY, "B": EMPTY})
    source = Line(scard).source
    scard.insert("B")
    b = source.wait(None)
    assert b == Presence(Slot.CARD, "B", 1)
    scard.insert("A")
    assert source.wait(b) == b
    scard.remove("B")
    assert source.wait(b) == Presence(Slot.CARD, "A", 2)
    source.close()


# --- Failing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("call", ["SCardGetStatusChange", "SCardListReaders"])
@pytest.mark.parametrize(
    "code", [NO_SERVICE, SERVICE_STOPPED, COMM_ERROR, INVALID_HANDLE_OF_WINDOWS]
)
def test_after_any_failure_it_begins_anew_half_a_second_later(
    line: Line, call: str, code: int
) -> None:
    here = line.card()
    line.scard.fail(call, code)
    line.scard.fail("SCardEstablishContext", NO_SERVICE, NO_SERVICE)
    assert line.source.wait(here) == AWAY
    assert line.scard.contexts == set()
    assert line.pauses == []
    assert line.source.wait(AWAY) == AWAY
    assert line.source.wait(AWAY) == AWAY
    # The card lies there still, but was switched off: it counts as a new one.
    assert line.source.wait(AWAY) == Presence(Slot.CARD, "Reader", 2)
    assert line.pauses == [0.5] * 3


def test_a_failure_is_logged_once_until_it_is_over(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    denied = 0x8010006A  # by polkit, for one
    for _ in range(2):
        line.source.close()
        line.scard.fail("SCardEstablishContext", *[denied] * 5)
        for _ in range(6):
            line.source.wait(NOBODY)
    assert caplog.messages == ["no card readers: PC/SC answered 0x8010006a"] * 2


def test_hundreds_of_cards_and_failures_leave_nothing_open(line: Line) -> None:
    seen = line.source.wait(None)
    for turn in range(300):
        (line.scard.insert, line.scard.remove)[turn % 2]()
        if turn % 7 == 0:
            line.scard.fail("SCardGetStatusChange", COMM_ERROR)
        seen = line.source.wait(seen)
        assert len(line.scard.contexts) <= 1
    assert line.scard.asked("SCardEstablishContext") == 300 // 7 + 2


# --- Connecting ----------------------------------------------------------------------------------


def test_a_card_is_connected_for_us_alone_and_switched_off_afterwards(line: Line) -> None:
    here = line.card()
    line.scard.answers = [(0, [0x90, 0x00])]
    with line.source.connect(here) as card:
        assert card.send_and_receive(b"\x00\xa4") == b"\x90\x00"
    exclusive, t0_or_t1, unpower = 1, 3, 2
    assert ("SCardConnect", "Reader", exclusive, t0_or_t1) in line.scard.calls
    assert ("SCardTransmit", "T1", b"\x00\xa4") in line.scard.calls
    assert line.scard.calls[-1] == ("SCardDisconnect", unpower)


def test_it_is_switched_off_also_when_something_goes_wrong(line: Line) -> None:
    here = line.card()
    line.scard.fail("SCardDisconnect", NO_SERVICE)
    with pytest.raises(KeyError), line.source.connect(here):
        raise KeyError
    assert line.scard.asked("SCardDisconnect") == 1


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (Code.SHARING_VIOLATION, ReaderInUse),
        (Code.NO_SMARTCARD, CardRemoved),
        (Code.REMOVED_CARD, CardRemoved),
        (Code.UNRESPONSIVE_CARD, ReaderTrouble),
        (Code.UNPOWERED_CARD, ReaderTrouble),
        (Code.UNKNOWN_READER, ReaderTrouble),
        (NO_SERVICE, ReaderTrouble),
        (INVALID_HANDLE_OF_WINDOWS, ReaderTrouble),
    ],
)
def test_a_card_that_cannot_be_connected_says_why(
    line: Line, code: int, fault: type[CardFault]
) -> None:
    here = line.card()
    line.scard.fail("SCardConnect", code)
    with pytest.raises(fault), line.source.connect(here):
        pytest.fail("not connected")


def test_a_card_that_lies_in_the_place_of_another_is_not_the_one_that_was_meant(
    line: Line,
) -> None:
    here = line.card()
    line.scard.remove()
    line.scard.insert()
    with pytest.raises(CardRemoved), line.source.connect(here):
        pytest.fail("connected")
    assert line.source.wait(here) == Presence(Slot.CARD, "Reader", 2)


def test_after_a_failure_no_card_is_the_one_that_was_meant(line: Line) -> None:
    here = line.card()
    line.source.close()
    with pytest.raises(CardRemoved), line.source.connect(here):
        pytest.fail("connected")


def test_a_service_that_is_away_cannot_connect(line: Line) -> None:
    here = line.card()
    line.source.close()
    line.scard.fail("SCardEstablishContext", NO_SERVICE)
    with pytest.raises(ReaderTrouble), line.source.connect(here):
        pytest.fail("connected")


@pytest.mark.parametrize(
    ("code", "gone", "fault"),
    [
        (Code.REMOVED_CARD, True, CardRemoved),
        (Code.RESET_CARD, False, CardRemoved),
        (Code.SUCCESS, True, CardRemoved),
        (Code.SUCCESS, False, ReaderTrouble),
        (Code.NOT_TRANSACTED, True, CardRemoved),
        (Code.NOT_TRANSACTED, False, ReaderTrouble),
        (NO_SERVICE, False, ReaderTrouble),
        (COMM_ERROR, False, ReaderTrouble),
    ],
)
def test_a_command_that_fails_says_whether_the_card_is_gone(
    line: Line, code: int, gone: bool, fault: type[CardFault]
) -> None:
    here = line.card()
    line.scard.answers = [(code, [])]
    if gone:  # the reader notices it a moment later
        line.meanwhile(line.scard.remove)
    with line.source.connect(here) as card, pytest.raises(fault) as raised:
        card.send_and_receive(b"\x00\x20\x00\x80\x044826")
    assert "4826" not in repr(raised.value)
    assert line.scard.asked("SCardTransmit") == 1


def test_a_command_to_an_unplugged_reader_is_a_card_that_is_gone(line: Line) -> None:
    here = line.card()
    line.scard.answers = [(Code.NOT_TRANSACTED, [])]
    with line.source.connect(here) as card:
        line.scard.readers.clear()
        with pytest.raises(CardRemoved):
            card.send_and_receive(b"\x00\xa4")


# --- Waking --------------------------------------------------------------------------------------


@pytest.mark.parametrize("deaf", [0, 1, 3])
def test_a_wait_ends_when_woken_even_if_the_service_misses_it_at_first(deaf: int) -> None:
    scard = Sleeper(deaf)
    source = PcscSource(establish=scard.context)
    found: list[Presence] = []
    thread = Thread(target=lambda: found.append(source.wait(NOBODY)))
    thread.start()
    assert scard.waiting.wait(SECONDS)
    source.wake()
    thread.join(SECONDS)
    assert found == [NOBODY]
    source.close()


def test_a_wake_before_the_wait_counts_and_only_once(line: Line) -> None:
    line.source.wait(None)
    line.source.wake()
    assert line.source.wait(NOBODY) == NOBODY
    assert line.now == 0.0
    line.source.wait(NOBODY)
    assert line.now == pytest.approx(1.0)


def test_a_wake_ends_the_pause_of_a_service_that_is_away() -> None:
    scard = FakeScard()
    scard.fail("SCardEstablishContext", *[NO_SERVICE] * 2)
    source = PcscSource(establish=scard.context)
    assert source.wait(None) == AWAY
    source.wake()
    assert source.wait(AWAY) == AWAY
