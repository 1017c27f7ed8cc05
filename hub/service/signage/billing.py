"""What a sponsor is billed on, as it goes onto paper."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from hub.domain.signage.accounts import Account, proofs
from hub.domain.signage.programme import Campaign, Play

# More days than this are told by the month: the bill stays one page.
MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Row:
    """A day, or a month ("2026-12")."""

    name: str
    promised: int
    done: int
    broken: int


@dataclass(frozen=True, slots=True)
class Bill:
    """A campaign's account: `city` lets the screens, `made` is the day of printing.

    `items` and `screens` are names with their whole plays, the most first.
    """

    city: str
    campaign: Campaign
    account: Account
    rows: tuple[Row, ...]
    items: tuple[tuple[str, int], ...]
    screens: tuple[tuple[str, int], ...]
    made: date


class Sheets(Protocol):
    """Prints bills."""

    def bill(self, bill: Bill) -> bytes:
        """One page of PDF; blocks."""


def rows(account: Account) -> tuple[Row, ...]:
    """The days of an account, or its months where the days are many."""
    days = tuple(Row(str(day.day), day.promised, day.done, day.broken) for day in account.days)
    if len(days) <= MOST_DAYS:
        return days
    months: dict[str, list[Row]] = {}
    for day in days:
        months.setdefault(day.name[:7], []).append(day)
    return tuple(
        Row(
            name,
            sum(day.promised for day in found),
            sum(day.done for day in found),
            sum(day.broken for day in found),
        )
        for name, found in months.items()
    )


def shares(
    campaign: Campaign, plays: Iterable[Play]
) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]:
    """The whole plays by the items' titles and by the screens' ids."""
    whole = proofs(campaign, plays)
    items = Counter(play.title for play in whole)
    screens = Counter(play.screen for play in whole)
    return tuple(items.most_common()), tuple(screens.most_common())
