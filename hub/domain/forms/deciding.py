"""What the answers lead to: procedures, counters in order, what to bring, until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hub.domain.forms.answers import PartialDate
from hub.domain.forms.book import Book, Document, Form, Procedure
from hub.domain.forms.conditions import View, may_hold
from hub.domain.forms.walking import Way


@dataclass(frozen=True, slots=True)
class Task:
    """A procedure to do; `sure` is false where the counter must find out.

    `due` is its last day where that can be computed, and `late` says that it has passed.
    """

    procedure: Procedure
    sure: bool
    documents: tuple[Document, ...]
    due: date | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """Everything the visitor is told at the end. Each list is in order and without repeats."""

    tasks: tuple[Task, ...]
    services: tuple[str, ...]
    documents: tuple[Document, ...]
    forms: tuple[Form, ...]


def advise(book: Book, the_way: Way) -> Advice:
    """The advice for the answers of this way."""
    tasks = tuple(
        _task(book, need.procedure, the_way.view, sure=need.sure) for need in the_way.needs
    )
    forms = (task.procedure.form for task in tasks if task.sure and task.procedure.form)
    return Advice(
        tasks,
        tuple(dict.fromkeys(task.procedure.service for task in tasks)),
        tuple({item.id: item for task in tasks for item in task.documents}.values()),
        tuple(book.forms[form] for form in dict.fromkeys(forms)),
    )


def _task(book: Book, procedure: Procedure, view: View, *, sure: bool) -> Task:
    due = _due(procedure, view)
    late = due is not None and due < view.today
    return Task(procedure, sure, tuple(_documents(book, procedure, view)), due, late)


def _documents(book: Book, procedure: Procedure, view: View) -> Iterator[Document]:
    """Better one paper too many than a second journey: what is uncertain is listed."""
    for bring in procedure.bring:
        if may_hold(bring.when, view):
            yield book.documents[bring.document]


def _due(procedure: Procedure, view: View) -> date | None:
    if procedure.deadline is None or procedure.deadline.after is None:
        return None
    start = view.find(procedure.deadline.after)
    day = start.whole if isinstance(start, PartialDate) else None
    try:
        return day and day + timedelta(days=procedure.deadline.days)
    except OverflowError:
        return None
