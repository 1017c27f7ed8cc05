"""Figures as tables: what a page plots, what a file holds, and what is not told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from hub.domain.figures.facts import Count, Facts, Measure
from hub.domain.figures.grouping import Groups
from hub.domain.site import Site, words

WEEKDAYS = "月火水木金土日"
# More days than these are told by the week, and more than those by the month.
BY_WEEK, BY_MONTH = 62, 370


class Subject(StrEnum):
    """What a manager asks about, in the order of a visit."""

    ARRIVALS = "arrivals"
    WAIT = "wait"
    WALK = "walk"
    SERVE = "serve"
    IDLE = "idle"
    ABSENT = "absent"


SUBJECTS: Mapping[Subject, str] = {
    Subject.ARRIVALS: "来た人",
    Subject.WAIT: "待ち時間",
    Subject.WALK: "窓口まで",
    Subject.SERVE: "対応時間",
    Subject.IDLE: "空き時間",
    Subject.ABSENT: "来なかった人",
}
MEANING: Mapping[Subject, str] = {
    Subject.ARRIVALS: "番号を取った人の数です。続きの業務（会計など）に進むたびに、"
    "その業務でも数えます（「うち」は、はじめの1回だけ）。",
    Subject.WAIT: "番号を取ってから、はじめて呼ばれるまでの時間です。"
    "取った時刻の時間帯で数えます。",
    Subject.WALK: "呼ばれてから、窓口で「対応を始める」が押されるまでの時間です。"
    "押さない窓口では数えられません。",
    Subject.SERVE: "窓口で対応を始めてから（押さない窓口では呼んでから）終わるまでの時間です。"
    "押し忘れと思われる長いものは入れません。",
    Subject.IDLE: "窓口を開いている時間のうち、だれも呼んでいない時間の割合です。",
    Subject.ABSENT: "呼んだ人のうち、窓口に来なかった人の割合です。",
}
# How a visit began.
SOURCES: Mapping[str, Count] = {
    "うち発券機": Count.KIOSK,
    "うちスマートフォン": Count.PHONE,
    "うち職員": Count.STAFF,
    "うち予約": Count.APPOINTED,
}
# What the columns of times mean.
SHARES = "「半分の人」は半分の人が、「10人に9人」は10人のうち9人が、この時間までにすんだことです。"


class Split(StrEnum):
    """By what the figures are told."""

    DAY = "day"
    HOUR = "hour"
    WEEKDAY = "weekday"
    SERVICE = "service"
    COUNTER = "counter"


SPLITS: Mapping[Split, str] = {
    Split.DAY: "日",
    Split.HOUR: "時間帯",
    Split.WEEKDAY: "曜日",
    Split.SERVICE: "業務",
    Split.COUNTER: "窓口",
}


@dataclass(frozen=True, slots=True)
class Goal:
    """So many of ten visitors are called within so many minutes, for `services` or all."""

    minutes: int
    of_ten: int
    services: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Discretion:
    """What is too little to be told: groups of fewer visits, counters of fewer days."""

    least: int = 5
    counter_days: int = 5


@dataclass(frozen=True, slots=True)
class Column:
    """`unit` stands behind the number; None is told as ―."""

    name: str
    unit: str
    digits: int
    # Tells of single visitors, where they are few.
    of_visitors: bool = True

    def text(self, value: float | None) -> str:
        """The number as people read it."""
        return "―" if value is None else f"{value:,.{self.digits}f}{self.unit}"


# A column, and how its number is reckoned from facts of so many days.
Reckoned = tuple[Column, Callable[[Facts, int], float | None]]
# A part of a period: its facts, and how many days they are of.
Part = tuple[Facts, int]
Values = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row: values column by column."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`compared` columns at the end are those of the other period, in the same order."""

    subject: Subject
    split: Split
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    compared: int = 0

    @property
    def title(self) -> str:
        return f"{SPLITS[self.split]}べつの{SUBJECTS[self.subject]}"

    @property
    def head(self) -> str:
        """What the rows are."""
        return SPLITS[self.split]

    @property
    def says(self) -> bool:
        """Is there any number? Nobody is idle by service."""
        return any(value is not None for line in self.lines for value in line.values)

    @property
    def plotted(self) -> tuple[int, ...]:
        """The places of the columns that a plot shows, those of the other period last."""
        own = len(self.columns) - self.compared
        match self.subject:
            case Subject.ARRIVALS:
                # Hours and weekdays of any two periods are alike a day.
                found = [1 if self.split in (Split.HOUR, Split.WEEKDAY) else 0]
            case Subject.WAIT | Subject.WALK | Subject.SERVE:
                found = [0, 1]
            case _:
                found = [0]
        return (*found, *(own + at for at in found if self.compared))


@dataclass(frozen=True, slots=True)
class Told:
    """A period's groups, and how they may be told."""

    site: Site
    groups: Groups
    discretion: Discretion = Discretion()
    goal: Goal | None = None

    @property
    def days(self) -> int:
        """How many days anything happened on."""
        return len(self.groups.days)

    @property
    def tells_counters(self) -> bool:
        """Is the period long enough that counters are not persons?"""
        return self.days >= self.discretion.counter_days


def goal_of(goals: Sequence[Goal], service: str) -> Goal | None:
    """The goal of a service: the first that names it, else the first for all."""
    named = (goal for goal in goals if goal.services and service in goal.services)
    return next(named, None) or next((goal for goal in goals if goal.services is None), None)


def table(subject: Subject, split: Split, told: Told, other: Told | None = None) -> Table:
    """One subject by one split, beside another period where one is given."""
    reckoned = tuple(columns_of(subject, told))
    columns = tuple(column for column, _ in reckoned)
    lines = dict(_lines(split, reckoned, told))
    if other is None:
        return Table(subject, split, columns, _said(split, lines))
    beside, none = dict(_lines(split, reckoned, other)), (None,) * len(columns)
    if split is Split.DAY:
        # The first day beside the first, whatever they are called.
        beside = dict(zip(lines, beside.values(), strict=False))
    names = dict.fromkeys((*lines, *beside))
    again = tuple(replace(each, name=f"{each.name}（くらべる期間）") for each in columns)
    both = {name: (*lines.get(name, none), *beside.get(name, none)) for name in names}
    return Table(subject, split, (*columns, *again), _said(split, both), len(again))


def _said(split: Split, lines: Mapping[str, Values]) -> tuple[Line, ...]:
    """Days are told all; of hours and places those that have anything to tell."""
    return tuple(
        Line(name, values) for name, values in lines.items() if split is Split.DAY or any(values)
    )


def _lines(split: Split, reckoned: Sequence[Reckoned], told: Told) -> Iterator[tuple[str, Values]]:
    for name, (facts, days) in _PARTS[split](told):
        few = facts.count(Count.ARRIVED) < told.discretion.least
        yield (
            name,
            tuple(
                None if few and column.of_visitors else value(facts, days)
                for column, value in reckoned
            ),
        )


def _days(told: Told) -> Iterator[tuple[str, Part]]:
    days = told.groups.days
    if not days:
        return
    name = _namer(min(days), max(days))
    found: dict[str, Part] = {}
    for day, facts in days.items():
        before, count = found.get(name(day), (Facts(), 0))
        found[name(day)] = before + facts, count + 1
    yield from found.items()


def _namer(first: date, last: date) -> Callable[[date], str]:
    """How a day is told: by itself, by its week, by its month."""
    length = (last - first).days + 1
    if length > BY_MONTH:
        return lambda day: f"{day.year}年{day.month}月"
    if length > BY_WEEK:
        return lambda day: f"{day_name(day - timedelta(days=day.weekday()))}の週"
    return day_name


def day_name(day: date) -> str:
    """As people write it: 11/24（火）."""
    return f"{day.month}/{day.day}（{WEEKDAYS[day.weekday()]}）"


def _hours(told: Told) -> Iterator[tuple[str, Part]]:
    for hour, facts in told.groups.hours.items():
        yield f"{hour}時台", (facts, told.days)


def _weekdays(told: Told) -> Iterator[tuple[str, Part]]:
    for weekday, facts in told.groups.weekdays.items():
        count = sum(day.weekday() == weekday for day in told.groups.days)
        yield f"{WEEKDAYS[weekday]}曜日", (facts, count)


def _services(told: Told) -> Iterator[tuple[str, Part]]:
    for key, service in told.site.services.items():
        if key in told.groups.services:
            name = f"{service.prefix} {words(service.name, 'ja')}"
            yield name, (told.groups.services[key], told.days)


def _counters(told: Told) -> Iterator[tuple[str, Part]]:
    for key, counter in told.site.counters.items():
        if key in told.groups.counters and told.tells_counters:
            yield (
                f"{counter.number} {words(counter.name, 'ja')}",
                (told.groups.counters[key], told.days),
            )


_PARTS: Mapping[Split, Callable[[Told], Iterator[tuple[str, Part]]]] = {
    Split.DAY: _days,
    Split.HOUR: _hours,
    Split.WEEKDAY: _weekdays,
    Split.SERVICE: _services,
    Split.COUNTER: _counters,
}


def columns_of(subject: Subject, told: Told) -> Iterator[Reckoned]:
    """What is told of a subject; the first two can be plotted."""
    match subject:
        case Subject.ARRIVALS:
            yield _number("人数", Count.ARRIVED)
            yield Column("1日あたり", "人", 1, of_visitors=False), _a_day
            yield from (_number(name, of) for name, of in SOURCES.items())
        case Subject.WAIT:
            yield from _times(Measure.WAIT)
            if told.goal is not None:
                yield _kept(told.goal)
        case Subject.WALK:
            yield from _times(Measure.WALK)
        case Subject.SERVE:
            yield from _times(Measure.SERVE)
        case Subject.IDLE:
            yield Column("空き", "%", 1, of_visitors=False), _idle
            yield Column("開いた時間", "時間", 1, of_visitors=False), _open
        case Subject.ABSENT:
            yield Column("来なかった割合", "%", 1), _absent
            yield _number("来なかった人", Count.ABSENT)


def _number(name: str, of: Count) -> Reckoned:
    """How many, told even of few: nobody can be known by it."""
    return Column(name, "人", 0, of_visitors=False), lambda facts, _: facts.count(of)


def _times(measure: Measure) -> Iterator[Reckoned]:
    def share(of: float) -> Callable[[Facts, int], float | None]:
        return lambda facts, _: facts.quantile(measure, of)

    yield Column("半分の人", "分", 1), share(0.5)
    yield Column("10人に9人", "分", 1), share(0.9)
    yield Column("平均", "分", 1), lambda facts, _: facts.mean(measure)


def _kept(goal: Goal) -> Reckoned:
    def value(facts: Facts, _days: int) -> float | None:
        found = facts.within(Measure.WAIT, goal.minutes)
        return None if found is None else 100 * found

    return Column(f"{goal.minutes}分まで", "%", 1), value


def _a_day(facts: Facts, days: int) -> float | None:
    return facts.count(Count.ARRIVED) / days if days else None


def _idle(facts: Facts, _days: int) -> float | None:
    opened = facts.count(Count.OPEN)
    return 100 * facts.count(Count.IDLE) / opened if opened else None


def _open(facts: Facts, _days: int) -> float | None:
    return facts.minutes(Count.OPEN) / 60 or None


def _absent(facts: Facts, _days: int) -> float | None:
    called = facts.count(Count.CALLED)
    return 100 * facts.count(Count.ABSENT) / called if called else None
