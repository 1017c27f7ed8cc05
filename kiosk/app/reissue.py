"""The last number of this kiosk, for staff who print it once more: also after a restart."""

from collections.abc import Callable
from dataclasses import dataclass

from devices.printers.journal import JobState
from hub.client.errors import SpoolFault
from hub.domain.issuing import Issued, OfflineTicket
from hub.domain.lobby import Lobby
from kiosk.app.views import label_of
from kiosk.flow.state import Given

Jobs = Callable[[], tuple[tuple[str, JobState], ...]]


@dataclass(frozen=True, slots=True)
class LastNumber:
    """A number, and what became of its paper."""

    given: Given
    printed: JobState

    @property
    def label(self) -> str:
        """What is called."""
        return label_of(self.given)

    @property
    def language(self) -> str:
        """The visitor's."""
        given = self.given
        return given.ticket.language if isinstance(given, Issued) else given.language


@dataclass(frozen=True, slots=True)
class LastNumbers:
    """Finds it: `jobs` are the printing journal's, the last first; `pending` the spool's."""

    jobs: Jobs = tuple
    pending: Callable[[], list[OfflineTicket]] = list

    def last(self, lobby: Lobby | None) -> LastNumber | None:
        """The number that was put on paper last, as far as anybody knows of it today."""
        for job, printed in self.jobs():
            given = _found(lobby, job) or self._own(job)
            if given is not None:
                return LastNumber(given, printed)
        return None

    def _own(self, job: str) -> OfflineTicket | None:
        try:
            return next((ticket for ticket in self.pending() if ticket.id == job), None)
        except SpoolFault:
            return None


def _found(lobby: Lobby | None, job: str) -> Issued | None:
    """Without the wait that was promised: it was counted from another time."""
    ticket = lobby.find(job) if lobby is not None else None
    return None if ticket is None else Issued(ticket, 0, None)
