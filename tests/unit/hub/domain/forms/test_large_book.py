"""The largest book that the check lets through is walked at once, however it is made."""

import time

from hub.domain.forms.answers import Answers, PartialDate, Slot
from hub.domain.forms.book import Book, Event, Form, Group, Page, Procedure, Shelf
from hub.domain.forms.conditions import AgeAt, AllOf, AnyOf, Condition, Count, Eq, Not
from hub.domain.forms.walking import MOST_MEMBERS, way
from tests.unit.hub.domain.forms.random_books import TODAY, field_of

PAGES, PROCEDURES = 300, 60
# Seconds. A test runs beside others, and on slow machines; alone it takes some milliseconds.
PATIENCE = 0.5


def deep(number: int) -> Condition:
    """Eight deep, looking at fields all over the book and counting people."""
    found: Condition = AnyOf((Eq(f"f{number // 2}", "x"), Count("g", AgeAt("born", below=18))))
    for level in range(3):
        found = Not(AllOf((Not(found), Not(Eq(f"f{number // 3 + level}", "y")))))
    return found


def hostile() -> tuple[Book, Answers]:
    """300 pages with a condition each, a group of twelve, sixty procedures with a form each."""
    fields = {f"p{number}": field_of(f"f{number}") for number in range(PAGES - 2)}
    pages = {
        name: Page(name, {"ja": name}, (item,), when=deep(number))
        for number, (name, item) in enumerate(fields.items())
    }
    pages["many"] = Page("many", {"ja": "many"}, (field_of("n0"),))
    pages["born"] = Page("born", {"ja": "born"}, (field_of("born"),))
    group = Group("g", 1, {"ja": "g"}, "n0", ("born", "p1", "p2", "p3"))
    names = tuple(name for name in fields if name not in group.pages)
    forms = {
        f"form{number}": Form(f"form{number}", number, 1, {"ja": "f"}, names[number::3], ())
        for number in range(PROCEDURES)
    }
    procedures = {
        f"q{number}": Procedure(f"q{number}", {"ja": "q"}, "s", {"ja": "q"}, deep(number), form)
        for number, form in enumerate(forms)
    }
    asks = ("many", "g", *names[:100])
    event = Event("e", 1, Shelf.LIFE, {"ja": "e"}, asks, tuple(procedures))
    book = Book(1, {"e": event}, pages, {"g": group}, procedures, forms=forms)
    answers: Answers = {
        Slot("n0"): MOST_MEMBERS,
        **{Slot("born", member): PartialDate(2000 + member) for member in range(MOST_MEMBERS)},
        **{Slot(f"f{number}"): "xyz"[number % 3] for number in range(PAGES)},
    }
    return book, answers


def test_a_hostile_book_of_300_pages_is_walked_at_once() -> None:
    book, answers = hostile()
    found = way(book, book.events["e"], answers, TODAY)
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        way(book, book.events["e"], answers, TODAY)
        taken.append(time.perf_counter() - started)
    assert len(found.stops) > 100
    assert len(found.needs) == PROCEDURES
    assert min(taken) < PATIENCE
