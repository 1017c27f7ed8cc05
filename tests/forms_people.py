"""Synthetic visitors of the demo city's guided forms, for tests, benches and pictures.

`book()` is the demo city's book; `TODAY` the day of all visits. A `Visitor` has the id of its
`event` and complete, right `answers`; `VISITORS` holds one for each event, by the event's id.
`FAMILY` is the typical moving-in household: four people, with rare and variant characters.
`visitor(event, answers, *people)` makes another one: answers by field id, and one mapping for each
person of the event's group. `FAMILY.but(school="no")` is the same visitor with other answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from hub.domain.forms.answers import Address, Answers, Name, PartialDate, Slot, Value
from hub.domain.forms.book import Book, Event
from hub.domain.forms.walking import Way, way
from hub.service.forms import domain_book
from tests.unit.config.cities import demo_city

TODAY = date(2026, 11, 24)

Said = Mapping[str, Value]


@lru_cache(maxsize=1)
def book() -> Book:
    """The demo city's book of forms."""
    return domain_book(demo_city().forms)


@dataclass(frozen=True, slots=True)
class Visitor:
    """What one visitor comes for and says."""

    event: str
    answers: Answers

    def but(self, **said: Value) -> "Visitor":
        """The same with other answers outside groups; `_` in a name stands for `-`."""
        other = {Slot(name.replace("_", "-")): value for name, value in said.items()}
        return replace(self, answers={**self.answers, **other})

    def way(self, today: date = TODAY) -> Way:
        """The visitor's way through the questions of the demo city."""
        return way(book(), self.told(), self.answers, today)

    def told(self) -> Event:
        """The definition of the event."""
        return book().events[self.event]


def visitor(event: str, said: Said, *people: Said) -> Visitor:
    """A visitor with these answers, and these people in the event's group."""
    answers = {Slot(name): value for name, value in said.items()}
    for number, person in enumerate(people):
        answers |= {Slot(name, number): value for name, value in person.items()}
    return Visitor(event, answers)


def _day(text: str) -> PartialDate:
    return PartialDate.of(date.fromisoformat(text))


def _person(prefix: str, name: Name, born: str, sex: str, relation: str) -> dict[str, Value]:
    facts: tuple[Value, ...] = (name, _day(born), sex, relation)
    return {
        f"{prefix}-{part}": fact
        for part, fact in zip(("name", "birth", "sex", "relation"), facts, strict=True)
    }


OLD = Address("2720021", "千葉県市川市八幡", "1丁目1番1号", "")
NEW = Address("8600806", "熊本県熊本市中央区花畑町", "12番34号", "待合コーポ葛\U000e0100城 205号室")
KUMIKO = Name("髙橋", "久美子", "たかはし", "くみこ")
# What Shift_JIS or a normalisation would lose: beyond the basic plane, a compatibility
# ideograph, variation sequences.
FATHER = Name("髙橋", "\U00020bb7男", "たかはし", "よしお")
DAUGHTER = Name("髙橋", "\ufa46", "たかはし", "なぎさ")
SON = Name("髙橋", "葵\U000e0101", "たかはし", "あおい")
GRANDMOTHER = Name("辻\U000e0100", "文", "つじ", "ふみ")
AI = Name("NGUYEN THI AI", "", "グエン　ティ　アイ", "")

_FAMILY: Said = {
    "filer": "member",
    "from-where": "japan",
    "moved-on": _day("2026-11-20"),
    "out-paper": "paper",
    "old-address": OLD,
    "new-address": NEW,
    "household-kind": "new",
    "member-count": 4,
    "nationality": "japan",
    "cards": "all",
    "kokuho": "all",
    "first-me": "no",
    "applicant-name": KUMIKO,
    "head-old": "first",
    "honseki": Address("", "石川県金沢市広坂", "1丁目1番地", ""),
    "koseki-head": "first",
    "phone": "09012345678",
    "school": "yes",
    "claimant-job": "self",
    "pension": "yes",
    "extras": ("dog", "seal"),
    "kokuho-before": "yes",
    "pin-known": "yes",
    "sign-certificate": "no",
    "claimant": "first",
    "spouse": "yes",
    "account": "registered",
}
FAMILY = visitor(
    "moving-in",
    _FAMILY,
    _person("member", FATHER, "1984-07-09", "male", "head"),
    _person("member", KUMIKO, "1986-03-31", "female", "wife"),
    _person("member", DAUGHTER, "2016-05-02", "female", "child"),
    _person("member", SON, "2020-12-24", "male", "child"),
)

_CLERKLESS: Said = {
    "applicant-name": KUMIKO,
    "applicant-birth": _day("1986-03-31"),
    "applicant-address": NEW,
    "phone": "0962345678",
}
_ALONE: Said = {
    "filer": "member",
    "old-address": OLD,
    "new-address": NEW,
    "member-count": 1,
    "nationality": "japan",
    "cards": "none",
    "kokuho": "none",
    "head-old": "first",
    "extras": ("none",),
    "phone": "09012345678",
}
_GRANDMOTHER = _person("member", GRANDMOTHER, "1944-01-01", "female", "head")
_INSURED: Said = {
    "person-me": "yes",
    "applicant-address": NEW,
    "phone": "0962345678",
    "insurance-head": "me",
    "person-count": 1,
}
_ME = _person("person", KUMIKO, "1986-03-31", "female", "head")

_ALL = (
    FAMILY,
    visitor(
        "moving-within",
        {**_ALONE, "moved-on": _day("2026-11-22"), "household-kind": "new"},
        _GRANDMOTHER,
    ),
    visitor(
        "moving-out",
        {
            **_ALONE,
            "to-where": "japan",
            "leaving-on": _day("2026-12-01"),
            "scope-out": "all",
            "household-kind": "new",
            "old-address": NEW,
            "new-address": OLD,
        },
        _GRANDMOTHER,
    ),
    visitor(
        "household-change",
        {
            "change-by": "household",
            "change-kind": "head",
            "changed-on": _day("2026-11-20"),
            "kokuho-here": "yes",
            "person-me": "yes",
            "applicant-address": NEW,
            "head-old-name": FATHER,
            "head-new-name": KUMIKO,
            "person-count": 1,
            "phone": "0962345678",
        },
        _ME,
    ),
    visitor(
        "marriage",
        {
            "marriage-filed": "no",
            "marriage-move": "within",
            "marriage-date": _day("2026-11-20"),
            "marriage-name": "yes",
            "marriage-had": ("card", "seal"),
        },
    ),
    visitor(
        "birth",
        {
            **_CLERKLESS,
            "born-on": _day("2026-11-18"),
            "birth-filed": "no",
            "birth-insurance": "kokuho",
            "birth-money": "yes",
            "allowance-now": "no",
            "claimant-job": "self",
            "baby-card": "yes",
            "insurance-head": "other",
            "insurance-head-name": FATHER,
            "child-count": 1,
            "claimant": "me",
            "spouse": "yes",
            "spouse-name": FATHER,
            "account": "write",
            "bank-name": "ひご待合銀行",
            "bank-branch": "花畑支店",
            "bank-number": "0123456",
        },
        {"child-name": SON},
    ),
    visitor(
        "death",
        {
            "died-on": _day("2026-11-20"),
            "death-filed": "yes",
            "death-head": "many",
            "death-insurance": "elderly",
            "death-pension": "yes",
            "death-had": ("card", "care", "land"),
        },
    ),
    visitor(
        "residence-certificate",
        {
            **_CLERKLESS,
            "asker-residence": "self",
            "residence-kind": "copy",
            "residence-scope": "whole",
            "residence-show": ("relation", "honseki"),
            "copies": 2,
            "purpose": "school",
        },
    ),
    visitor(
        "koseki-certificate",
        {
            **_CLERKLESS,
            "koseki-place": "other",
            "asker-koseki": "line",
            "koseki-kind": "old",
            "copies": 1,
            "purpose": "inherit",
            "koseki-range": "life",
            "honseki": Address("", "石川県金沢市広坂", "1丁目1番地", ""),
            "koseki-head-name": GRANDMOTHER,
            "subject-name": GRANDMOTHER,
            "subject-birth": PartialDate(1944),
        },
    ),
    visitor(
        "seal-certificate",
        {**_CLERKLESS, "asker-seal": "self", "seal-card": "yes", "copies": 1},
    ),
    visitor(
        "tax-certificate",
        {
            **_CLERKLESS,
            "asker-tax": "self",
            "tax-kind": "income",
            "tax-year": "latest",
            "tax-january": "yes",
            "copies": 1,
            "purpose": "bank",
        },
    ),
    visitor(
        "health-insurance-join",
        {**_INSURED, "join-reason": "left", "joined-on": _day("2026-11-01"), "pension": "yes"},
        _ME,
    ),
    visitor(
        "health-insurance-leave",
        {**_INSURED, "leave-reason": "company", "left-on": _day("2026-11-16")},
        _ME,
    ),
    visitor(
        "child-allowance",
        {
            **_CLERKLESS,
            "allowance-reason": "moved",
            "allowance-on": _day("2026-11-20"),
            "claimant-job": "company",
            "claimant": "me",
            "spouse": "no",
            "child-count": 1,
            "account": "registered",
        },
        {
            "child-name": DAUGHTER,
            "child-birth": _day("2016-05-02"),
            "child-relation": "mother",
            "child-lives": "together",
        },
    ),
    visitor(
        "card-continuation",
        {
            "card-notified-on": _day("2026-11-24"),
            "card-who": "household",
            "person-me": "yes",
            "applicant-address": NEW,
            "phone": "0962345678",
            "person-count": 1,
            "pin-known": "no",
            "sign-certificate": "yes",
        },
        {"person-name": AI, "person-birth": PartialDate(1999, 4)},
    ),
)
VISITORS: Mapping[str, Visitor] = {item.event: item for item in _ALL}
