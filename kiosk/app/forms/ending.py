"""What the last screen of a form says: number, counters in order, what to bring, the code. Pure.

The field names are those that QML reads, which is why they are in camelCase.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assets.words import Words
from hub.domain.forms.answers import PartialDate
from hub.domain.forms.deciding import Advice, Task, advise
from hub.domain.issuing import Issued
from hub.domain.site import words as in_language
from kiosk.app.forms.values import date_text
from kiosk.app.moment import Moment
from kiosk.app.rows import wait_text
from kiosk.app.sealing import LAST_DAY
from kiosk.app.views import label_of, service_name
from kiosk.app.world import World
from kiosk.flow.forms.filling import FormState, Numbering
from kiosk.flow.machine import can_print_again
from kiosk.flow.state import Given, Limits, Print, State
from kiosk.flow.timing import counts_down, seconds_left


@dataclass(frozen=True, slots=True)
class TaskView:
    """A procedure: why, until when, and whether the counter must find out."""

    title: str
    why: str
    until: str
    late: bool
    asks: str


@dataclass(frozen=True, slots=True)
class CounterView:
    """A counter to visit; `number` is its place in the order."""

    number: int
    name: str
    tasks: tuple[TaskView, ...]


@dataclass(frozen=True, slots=True)
class EndingView:
    """The last screen. `paper`: the code is on paper, so the one on the screen is a spare."""

    event: str = ""
    heading: str = ""
    note: str = ""
    isWell: bool = True
    paper: bool = False
    label: str = ""
    service: str = ""
    wait: str = ""
    trouble: str = ""
    counters: tuple[CounterView, ...] = ()
    bring: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    codeHint: str = ""
    canPrintAgain: bool = False


@dataclass(frozen=True, slots=True)
class LeavingView:
    """The button that ends the visit, with its countdown; `stay` says how to stop that."""

    finish: str = ""
    stay: str = ""


def ending(state: State, world: World, words: Words, limits: Limits) -> EndingView:
    """Everything at the end of a form, whatever became of number, code and paper."""
    form, printed = state.form, state.printed
    if form is None or printed is None:
        return EndingView()
    advice = advise(form.book, form.way)
    return EndingView(
        event=in_language(form.event.title, words.language),
        heading=words.text(f"forms.done.{_heading(form, printed)}"),
        note=_note(form, printed, words),
        isWell=bool(form.codes) and printed not in (Print.FAILED, Print.UNCERTAIN),
        paper=printed is Print.DONE,
        **_number(state.given, world, words),
        trouble=_trouble(form, words),
        counters=tuple(counters(advice, world, words)),
        bring=bring(advice, words),
        codes=form.codes,
        codeHint=words.text("forms.done.valid", date=last_day(form, words)) if form.codes else "",
        canPrintAgain=can_print_again(state, limits),
    )


def leaving(state: State, words: Words, moment: Moment) -> LeavingView:
    """How long the last screen stays."""
    if not counts_down(state):
        return LeavingView(words.text("button.finish"))
    seconds = seconds_left(state, moment.at)
    return LeavingView(words.text("ticket.finish_in", seconds=seconds), words.text("ticket.stay"))


def _heading(form: FormState, printed: Print) -> str:
    """What to do now; without paper the code itself is what to keep."""
    if printed in (Print.RUNNING, Print.DONE):
        return {Print.RUNNING: "printing", Print.DONE: "take_paper"}[printed]
    return "take_photo" if form.codes else "note_down"


def _note(form: FormState, printed: Print, words: Words) -> str:
    if not form.codes:
        return words.text("forms.done.no_code")
    keys = {Print.FAILED: "not_printed", Print.UNCERTAIN: "uncertain", Print.NO_PRINTER: "photo"}
    return words.text(f"forms.done.{keys[printed]}") if printed in keys else ""


def _number(given: Given | None, world: World, words: Words) -> dict[str, str]:
    if given is None:
        return {}
    wait = words.text("ticket.in_turn")
    if isinstance(given, Issued) and given.wait is not None:
        people = words.text("wait.people", count=given.ahead)
        wait = f"{people}　{wait_text(given.wait, words)}"
    return {"label": label_of(given), "service": service_name(given, world, words), "wait": wait}


def _trouble(form: FormState, words: Words) -> str:
    """Why there is no number, and what to do."""
    keys = {Numbering.REFUSED: "no_number", Numbering.FAILED: "number_failed"}
    return words.text(f"forms.done.{keys[form.number]}") if form.number in keys else ""


def counters(advice: Advice, world: World, words: Words) -> Iterator[CounterView]:
    """The counters in the order of the visit, each with what is done there."""
    services = world.lobby.site.services if world.lobby else {}
    for number, service in enumerate(advice.services, 1):
        known = services.get(service)
        yield CounterView(
            number,
            in_language(known.name, words.language) if known else service,
            tuple(_task(t, words) for t in advice.tasks if t.procedure.service == service),
        )


def _task(task: Task, words: Words) -> TaskView:
    return TaskView(
        title=in_language(task.procedure.title, words.language),
        why=in_language(task.procedure.why, words.language),
        until=_until(task, words),
        late=task.late,
        asks="" if task.sure else words.text("forms.done.asks"),
    )


def _until(task: Task, words: Words) -> str:
    """The rule, with its last day where that is known."""
    if task.procedure.deadline is None:
        return ""
    rule = in_language(task.procedure.deadline.say, words.language)
    if task.due is None:
        return rule
    date = date_text(PartialDate.of(task.due), words)
    key = "forms.done.late" if task.late else "forms.done.until"
    return words.text(key, rule=rule, date=date)


def bring(advice: Advice, words: Words) -> tuple[str, ...]:
    """What to bring, for all procedures together."""
    return tuple(in_language(document.label, words.language) for document in advice.documents)


def last_day(form: FormState, words: Words) -> str:
    """The last whole day on which the code opens."""
    return date_text(PartialDate.of(form.today + LAST_DAY), words)
