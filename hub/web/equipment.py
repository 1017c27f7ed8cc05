"""/equipment as data: every device of every terminal, what is worst first to be seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hub.service.access import Role
from hub.service.device_words import DESK_NAME, STAGES, advice_words, device_name
from hub.service.health import DESK, LINK
from hub.service.ports_health import DeviceState, Key, Need, Passage
from hub.service.terminals import Stage
from hub.web import words
from hub.web.office import Office, TerminalState

# A stage is always word, shape and colour together.
_MARKS: Mapping[Stage, tuple[str, str]] = {
    Stage.STOPPED: ("－", "closed"),
    Stage.STARTING: ("○", "closed"),
    Stage.READY: ("●", "quiet"),
    Stage.DEGRADED: ("▲", "moderate"),
    Stage.FAILED: ("■", "busy"),
}


@dataclass(frozen=True, slots=True)
class StageCell:
    """How a device is, in its three ways of saying it."""

    mark: str
    word: str
    kind: str


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One device."""

    key: Key
    name: str
    stage: StageCell
    since: str
    to_do: str
    detail: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where devices stand: a terminal, or the desk at the hub itself."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class TerminalCard:
    """One terminal, or the hub's own desk.

    `kind` says what it is, with the id where people know it by one. Where it `is_silent`, its
    other devices are as it told last.
    """

    id: str
    name: str
    kind: str
    is_silent: bool
    devices: tuple[DeviceRow, ...]


@dataclass(frozen=True, slots=True)
class Equipment:
    """Everything on /equipment. `now` and `soon` count the devices that need a person."""

    terminals: tuple[TerminalCard, ...]
    now: int
    soon: int


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line of a device's past."""

    at: str
    stage: StageCell
    to_do: str


def places(office: Office) -> tuple[Place, ...]:
    """All configured terminals, and the hub where it has scanners or sources of its own."""
    terminals = office.terminals() if office.is_lobby else ()
    found = tuple(Place(item.id, item.name, terminal_kind(item)) for item in terminals)
    has_scanners = office.desk is not None and office.desk.scans.names
    has_own = has_scanners or office.has_sources
    return (*found, Place(DESK, DESK_NAME, "ハブの機器")) if has_own else found


def equipment(known: Sequence[Place], states: Sequence[DeviceState], now: datetime) -> Equipment:
    """Everything at these places; `now` in local time."""
    ids = {place.id for place in known}
    needs = [state.need for state in states if state.key.terminal in ids]
    return Equipment(
        tuple(_terminal(item, states, now) for item in known),
        needs.count(Need.NOW),
        needs.count(Need.SOON),
    )


def _terminal(found: Place, states: Sequence[DeviceState], now: datetime) -> TerminalCard:
    own = [state for state in states if state.key.terminal == found.id]
    link_first = sorted(own, key=lambda state: state.key.device != LINK)
    silent = any(state.key.device == LINK and state.stage is Stage.FAILED for state in own)
    rows = tuple(_device(state, now) for state in link_first)
    kind = found.kind if found.id == DESK else f"{found.kind}　{found.id}"
    return TerminalCard(found.id, found.name, kind, silent, rows)


def terminal_kind(terminal: TerminalState) -> str:
    """What the terminal is."""
    return "発券機" if terminal.role is Role.KIOSK else "表示盤"


def _device(state: DeviceState, now: datetime) -> DeviceRow:
    return DeviceRow(
        state.key,
        device_name(state.key.device, state.key.name),
        stage_cell(state.stage),
        since(state.since, now),
        to_do(state.stage, state.advice),
        state.detail,
    )


def stage_cell(stage: Stage) -> StageCell:
    """A stage as it is shown."""
    mark, kind = _MARKS[stage]
    return StageCell(mark, STAGES[stage], kind)


def to_do(stage: Stage, advice: str) -> str:
    """What to do, below the terminal's name; "" where nothing is."""
    if not advice or stage not in (Stage.DEGRADED, Stage.FAILED):
        return ""
    said = advice_words(advice)
    return said.removeprefix("の") if said.startswith("の") else f"この端末{said}"


def since(at: datetime, now: datetime) -> str:
    """When, and how long ago: "9:05 から（12分）", "11月23日 17:02 から（1日）"."""
    local = at.astimezone(now.tzinfo)
    day = "" if local.date() == now.date() else f"{local.month}月{local.day}日 "
    gone = now - at
    long = f"{gone.days}日" if gone.days else words.minutes(gone)
    return f"{day}{words.clock(local)} から（{long}）"


def history(passages: Iterable[Passage], now: datetime) -> tuple[HistoryRow, ...]:
    """A device's past, newest first."""
    return tuple(
        HistoryRow(
            f"{item.at.astimezone(now.tzinfo):%Y-%m-%d %H:%M:%S}",
            stage_cell(item.stage),
            to_do(item.stage, item.advice),
        )
        for item in passages
    )
