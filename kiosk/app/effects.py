"""What the screen machine asks for, done off the GUI thread; every outcome is an event again."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Protocol

import structlog
from PySide6.QtCore import QObject

from assets.words import Words, load
from devices.printers.guide import GuideSheet
from devices.printers.layout import TicketSheet
from hub.client.errors import ClientFault, HubRefused
from hub.client.keys import SealingKeys
from hub.domain.errors import Refusal
from hub.domain.issuing import Request
from kiosk.app import paper
from kiosk.app.forms.guide import guide
from kiosk.app.moment import Clock
from kiosk.app.pin import PinGuard
from kiosk.app.reissue import LastNumbers
from kiosk.app.sealing import sealed
from kiosk.app.world import World, symbol
from kiosk.flow import events as ev
from kiosk.flow.machine import ticket_id
from kiosk.flow.state import (
    CardTrouble,
    CheckIn,
    CheckPin,
    CountAnswer,
    Effect,
    Given,
    IssueNumber,
    Leave,
    LookAtCard,
    Print,
    PrintGuide,
    PrintLast,
    PrintTestPage,
    PrintTicket,
    ReadCard,
    ReleaseCard,
    SealForms,
)
from kiosk.shell.executor import Executor

_log = structlog.get_logger("kiosk")

# The service has no number for this visitor; the screen says why.
_NO_NUMBER = (Refusal.SERVICE_CLOSED, Refusal.NO_NUMBERS_LEFT)
TEST_PAGE = "test-page"
Paper = PrintTicket | PrintGuide | PrintTestPage | PrintLast


class Desk(Protocol):
    """Gives numbers: hub.client.issuer.Issuer."""

    def issue(self, request: Request) -> Given:
        """A number. Raises ClientFault."""


class Hall(Protocol):
    """Checks in, and hears how it was: kiosk.app.hall.HubHall."""

    def arrive(self, effect: CheckIn) -> ev.Event:
        """What comes of an appointment's code."""

    def answered(self, score: int) -> None:
        """Somebody has said how it was."""


class Press(Protocol):
    """Puts tickets on paper: kiosk.app.printing.Printing."""

    def print(self, job: str, sheet: TicketSheet | GuideSheet, *, again: bool) -> None:
        """Print, `again` even what is or may be on paper; the outcome comes as a PrintEnded."""


class Reader(Protocol):
    """Reads cards: kiosk.app.cards.carding.Carding."""

    def perform(self, effect: ReadCard | LookAtCard | ReleaseCard) -> None:
        """Begin one effect; CardSeen, CardRead or CardFailed follow."""


@lru_cache(maxsize=16)
def _words(language: str) -> Words:
    return load(language, "common", "kiosk", "forms", "arrival")


class Performer(QObject):
    """Numbers are asked for one after another, so that a repeated request meets its own answer."""

    def __init__(
        self,
        desk: Desk,
        guard: PinGuard,
        keys: SealingKeys,
        clock: Clock,
        answer: Callable[[ev.Event], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__()
        self.world = World()
        self.press: Press | None = None
        self.reader: Reader | None = None
        self.hall: Hall | None = None
        self.last_numbers: LastNumbers | None = None
        self._desk = desk
        self._guard = guard
        self._keys = keys
        self._clock = clock
        self._answer = answer
        self._leave = leave
        self._issuing = Executor("issuing", self)
        self._checking = Executor("pin", self)
        self._sealing = Executor("sealing", self)

    def close(self) -> None:
        """Finish what is under way."""
        self._issuing.close()
        self._checking.close()
        self._sealing.close()

    def perform(self, effect: Effect) -> None:
        """Begin one effect."""
        match effect:
            case IssueNumber():
                self._issuing.submit(partial(issued, self._desk, effect), self._answer, _bug)
            case PrintTicket() | PrintGuide() | PrintTestPage() | PrintLast():
                self._put_on_paper(effect)
            case CheckIn() | CountAnswer():
                self._visit(effect)
            case SealForms():
                self._seal(effect)
            case ReadCard() | LookAtCard() | ReleaseCard():
                self._card(effect)
            case CheckPin(pin):
                at = self._clock().at
                self._checking.submit(partial(self._guard.check, pin, at), self._checked, _bug)
            case Leave():
                self._leave()

    def _visit(self, effect: CheckIn | CountAnswer) -> None:
        if self.hall is None:
            return
        if isinstance(effect, CountAnswer):
            self.hall.answered(effect.score)
        else:
            self._issuing.submit(partial(self.hall.arrive, effect), self._answer, _bug)

    def _seal(self, effect: SealForms) -> None:
        now, characters = self._clock().now, symbol(self.world)
        work = partial(sealed, self._keys, effect, now, characters)
        self._sealing.submit(work, self._answer, _bug)

    def _put_on_paper(self, effect: Paper) -> None:
        match effect:
            case PrintTicket(given, language, reissue):
                sheet = paper.sheet(given, self.world, _words(language), reissue=reissue)
                self._print(ticket_id(given), sheet, again=reissue)
            case PrintGuide(request, _, _, language):
                # A number that comes late makes another paper of the same request.
                printed = guide(effect, self.world, _words(language), self._clock())
                self._print(request, printed, again=True)
            case PrintTestPage():
                staff = load("ja", "staff")
                page = paper.test_page(self.world, staff, _words("ja"), self._clock())
                self._print(TEST_PAGE, page, again=True)
            case PrintLast():
                self._print_last()

    def _print_last(self) -> None:
        last = self.last_numbers.last(self.world.lobby) if self.last_numbers else None
        if last is not None:
            self._put_on_paper(PrintTicket(last.given, last.language, reissue=True))

    def _print(self, job: str, sheet: TicketSheet | GuideSheet, *, again: bool) -> None:
        if self.press is None:
            self._answer(ev.PrintEnded(job, Print.FAILED))
        else:
            self.press.print(job, sheet, again=again)

    def _card(self, effect: ReadCard | LookAtCard | ReleaseCard) -> None:
        if self.reader is not None:
            self.reader.perform(effect)
        elif isinstance(effect, LookAtCard):
            self._answer(ev.CardSeen(ev.Reader(ev.ReaderPlace.NO_READER)))
        elif isinstance(effect, ReadCard):
            self._answer(ev.CardFailed(effect.order, CardTrouble.NO_READER))

    def _checked(self, right: bool) -> None:
        self._answer(ev.PinChecked(right))


def issued(desk: Desk, effect: IssueNumber) -> ev.Event:
    """Ask for a number, and say what came of it."""
    request = Request(
        effect.request, effect.service, effect.language, effect.priority, then=effect.then
    )
    try:
        return ev.NumberGiven(effect.request, desk.issue(request))
    except HubRefused as refusal:
        _log.warning("number refused", code=refusal.code, service=effect.service)
        closed = refusal.code in _NO_NUMBER
        return (ev.NumberRefused if closed else ev.NumberFailed)(effect.request)
    except ClientFault as fault:
        _log.error("no number", fault=str(fault), service=effect.service)
        return ev.NumberFailed(effect.request)


def _bug(fault: Exception) -> None:
    raise fault
