"""`python -m kiosk --preview FILE`: walk forms while they are edited. No hub, nothing sealed.

The file is hub.client.preview's. Whenever it changes, the screen shows the new edition with the
answers that still fit; what is wrong with the files stands above the last right edition.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from hub.client import Card
from hub.client.preview import Preview, read_preview
from hub.domain.forms.book import Book
from hub.domain.issuing import OfflineTicket
from hub.domain.lobby import restore
from hub.sealing.keys import Bundle, DeskKey
from hub.sealing.letter import LONGEST
from kiosk.app.kiosk import Kiosk
from kiosk.app.moment import Clock, read_clock
from kiosk.app.pin import PinGuard
from kiosk.app.staff import Staff
from kiosk.app.world import World
from kiosk.flow import events as ev
from kiosk.flow.state import CheckPin, Effect, IssueNumber, Leave, SealForms

# The file is looked at, and the clock goes on, this often.
GLANCE_MS = 250
SAMPLE = "見本"


class Previewer(QObject):
    """A kiosk that follows a file."""

    def __init__(self, file: Path, leave: Callable[[], None], clock: Clock = read_clock) -> None:
        super().__init__()
        self._file = file
        self._leave = leave
        self._clock = clock
        self._seen: Preview | None = None
        self.kiosk = Kiosk(clock, self.perform, Staff(PinGuard(), lambda: (0, 0)), self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Show what is there, and go on looking."""
        self.look()
        self._timer.start(GLANCE_MS)

    def stop(self) -> None:
        """Let go."""
        self._timer.stop()
        self.kiosk.close()

    def look(self) -> None:
        """Show the file as it is now; one that cannot be read changes nothing."""
        found = read_preview(self._file)
        if found is not None and found != self._seen:
            self._seen = found
            self._show(found)
        self.kiosk.tick()

    def _show(self, found: Preview) -> None:
        unknown = tuple(unknown_ids(found.book))
        if unknown:
            self.kiosk.learn(replace(self.kiosk.world, faults=(*found.faults, *unknown)))
            return
        self.kiosk.learn(self._world(found))
        self.kiosk.send(ev.Republished(found.book))

    def _world(self, found: Preview) -> World:
        now = self._clock().now
        never_used = DeskKey(bytes(32), now - LONGEST, now + LONGEST)
        return World(
            restore(found.snapshot),
            # Nothing is read here, and nothing to be put right.
            replace(found.settings, card=Card()),
            live=True,
            book=found.book,
            keys=Bundle(bytes(32), now, (never_used,)),
            faults=found.faults,
        )

    def perform(self, effect: Effect) -> None:
        """Answer an effect as if it had been done."""
        if isinstance(effect, Leave):
            self._leave()
        else:
            answer = outcome(effect, self._clock)
            if answer is not None:
                QTimer.singleShot(0, self, lambda: self.kiosk.send(answer))


def outcome(effect: Effect, clock: Clock) -> ev.Event | None:
    """What would come of an effect, without doing it."""
    match effect:
        case SealForms(request):
            return ev.FormsSealed(request, ())
        case IssueNumber(request, service, language):
            sample = OfflineTicket(request, SAMPLE, service, clock().now, language)
            return ev.NumberGiven(request, sample)
        case CheckPin():
            return ev.PinChecked(right=False)
    return None


def unknown_ids(book: Book) -> Iterator[str]:
    """Ids that the book names but does not have: a walk would end there."""
    for event in book.events.values():
        yield from _unknown(event.id, event.asks, {**book.pages, **book.groups})
        yield from _unknown(event.id, event.procedures, book.procedures)
    for form in book.forms.values():
        yield from _unknown(form.id, form.asks, {**book.pages, **book.groups})
    for group in book.groups.values():
        yield from _unknown(group.id, group.pages, book.pages)
    for procedure in book.procedures.values():
        yield from _unknown(procedure.id, (procedure.form,) if procedure.form else (), book.forms)
        brought = tuple(bring.document for bring in procedure.bring)
        yield from _unknown(procedure.id, brought, book.documents)


def _unknown(where: str, names: tuple[str, ...], known: Mapping[str, object]) -> Iterator[str]:
    return (f"{where}: {name}: ?" for name in names if name not in known)
