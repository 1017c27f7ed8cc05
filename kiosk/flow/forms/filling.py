"""One form being filled: what was answered so far, and which question is on the screen.

Every step gives a new `FormState`. No step forgets an answer: what was said on a page that is not
asked any more comes back with the page, and is left out of everything else.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from hub.domain.forms.answers import Address, Answers, Ask, Name, Slot, Value
from hub.domain.forms.book import Book, Event
from hub.domain.forms.checking import Fault, Wrong, wrongs
from hub.domain.forms.deciding import advise
from hub.domain.forms.walking import Stop, Way, slots, view_at, way


class Numbering(StrEnum):
    """What became of the number for the first counter."""

    NONE = "none"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FormState:
    """A form of one visit, with the definitions that it began with.

    `stop` is the question on the screen, None for the review. `done` are the pages that were left
    without a fault; `changing` says that the review asked for this one. `carded` are those that a
    card filled in whole: they are shown on demand alone. `way` follows from the answers. Nothing
    here is printed by a `repr`, so that no log can hold it.
    """

    book: Book = field(repr=False)
    event: Event = field(repr=False)
    today: date
    way: Way = field(repr=False, compare=False)
    answers: Answers = field(default_factory=dict, repr=False)
    stop: Stop | None = None
    done: frozenset[Stop] = field(default=frozenset(), repr=False)
    carded: frozenset[Stop] = field(default=frozenset(), repr=False)
    changing: bool = False
    wrongs: tuple[Wrong, ...] = ()
    codes: tuple[str, ...] = field(default=(), repr=False)
    number: Numbering = Numbering.NONE


def begin(book: Book, event: Event, today: date, answers: Answers | None = None) -> FormState:
    """The first question of an event; `answers` are those that the visitor gave before."""
    known = dict(answers or {})
    the_way = way(book, event, known, today)
    first = the_way.stops[0] if the_way.stops else None
    return FormState(book, event, today, the_way, known, first)


def put(form: FormState, slot: Slot, value: Value | None) -> FormState:
    """The answer to a field of the page on the screen; an empty one is none."""
    if form.stop is None or slot not in dict(slots(form.book, form.stop)):
        return form
    answers = {known: given for known, given in form.answers.items() if known != slot}
    if value is not None and value not in ("", (), Name(), Address()):
        answers[slot] = value
    rest = tuple(w for w in form.wrongs if w.slot != slot and w.fault is not Fault.RULE)
    return _with(form, answers, rest)


def ask(form: FormState) -> FormState:
    """Leave what is open on this page, or all of it if nothing is, to the counter; go on."""
    if form.stop is None:
        return form
    on_page = [slot for slot, _ in slots(form.book, form.stop)]
    still_open = [slot for slot in on_page if slot not in form.answers] or on_page
    answers = {**form.answers, **dict.fromkeys(still_open, Ask.AT_COUNTER)}
    return finish_page(_with(form, answers, ()))


def take(
    form: FormState,
    values: Answers,
    at: Stop | None = None,
    change: Slot | None = None,
    shown: Collection[Slot] = (),
) -> FormState:
    """Take over what a card told at the question `at`, or before the first one, and go on.

    A page that it filled in whole counts as answered and is not shown any more, but those of
    `shown` are when their turn comes, and that of `change` at once: it is to be put right first.
    What a field does not take as it stands is taken over too, so that its page shows the fault.
    """
    filled = _with(form, {**form.answers, **values}, ())
    pages = {item.id: page.id for page in form.book.pages.values() for item in page.fields}
    touched = {slot: Stop(pages[slot.field], slot.member) for slot in values}
    first = None if change is None else touched[change]
    later = {first, *(touched[slot] for slot in shown if slot in touched)}
    settled = set(touched.values()) - later
    whole = frozenset(stop for stop in settled if _is_whole(filled, stop))
    right = frozenset(stop for stop in whole - {at} if not faults_at(filled, stop))
    known = replace(filled, done=filled.done | whole, carded=filled.carded | right)
    if first in known.way.stops:
        return go(known, first)
    here = known.stop
    stays = here in known.way.stops and (here not in known.done or faults_at(known, here))
    return go(known, here if stays else _next(known))


def _is_whole(form: FormState, stop: Stop) -> bool:
    """Is there something in every field of a page, and in every part of it that needs it?"""
    every = all(slot in form.answers for slot, _ in slots(form.book, stop))
    return every and all(wrong.fault is not Fault.MISSING for wrong in faults_at(form, stop))


def _with(form: FormState, answers: Mapping[Slot, Value], rest: tuple[Wrong, ...]) -> FormState:
    the_way = way(form.book, form.event, answers, form.today)
    return replace(form, answers=answers, way=the_way, wrongs=rest)


def finish_page(form: FormState, more: tuple[Wrong, ...] = ()) -> FormState:
    """Go on to the next question or to the review, unless something is wrong here.

    `more` are faults that were found outside of the definitions.
    """
    if form.stop is None:
        return form
    found = (*faults_at(form, form.stop), *more)
    if found:
        return replace(form, wrongs=found)
    left = replace(form, done=form.done | {form.stop})
    return go(left, _next(left))


def _next(form: FormState) -> Stop | None:
    """The question behind this one, unless one before it was jumped over to come here."""
    if form.changing or form.stop not in form.way.stops:
        return first_open(form)
    place = form.way.stops.index(form.stop)
    if form.done.issuperset(form.way.stops[:place]):
        for stop in form.way.stops[place + 1 :]:
            if stop not in form.carded or faults_at(form, stop):
                return stop
    return first_open(form)


def first_open(form: FormState) -> Stop | None:
    """The first question that is not yet answered, or not any more as it should be."""
    stops = form.way.stops
    return next((stop for stop in stops if stop not in form.done or faults_at(form, stop)), None)


def faults_at(form: FormState, stop: Stop) -> tuple[Wrong, ...]:
    """What is wrong on a page now."""
    return wrongs(form.book, stop, form.answers, view_at(form.book, form.way, stop))


def go(form: FormState, stop: Stop | None) -> FormState:
    """Show a question, or the review. One that has become wrong says so at once."""
    if stop is None:
        return replace(form, stop=None, changing=False, wrongs=())
    return replace(form, stop=stop, wrongs=faults_at(form, stop) if stop in form.done else ())


def back(form: FormState) -> FormState | None:
    """The question before, the review if that sent here, or None before the first question."""
    if form.changing:
        return go(form, None)
    stops = form.way.stops
    place = len(stops) if form.stop is None else stops.index(form.stop)
    return go(form, stops[place - 1]) if place > 0 else None


def change(form: FormState, stop: Stop) -> FormState:
    """From the review to one of its questions."""
    if form.stop is not None or stop not in form.way.stops:
        return form
    return replace(go(form, stop), changing=True)


def can_review(form: FormState) -> bool:
    """Is everything answered, so that the rest of the way may be skipped?"""
    return form.stop is not None and first_open(form) is None


def refit(form: FormState, book: Book) -> FormState | None:
    """The form with another edition of the book; None if that does not have its event.

    Answers of fields that are there no more, or take something else now, are dropped.
    """
    event = book.events.get(form.event.id)
    if event is None:
        return None
    kinds = {item.id: item.kind for page in form.book.pages.values() for item in page.fields}
    fields = {item.id: item.kind for page in book.pages.values() for item in page.fields}
    same = {name for name, kind in fields.items() if kinds.get(name) is kind}
    answers = {slot: value for slot, value in form.answers.items() if slot.field in same}
    fresh = begin(book, event, form.today, answers)
    here = form.stop if form.stop in fresh.way.stops else fresh.stop
    review = form.stop is None or here is None
    kept = frozenset(fresh.way.stops)
    return replace(
        fresh,
        stop=None if review else here,
        done=form.done & kept,
        carded=form.carded & kept,
        changing=form.changing,
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """The question on the screen is the `number`th; `left` follow, as far as is known now."""

    number: int
    left: int


def progress(form: FormState) -> Progress:
    """How far the visitor has come: number + left is always what there is to ask on the way."""
    stops = form.way.stops
    place = len(stops) if form.stop is None else stops.index(form.stop)
    before = sum(stop not in form.carded for stop in stops[:place])
    left = sum(stop not in form.carded for stop in stops[place + 1 :])
    return Progress(before + (form.stop is not None), left)


def itinerary(form: FormState) -> tuple[str, ...]:
    """The services to visit, in order."""
    return advise(form.book, form.way).services
