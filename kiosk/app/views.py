"""What the screens say, part by part. Pure: state and world in, texts out.

The field names are those that QML reads, which is why they are in camelCase.
"""

from dataclasses import dataclass
from datetime import time

from assets.words import Words
from hub.domain.dates import clock, long_date, short_date
from hub.domain.issuing import Issued
from hub.domain.opening import Reason
from hub.domain.site import words as in_language
from hub.domain.waiting import Wait
from kiosk.app.arrival_views import due, is_late
from kiosk.app.moment import Moment
from kiosk.app.rows import wait_text
from kiosk.app.world import World, classes, events, is_write_free, offered, one_offered, scans
from kiosk.flow.guidance import Hearing
from kiosk.flow.machine import can_print_again, ticket_id
from kiosk.flow.state import Aid, Given, Limits, Print, State
from kiosk.flow.timing import counts_down, seconds_left

# Percent that the voice's loudness stays between.
SOFTEST, LOUDEST = 10, 100


@dataclass(frozen=True, slots=True)
class Head:
    """Where this is and what time it is."""

    city: str = ""
    place: str = ""
    date: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """The first screen. `isOpen`: at least one service gives numbers now.

    `offersForms`: the city has forms here; `hasForms`: they can be had now. `checksIn`: people
    with an appointment come here; `surveys`: visitors are asked how it was.
    """

    greeting: str = ""
    title: str = ""
    hint: str = ""
    hours: str = ""
    note: str = ""
    priority: str = ""
    scan: str = ""
    hasClasses: bool = False
    offersForms: bool = False
    hasForms: bool = False
    isOpen: bool = True
    checksIn: bool = False
    surveys: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    """Why a service gives no number."""

    service: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TicketView:
    """The number and what is known of its wait: a value with a small unit, or `plain` words."""

    label: str = ""
    service: str = ""
    heading: str = ""
    note: str = ""
    isWell: bool = True
    ahead: str = ""
    aheadUnit: str = ""
    wait: str = ""
    waitUnit: str = ""
    plain: str = ""
    brief: str = ""
    url: str = ""
    canPrintAgain: bool = False
    finish: str = ""
    stay: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Idle:
    """The question before a visit is wiped."""

    hint: str = ""


@dataclass(frozen=True, slots=True)
class VoiceView:
    """The page of the voice. `has`: there is something to hear it from."""

    has: bool = False
    title: str = ""
    hint: str = ""
    level: str = ""
    canSoften: bool = False
    canRaise: bool = False


View = Home | Closed | TicketView | Idle | VoiceView


def head(state: State, world: World, words: Words, moment: Moment) -> Head:
    """The head of every screen; without a lobby only what the machine itself knows."""
    if world.lobby is None or world.settings is None:
        return Head()
    site = world.lobby.site
    local = moment.local(site.timezone)
    return Head(
        in_language(site.name, words.language),
        in_language(world.settings.place, words.language),
        # Enlarged, a foreign date is as wide as the city's name may be.
        (short_date if Aid.ENLARGE in state.aids else long_date)(words, local.date()),
        clock(local),
    )


def home(state: State, world: World, words: Words, moment: Moment) -> Home:
    """The greeting and what can be done now."""
    is_open = any(line.opening.is_open for line in offered(world, moment))
    has_forms = is_write_free(world, moment)
    greeting = "forms.home.greeting" if has_forms else "greeting"
    key = "take_number" if is_open else "see_hours"
    note = world.settings.opening_note if world.settings else None
    return Home(
        greeting=words.text(greeting if is_open else "closed_now.greeting"),
        title=words.text(key),
        hint=words.text(f"{key}.hint"),
        hours=_hours(world, words, moment),
        note=in_language(note, words.language) if note else "",
        priority=_priority(state, world, words),
        scan=words.text("scan.home") if scans(world) else "",
        hasClasses=bool(classes(world)),
        offersForms=bool(events(world)),
        hasForms=has_forms,
        isOpen=is_open,
        checksIn=world.settings is not None and world.settings.checks_in,
        surveys=world.settings is not None and world.settings.survey.asks,
    )


def _hours(world: World, words: Words, moment: Moment) -> str:
    """From the first opening to the last closing of today's services; empty on a closed day."""
    if world.lobby is None:
        return ""
    weekday = moment.local(world.lobby.site.timezone).weekday()
    lines = [
        item for item in offered(world, moment) if item.opening.reason is not Reason.CLOSED_DAY
    ]
    spans = [span for line in lines for span in line.service.hours.get(weekday, ())]
    if not spans:
        return ""
    opens, closes = min(span.start for span in spans), max(span.end for span in spans)
    return words.text("hours", opens=clock(opens), closes=clock(closes))


def _priority(state: State, world: World, words: Words) -> str:
    chosen = world.lobby.site.classes.get(state.priority or "") if world.lobby else None
    if chosen is None:
        return words.text("priority.want")
    return words.text("priority.chosen", name=in_language(chosen.name, words.language))


def closed(state: State, world: World, words: Words, moment: Moment) -> Closed:
    """The service that was chosen, and why it is closed."""
    line = one_offered(world, moment, state.service)
    if line is None:
        return Closed(reason=words.text("why.open"))
    opening = line.opening
    values = {"opens": _time(opening.opens), "closes": _time(opening.closes)}
    key = f"why.{opening.reason}"
    if opening.note:
        key, values = "why.closed_day_why", {"why": in_language(opening.note, words.language)}
    return Closed(in_language(line.service.name, words.language), words.text(key, **values))


def _time(at: time | None) -> str:
    return clock(at) if at else ""


def ticket(state: State, world: World, words: Words, limits: Limits, moment: Moment) -> TicketView:
    """The number on the screen, whatever became of the paper."""
    if state.given is None or state.printed is None:
        return TicketView()
    given, printed = state.given, state.printed
    seconds = seconds_left(state, moment.at)
    ending = counts_down(state)
    return TicketView(
        label=label_of(given),
        service=service_name(given, world, words),
        heading=words.text(_HEADINGS[printed]),
        note=_note(given, printed, world, words),
        isWell=printed not in (Print.FAILED, Print.UNCERTAIN),
        **_waiting(given, words),
        url=ticket_url(given, world),
        canPrintAgain=can_print_again(state, limits),
        finish=words.text("ticket.finish_in", seconds=seconds)
        if ending
        else words.text("button.finish"),
        stay=words.text("ticket.stay") if ending else "",
        due=due(given, world, words),
    )


_HEADINGS = {
    Print.RUNNING: "ticket.printing",
    Print.DONE: "ticket.take_paper",
    Print.FAILED: "ticket.note_down",
    Print.UNCERTAIN: "ticket.note_down",
    Print.NO_PRINTER: "ticket.note_down",
}
_NOTES = {
    Print.FAILED: "ticket.not_printed",
    Print.UNCERTAIN: "ticket.uncertain",
    Print.NO_PRINTER: "ticket.no_printer",
}


def _note(given: Given, printed: Print, world: World, words: Words) -> str:
    """What became of the paper comes first; who is late is told how they line up."""
    if printed in _NOTES:
        return words.text(_NOTES[printed])
    return words.text("arrival.late") if is_late(given, world) else ""


def _waiting(given: Given, words: Words) -> dict[str, str]:
    """People ahead and minutes, or a sentence where this kiosk does not know."""
    if not isinstance(given, Issued) or given.wait is None:
        return {"plain": words.text("ticket.in_turn")}
    if given.wait.high == 0:
        return {"plain": words.text("ticket.at_once")}
    return {
        "ahead": str(given.ahead),
        "aheadUnit": words.text("unit.people"),
        "wait": span_text(given.wait),
        "waitUnit": words.text("unit.minutes"),
        "brief": f"{words.text('wait.people', count=given.ahead)}　{wait_text(given.wait, words)}",
    }


def span_text(wait: Wait) -> str:
    """15〜25, or 5 where it may be at once."""
    return f"{wait.low}〜{wait.high}" if wait.low else str(wait.high)


def label_of(given: Given) -> str:
    """The number as it is called."""
    return given.ticket.label if isinstance(given, Issued) else given.label


def service_of(given: Given) -> str:
    """The id of the service that the number is for."""
    return given.ticket.service if isinstance(given, Issued) else given.service


def service_name(given: Given, world: World, words: Words) -> str:
    """The service that the number is for, in the visitor's language."""
    services = world.lobby.site.services if world.lobby else {}
    service = services.get(service_of(given))
    return in_language(service.name, words.language) if service else ""


def ticket_url(given: Given, world: World) -> str:
    """Where a phone follows the ticket; empty where the city has no public address."""
    base = world.lobby.site.public_url if world.lobby else ""
    return f"{base}/t/{ticket_id(given)}" if base else ""


def idle(state: State, words: Words, moment: Moment) -> Idle:
    """How long the question stays."""
    return Idle(words.text("idle.hint", seconds=seconds_left(state, moment.at)))


def voice(state: State, world: World, words: Words) -> VoiceView:
    """That the screens are read aloud, where what is private can be heard, and how loud it is."""
    if world.settings is None or world.hearing is Hearing.NOTHING:
        return VoiceView(title=words.text("voice.title"), hint=words.text("voice.none"))
    has_jack = world.settings.guidance.headset != ""
    told = world.hearing if world.hearing is Hearing.HEADSET or has_jack else "no_headset"
    return VoiceView(
        has=True,
        title=words.text("voice.on"),
        hint=words.text(f"voice.{told}"),
        level=words.text("guidance.volume", level=loudness(state, world) // 10),
        canSoften=loudness(state, world) > SOFTEST,
        canRaise=loudness(state, world) < LOUDEST,
    )


def loudness(state: State, world: World) -> int:
    """How loud the voice is: percent, in whole steps of ten."""
    first = 50 if world.settings is None else round(10 * world.settings.guidance.volume) * 10
    return max(SOFTEST, min(LOUDEST, first + 10 * state.volume))
