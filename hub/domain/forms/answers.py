"""What a visitor answered: one value for each field, by slot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

# Stands in a text for a character that the visitor could not find (〓, the printers' "geta").
UNLISTED = "\N{GETA MARK}"


class Ask(StrEnum):
    """「わからないので、窓口で聞く」: an answer like any other, that a clerk resolves."""

    AT_COUNTER = "ask"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day of the Gregorian calendar whose month or day may be unknown, as in old registers.

    Without a month there is no day. Such a year or month may not exist: `checking` says so.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """A whole date."""
        return cls(day.year, day.month, day.day)

    @property
    def whole(self) -> date | None:
        """The day, if all of it is known and the calendar has it."""
        if self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as written, and how it is read in kana. `given` is empty for a mononym."""

    family: str = ""
    given: str = ""
    family_kana: str = ""
    given_kana: str = ""

    @property
    def written(self) -> str:
        """The whole name in its own characters."""
        return _joined(self.family, self.given)

    @property
    def reading(self) -> str:
        """The whole name in kana."""
        return _joined(self.family_kana, self.given_kana)


@dataclass(frozen=True, slots=True)
class Address:
    """`postal` is 7 digits; `area` prefecture to town; `street` the block and lot numbers."""

    postal: str = ""
    area: str = ""
    street: str = ""
    building: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """As on an envelope: the postal code, where there is one, and the place."""
        is_whole = len(self.postal) == 7
        postal = f"〒{self.postal[:3]}-{self.postal[3:]}" if is_whole else self.postal
        return tuple(filter(None, (postal, _joined(self.area + self.street, self.building))))


# str: a text or an option's id. tuple: the ids of several options.
Value = str | int | tuple[str, ...] | PartialDate | Name | Address | Ask


class Slot(NamedTuple):
    """Where an answer belongs: a field, and which member of its group (from 0)."""

    field: str
    member: int | None = None


Answers = Mapping[Slot, Value]


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))
