"""Emergencies as people and machines raise them, on the way to every screen of the lobby."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from hub.domain.acting import Act, Decision
from hub.domain.alerts import Alert, Calls, Ending, Status, is_over, standing
from hub.domain.raising import end_alert, end_expired, known_alert, raise_alert, supersede
from hub.domain.site import Text
from hub.service.board import Board
from hub.service.reception import Caller, Reception

STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Draft:
    """What an emergency says and how it ends, before it is raised. As hub.domain.alerts.Alert."""

    headline: Text
    instruction: Text | None = None
    area: Text | None = None
    status: Status = Status.ACTUAL
    level: int = 0
    calls: Calls = Calls.GO_ON
    ending: Ending = Ending.MANUAL
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A prepared emergency of the settings. `name` is for staff, in Japanese.

    `lasts`: how long it is shown unless somebody ends it before; None: until somebody does.
    """

    id: str
    name: str
    headline: Text
    instruction: Text | None = None
    area: Text | None = None
    level: int = 0
    calls: Calls = Calls.GO_ON
    lasts: timedelta | None = None

    def draft(self, status: Status, now: datetime) -> Draft:
        """What is raised from it at `now`; staff may change the words before."""
        expires = now + self.lasts if self.lasts else None
        ending = Ending.EXPIRY if self.lasts else Ending.MANUAL
        return Draft(
            self.headline,
            self.instruction,
            self.area,
            status,
            self.level,
            self.calls,
            ending,
            expires,
        )


class Emergencies:
    """Belongs to the event loop. `templates` are those of the settings, by id, in their order."""

    def __init__(
        self,
        reception: Reception,
        board: Board,
        templates: Mapping[str, Template],
        clock: Callable[[], datetime],
    ) -> None:
        self.templates = templates
        self._reception = reception
        self._board = board
        self._clock = clock

    def list(self) -> tuple[Alert, ...]:
        """Those that are up now, the most pressing first."""
        return standing(self._board.lobby.alerts.values(), self._clock())

    def find(self, alert_id: str) -> Alert | None:
        """An emergency that is up, or will be."""
        return self._board.lobby.alerts.get(alert_id)

    async def raise_alert(self, draft: Draft, caller: Caller) -> Alert:
        """Show it on every screen; Refused(EMPTY_ALERT or PAST_ALERT)."""
        now = self._clock()
        alert = _alert(draft, f"{STAFF}:{uuid4().hex}", STAFF, now, now)
        await self.show(alert, caller)
        return alert

    async def update(self, alert_id: str, draft: Draft, caller: Caller) -> Alert:
        """Say something else; Refused(UNKNOWN_ALERT, EMPTY_ALERT or PAST_ALERT)."""
        changed: list[Alert] = []

        def decide(act: Act) -> Decision:
            known = known_alert(act, alert_id)
            alert = _alert(draft, known.id, known.source, known.begins, act.now)
            changed.append(alert)
            return raise_alert(act, alert)

        await self._reception.act(decide, "alert.update", caller, alert_id)
        return changed[-1]

    async def end(self, alert_id: str, caller: Caller) -> None:
        """Return to normal; Refused(UNKNOWN_ALERT) where it is not up."""
        await self._reception.act(
            lambda act: end_alert(act, alert_id), "alert.end", caller, alert_id
        )

    async def show(self, alert: Alert, caller: Caller) -> None:
        """An alert of somebody's own making; Refused(EMPTY_ALERT or PAST_ALERT).

        One that is older than what is shown under its id changes nothing.
        """
        name = "alert.drill" if alert.status is Status.EXERCISE else "alert.raise"
        await self._reception.act(lambda act: raise_alert(act, alert), name, caller, alert.id)

    async def take(self, alert: Alert | None, ends: Iterable[str], by: str) -> None:
        """What the machine `by` says: see hub.domain.raising.supersede."""
        gone = [name for name in ends if self.find(name) is not None]
        if alert is not None or gone:
            await self._reception.act(
                lambda act: supersede(act, alert, gone), "alert.take", Caller(by)
            )

    async def tidy(self) -> None:
        """Put away those whose time is over."""
        now = self._clock()
        if any(is_over(alert, now) for alert in self._board.lobby.alerts.values()):
            await self._reception.act(end_expired, "alert.expire", Caller())


def _alert(draft: Draft, alert_id: str, source: str, begins: datetime, now: datetime) -> Alert:
    return Alert(
        id=alert_id,
        source=source,
        status=draft.status,
        headline=said(draft.headline) or {},
        begins=begins,
        updated_at=now,
        instruction=said(draft.instruction),
        area=said(draft.area),
        level=draft.level,
        calls=draft.calls,
        ending=draft.ending,
        expires=draft.expires,
    )


def said(text: Text | None) -> Text | None:
    """The languages that say something; None where none does."""
    kept = {language: words.strip() for language, words in (text or {}).items() if words.strip()}
    return kept or None
