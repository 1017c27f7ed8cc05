"""A month on paper: what is put together for it."""

from dataclasses import dataclass
from datetime import date, timedelta

from hub.domain.site import words
from hub.service.figures.summing import Beside, Heard, Less, Tile, five, heard, tiles
from hub.service.figures.tables import Split, Subject, Table, Told, table

# Years of which there can be a report.
YEARS = range(2000, 2200)

# What a report tells, and by what: the rest is on the page.
TABLES = (
    (Subject.ARRIVALS, Split.DAY),
    (Subject.WAIT, Split.DAY),
    (Subject.ARRIVALS, Split.HOUR),
    (Subject.WAIT, Split.HOUR),
    (Subject.ARRIVALS, Split.WEEKDAY),
    (Subject.WAIT, Split.WEEKDAY),
    (Subject.ARRIVALS, Split.SERVICE),
    (Subject.WAIT, Split.SERVICE),
    (Subject.SERVE, Split.SERVICE),
    (Subject.ABSENT, Split.SERVICE),
    (Subject.IDLE, Split.COUNTER),
)


@dataclass(frozen=True, slots=True)
class Report:
    """`first` is the first day of the month, `made` the day of printing; `other` the month before.

    `goal` in minutes, for the line in the plots; `rule` says what is not told.
    """

    city: str
    first: date
    made: date
    tiles: tuple[Tile, ...]
    tables: tuple[Table, ...]
    five: tuple[Less, ...]
    heard: tuple[Heard, ...]
    goal: int | None
    rule: str


def report(first: date, made: date, told: Told, before: Told, beside: Beside) -> Report:
    """A month beside the one before it."""
    return Report(
        words(told.site.name, "ja"),
        first,
        made,
        tiles(told, before),
        tuple(table(subject, split, told) for subject, split in TABLES),
        five(told, beside),
        heard(told.site, beside.answers, told.discretion.least),
        told.goal.minutes if told.goal else None,
        rule(told),
    )


def rule(told: Told) -> str:
    """What is not told, in one paragraph for whoever reads the figures."""
    return (
        "職員ひとりひとりの数字はありません（数えていません）。"
        f"{told.discretion.least}人より少ないまとまりの時間と割合は出しません。"
        f"窓口べつの数字は、開いた日が{told.discretion.counter_days}日以上ある期間だけ出します。"
    )


def month_of(text: str) -> date | None:
    """The first day of "2026-10"; None for what is no month."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if found.year in YEARS else None


def following(first: date) -> date:
    """The first day of the month after."""
    return (first + timedelta(days=31)).replace(day=1)


def preceding(first: date) -> date:
    """The first day of the month before."""
    return (first - timedelta(days=1)).replace(day=1)


def sheets(told: Told) -> tuple[Table, ...]:
    """Everything, for a workbook."""
    every = (table(subject, split, told) for split in Split for subject in Subject)
    return tuple(each for each in every if each.says)
