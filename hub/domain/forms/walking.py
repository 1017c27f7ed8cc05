"""The way through the questions: which pages are asked, in which order, given the answers.

One pass without loops: a page sees the answers of the pages before it, a procedure those of all
pages asked so far, and its form's pages come after. So every definition ends, however written.

A page is asked when it is sure to be needed. What it would ask is open, not "not asked", while
that is unknown: a visitor who leaves one answer to the counter leaves to it what hangs on it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from hub.domain.forms.answers import Answers, Slot
from hub.domain.forms.book import Book, Event, Field, Group, Page, Procedure
from hub.domain.forms.conditions import Condition, Found, Missing, View, holds
from hub.domain.forms.places import group_of

# More people than this do not move in one household (and no definition can ask for more).
MOST_MEMBERS = 12


class Stop(NamedTuple):
    """A page of the way, and for whom it is asked (a member of its group, from 0)."""

    page: str
    member: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A procedure that is needed; not `sure` where an answer is left to the counter."""

    procedure: Procedure
    sure: bool


@dataclass(frozen=True, slots=True)
class Way:
    """All pages to ask, the procedures they lead to, and what a condition sees at its end."""

    stops: tuple[Stop, ...]
    needs: tuple[Need, ...]
    view: View


@dataclass(slots=True)
class _Walk:
    book: Book
    answers: Answers
    today: date
    stops: list[Stop] = field(default_factory=list)
    asked: set[Slot] = field(default_factory=set)
    # Fields of pages that the counter may have to ask.
    doubtful: set[Slot] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    sizes: dict[str, int | None] = field(default_factory=dict)
    views: dict[int | None, View] = field(default_factory=dict)


def way(book: Book, event: Event, answers: Answers, today: date) -> Way:
    """The way through `event` with these answers."""
    walk = _Walk(book, answers, today)
    for name in event.asks:
        _ask(walk, name)
    needs = tuple(_needs(walk, event))
    return Way(tuple(walk.stops), needs, _view(walk))


def slots(book: Book, stop: Stop) -> Iterator[tuple[Slot, Field]]:
    """The fields of a page on the way, each with where its answer belongs."""
    for item in book.pages[stop.page].fields:
        yield Slot(item.id, stop.member), item


def asked(book: Book, the_way: Way) -> Mapping[Slot, Field]:
    """Every field that is asked on the way, in order."""
    return dict(pair for stop in the_way.stops for pair in slots(book, stop))


def view_at(book: Book, the_way: Way, stop: Stop) -> View:
    """What the conditions of a page on the way see: its member's answers, then the visit's."""
    group = group_of(book, stop.page)
    if group is None or stop.member is None:
        return the_way.view
    members = the_way.view.members(group.id) or ()
    return members[stop.member] if stop.member < len(members) else the_way.view


def _needs(walk: _Walk, event: Event) -> Iterator[Need]:
    for name in event.procedures:
        procedure = walk.book.procedures[name]
        needed = _holds(procedure.when, _view(walk))
        if needed is False:
            continue
        yield Need(procedure, sure=needed is True)
        for ask in walk.book.forms[procedure.form].asks if procedure.form else ():
            if needed:
                _ask(walk, ask)
            else:
                _doubt(walk, ask)


def _ask(walk: _Walk, name: str) -> None:
    """Ask a page or all pages of a group, unless that was done."""
    if name in walk.done:
        return
    walk.done.add(name)
    if name in walk.book.groups:
        _ask_group(walk, walk.book.groups[name])
    else:
        _ask_page(walk, walk.book.pages[name], None)


def _ask_group(walk: _Walk, group: Group) -> None:
    held = _holds(group.when, _view(walk))
    if held is not True:
        walk.sizes[group.id] = None if held is None else 0
        return
    size = _size(walk, group)
    walk.sizes[group.id] = size
    for member in range(size or 0):
        for page in group.pages:
            _ask_page(walk, walk.book.pages[page], member)


def _size(walk: _Walk, group: Group) -> int | None:
    found = _find(walk, group.count, None)
    if found is Missing.NOT_ASKED:
        return 0
    return max(0, min(found, MOST_MEMBERS)) if isinstance(found, int) else None


def _ask_page(walk: _Walk, page: Page, member: int | None) -> None:
    held, stop = _holds(page.when, _view(walk, member)), Stop(page.id, member)
    if held:
        walk.stops.append(stop)
        walk.asked.update(slot for slot, _ in slots(walk.book, stop))
    elif held is None:
        walk.doubtful.update(slot for slot, _ in slots(walk.book, stop))


def _doubt(walk: _Walk, name: str) -> None:
    """Note what a form would ask that may not be needed; another one may still ask it."""
    asked = walk.book.groups.get(name) or walk.book.pages[name]
    if name in walk.done or _holds(asked.when, _view(walk)) is False:
        return
    if isinstance(asked, Group):
        walk.sizes[name] = None
    else:
        walk.doubtful.update(slot for slot, _ in slots(walk.book, Stop(name)))


def _holds(condition: Condition | None, view: View) -> bool | None:
    return True if condition is None else holds(condition, view)


def _view(walk: _Walk, member: int | None = None) -> View:
    """What a member sees, else the visit; the same view sees more as more is asked."""
    if member not in walk.views:
        walk.views[member] = View(
            lambda name: _find(walk, name, member), lambda group: _members(walk, group), walk.today
        )
    return walk.views[member]


def _members(walk: _Walk, group: str) -> tuple[View, ...] | None:
    size = walk.sizes.get(group, 0)
    return None if size is None else tuple(_view(walk, member) for member in range(size))


def _find(walk: _Walk, name: str, member: int | None) -> Found:
    """A field of the member at hand, else of the visit."""
    places = Slot(name, member), Slot(name)
    for slot in places:
        if slot in walk.asked:
            return walk.answers.get(slot, Missing.OPEN)
    return Missing.NOT_ASKED if walk.doubtful.isdisjoint(places) else Missing.OPEN
