"""A visitor who answers whatever is asked, at random but right: to walk a book to every end.

`wander(book, event, random)` gives complete answers. Where a page's own rule stops the visitor,
another answer is tried; a page that no answer satisfies fails the walk.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random

from hub.domain.forms.answers import Address, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import Book, Event, Field, Kind
from hub.domain.forms.checking import offered, wrongs
from hub.domain.forms.conditions import Missing, View
from hub.domain.forms.walking import Stop, Way, slots, way

TRIES = 200
MOST_PAGES = 400
KANA = "あいうえおかきくけこさしすせそ"
KANJI = "山川田中村髙橋辻󠄀𠮷葛〓"
_ASKED_AT_COUNTER = 0.05
_LEFT_EMPTY = 0.5


def wander(book: Book, event: Event, random: Random, today: date) -> dict[Slot, Value]:
    """Answers to all pages of the event; AssertionError where the way does not end."""
    answers: dict[Slot, Value] = {}
    done: set[Stop] = set()
    for _ in range(MOST_PAGES):
        the_way = way(book, event, answers, today)
        stop = next((stop for stop in the_way.stops if stop not in done), None)
        if stop is None:
            return answers
        done.add(stop)
        _answer(book, stop, answers, the_way, random)
    raise AssertionError("the way has no end")


def _answer(
    book: Book, stop: Stop, answers: dict[Slot, Value], the_way: Way, random: Random
) -> None:
    for _ in range(TRIES):
        for slot, item in slots(book, stop):
            value = _value(item, the_way.view, random)
            answers.pop(slot, None)
            if value is not None:
                answers[slot] = value
        if not wrongs(book, stop, answers, _own_view(the_way.view, answers, stop.member)):
            return
    raise AssertionError(f"nothing satisfies {stop}")


def _own_view(view: View, answers: Mapping[Slot, Value], member: int | None) -> View:
    """What the page's rules see: the answers of the member at hand before the visit's."""

    def find(name: str) -> Value | Missing:
        given = answers.get(Slot(name, member))
        return view.find(name) if given is None else given

    return View(find, view.members, view.today)


def _value(item: Field, view: View, random: Random) -> Value | None:
    if not item.required and random.random() < _LEFT_EMPTY:
        return None
    if random.random() < _ASKED_AT_COUNTER:
        return Ask.AT_COUNTER
    return _MAKERS[item.kind](item, view, random)


def _letters(letters: str, random: Random, most: int = 6) -> str:
    return "".join(random.choice(letters) for _ in range(random.randint(1, most)))


def _name(_: Field, __: View, random: Random) -> Value:
    parts = (_letters(alphabet, random) for alphabet in (KANJI, KANJI, KANA, KANA))
    return Name(*parts)


def _address(_: Field, __: View, random: Random) -> Value:
    return Address("8600806", _letters(KANJI, random, 12), f"{random.randint(1, 99)}番地")


def _date(item: Field, view: View, random: Random) -> Value:
    earliest = -36500 if item.least is None else item.least
    latest = 40 if item.most is None else item.most
    span = random.choice((earliest, max(earliest, -400), max(earliest, -20)))
    day = PartialDate.of(view.today + timedelta(days=random.randint(span, latest)))
    return PartialDate(day.year) if item.partial and random.random() < 0.1 else day


def _count(item: Field, _: View, random: Random) -> Value:
    return random.randint(item.least or 0, min(item.most or 5, 5))


def _choice(item: Field, view: View, random: Random) -> Value:
    return random.choice(offered(item, view)).id


def _choices(item: Field, view: View, random: Random) -> Value:
    options = [option.id for option in offered(item, view)]
    return tuple(random.sample(options, random.randint(1, len(options))))


def _numbers(item: Field, _: View, random: Random) -> Value:
    return _digits(random, item.least or 1)


def _digits(random: Random, many: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(many))


_MAKERS: Mapping[Kind, Callable[[Field, View, Random], Value]] = {
    Kind.TEXT: lambda _, __, random: _letters(KANJI, random),
    Kind.KANA: lambda _, __, random: _letters(KANA, random),
    Kind.NAME: _name,
    Kind.ADDRESS: _address,
    Kind.PHONE: lambda _, __, random: f"0{_digits(random, 9)}",
    Kind.DIGITS: _numbers,
    Kind.CODE: lambda item, _, random: _letters("ABC", random, 1) * (item.least or 1),
    Kind.DATE: _date,
    Kind.COUNT: _count,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
}
