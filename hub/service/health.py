"""How the devices of all terminals are: each state with its beginning, and its history."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from hub.service.ports_health import DeviceState, HealthBook, Key, Need, Passage
from hub.service.terminals import DeviceReport, Stage

# The line from a terminal to its hub, which only the hub can judge.
LINK = "hub_link"
# What stands at the hub itself, beside the terminals; no terminal can be called so.
DESK = "_desk"
# A terminal reports every 30 seconds; three reports that fail to come are no accident.
SILENCE = timedelta(seconds=95)


def need(stage: Stage, advice: str, before: Need = Need.NONE) -> Need:
    """How soon a person is needed; a device that is starting is as it was."""
    if stage is Stage.STARTING:
        return before
    if stage is Stage.FAILED:
        return Need.NOW
    return Need.SOON if stage is Stage.DEGRADED and advice else Need.NONE


def follow(
    before: DeviceState | None, terminal: str, report: DeviceReport, now: datetime
) -> DeviceState:
    """The state after a report. Neither the future nor the time before `before` is believed."""
    key = Key(terminal, report.device, report.name)
    if before is None:
        since, began, wanted = min(report.since, now), now, need(report.stage, report.advice)
    else:
        changed = before.stage is not report.stage
        since = max(before.since, min(report.since, now)) if changed else before.since
        wanted = need(report.stage, report.advice, before.need)
        turned = (wanted is Need.NONE) is not (before.need is Need.NONE)
        began = now if turned else before.began
    return DeviceState(key, report.stage, since, wanted, began, now, report.advice, report.detail)


def gone(before: DeviceState, now: datetime) -> DeviceState:
    """The state of a device that its terminal no longer has."""
    report = DeviceReport(before.key.device, Stage.STOPPED, now, before.key.name)
    return follow(before, before.key.terminal, report, now)


def passage(before: DeviceState | None, after: DeviceState, now: datetime) -> Passage | None:
    """The line that the change adds to the history; None where it is none."""
    if before is not None and (before.stage, before.advice) == (after.stage, after.advice):
        return None
    came = before is None or before.stage is not after.stage
    return Passage(after.since if came else now, after.stage, after.advice)


class Health:
    """The use cases. Blocking, and may raise JournalFault: run it off the event loop."""

    def __init__(
        self, book: HealthBook, terminals: Iterable[str], clock: Callable[[], datetime]
    ) -> None:
        self._book = book
        self._terminals = frozenset(terminals)
        self._clock = clock
        # The silence of a terminal while no hub ran says nothing about the terminal.
        self._started = clock()

    def begin(self) -> None:
        """Forget the terminals that are no longer configured."""
        self._book.forget(self._terminals)

    def states(self) -> list[DeviceState]:
        """All devices that are known."""
        return self._book.states()

    def history(self, key: Key) -> list[Passage]:
        """The past of one device, newest first."""
        return self._book.history(key)

    def record(self, terminal: str, reports: Iterable[DeviceReport]) -> None:
        """A terminal has told how its devices are; it can speak, so its line to here works."""
        now = self._clock()
        link = DeviceReport(LINK, Stage.READY, now)
        for before in self._follow(terminal, (*reports, link), now):
            self._move(before, gone(before, now), now)
        self._book.seen(terminal, now)

    def record_own(self, reports: Iterable[DeviceReport]) -> None:
        """How the devices at this hub are; those at another hub of the site are not known here."""
        now = self._clock()
        self._follow(DESK, reports, now)
        self._book.seen(DESK, now)

    def watch(self) -> None:
        """Find the terminals that have fallen silent."""
        now = self._clock()
        for state in self._book.states():
            heard = max(state.seen_at, self._started)
            is_open = state.key.device == LINK and state.stage is Stage.READY
            if is_open and now - heard > SILENCE:
                since = state.seen_at
                report = DeviceReport(LINK, Stage.FAILED, since, advice="check_terminal")
                after = follow(state, state.key.terminal, report, now)
                self._move(state, replace(after, seen_at=since), now)

    def _follow(
        self, terminal: str, reports: Iterable[DeviceReport], now: datetime
    ) -> Iterable[DeviceState]:
        """Move what was told of; gives the devices that nothing was told of."""
        told = {(item.device, item.name): item for item in reports}
        known = {state.key: state for state in self._book.of(terminal)}
        for (device, name), report in told.items():
            before = known.pop(Key(terminal, device, name), None)
            self._move(before, follow(before, terminal, report, now), now)
        return known.values()

    def _move(self, before: DeviceState | None, after: DeviceState, now: datetime) -> None:
        """Write what changed. Where another hub was quicker, the next report finds it."""
        line = passage(before, after, now)
        if line is not None or before is None or before.detail != after.detail:
            self._book.move(before, after, line)
