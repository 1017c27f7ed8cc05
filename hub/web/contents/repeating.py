"""Recurrence as people choose it, and as RFC 5545 writes it (RRULE)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from hub.web.contents.fields import Fields, Raw

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_NAMES = ("月", "火", "水", "木", "金", "土", "日")
NTHS: Mapping[str, str] = {"1": "第1", "2": "第2", "3": "第3", "4": "第4", "-1": "最終"}

Way = Literal["", "weeks", "nth", "day", "end", "year", "rule"]
WAYS: Mapping[str, str] = {
    "": "なし（毎日。曜日は上で選ぶ）",
    "weeks": "毎週、何週かごと（隔週など）",
    "nth": "毎月 第何・何曜日",
    "day": "毎月 何日",
    "end": "毎月末",
    "year": "毎年 何月何日",
    "rule": "そのほか（RRULE を書く）",
}
MOST_RULE = 200

_WEEKS = re.compile(r"FREQ=WEEKLY(?:;INTERVAL=([2-9]))?;BYDAY=([A-Z,]+)")
_NTHS = re.compile(r"FREQ=MONTHLY;BYDAY=([-A-Z0-9,]+)")
_NTH_DAY = re.compile(r"(1|2|3|4|-1)(MO|TU|WE|TH|FR|SA|SU)")
_DAY = re.compile(r"FREQ=MONTHLY;BYMONTHDAY=([1-9]|[12][0-9]|3[01])")
_YEAR = re.compile(r"FREQ=YEARLY;BYMONTH=([1-9]|1[0-2]);BYMONTHDAY=([1-9]|[12][0-9]|3[01])")
_END = "FREQ=MONTHLY;BYMONTHDAY=-1"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A recurrence as chosen. `days`: Monday is 0; `rule` only where the way is "rule"."""

    way: Way = ""
    weeks: int = 2
    nths: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    day: int = 1
    month: int = 1
    rule: str = ""


def of_rule(rule: str) -> Repeat:
    """A rule as somebody would have chosen it."""
    if not rule:
        return Repeat()
    if rule == _END:
        return Repeat("end")
    if found := _WEEKS.fullmatch(rule):
        days = found[2].split(",")
        if set(days) <= set(DAYS):
            return Repeat("weeks", weeks=int(found[1] or 1), days=tuple(map(DAYS.index, days)))
    if found := _DAY.fullmatch(rule):
        return Repeat("day", day=int(found[1]))
    if found := _YEAR.fullmatch(rule):
        return Repeat("year", month=int(found[1]), day=int(found[2]))
    return _nth_of(rule) or Repeat("rule", rule=rule)


def _nth_of(rule: str) -> Repeat | None:
    """Only "1MO,3MO": weekdays each with the same places in the month."""
    found = _NTHS.fullmatch(rule)
    parts = [_NTH_DAY.fullmatch(part) for part in found[1].split(",")] if found else []
    if not parts:
        return None
    pairs = {(part[1], part[2]) for part in parts if part is not None}
    nths = tuple(nth for nth in NTHS if any(nth == one for one, _ in pairs))
    days = tuple(number for number, day in enumerate(DAYS) if any(day == one for _, one in pairs))
    repeat = Repeat("nth", nths=nths, days=days)
    return repeat if rule_of(repeat) == rule else None


def rule_of(repeat: Repeat) -> str:
    """The RRULE value; "" for none."""
    interval = f";INTERVAL={repeat.weeks}" if repeat.weeks > 1 else ""
    days = ",".join(DAYS[day] for day in repeat.days)
    pairs = ",".join(f"{nth}{DAYS[day]}" for day in repeat.days for nth in repeat.nths)
    return {
        "": "",
        "weeks": f"FREQ=WEEKLY{interval};BYDAY={days}",
        "nth": f"FREQ=MONTHLY;BYDAY={pairs}",
        "day": f"FREQ=MONTHLY;BYMONTHDAY={repeat.day}",
        "end": _END,
        "year": f"FREQ=YEARLY;BYMONTH={repeat.month};BYMONTHDAY={repeat.day}",
        "rule": repeat.rule,
    }[repeat.way]


def rule_words(rule: str) -> str:
    """A recurrence in words: "毎月第2火曜"."""
    repeat = of_rule(rule)
    days = "・".join(DAY_NAMES[day] for day in repeat.days)
    nths = "・".join(NTHS[nth] for nth in repeat.nths)
    every = {1: "毎週", 2: "隔週の"}.get(repeat.weeks, f"{repeat.weeks}週ごとの")
    return {
        "": "",
        "weeks": f"{every}{days}曜",
        "nth": f"毎月{nths}{days}曜",
        "day": f"毎月{repeat.day}日",
        "end": "毎月末",
        "year": f"毎年{repeat.month}月{repeat.day}日",
        "rule": f"くり返し {repeat.rule}",
    }[repeat.way]


def repeat_raw(rule: str) -> Raw:
    """A rule as `read_repeat` reads it."""
    repeat = of_rule(rule)
    return {
        "way": (repeat.way,),
        "weeks": (str(repeat.weeks),),
        "nths": repeat.nths,
        "days": tuple(map(str, repeat.days)),
        "day": (str(repeat.day),),
        "month": (str(repeat.month),),
        "rule": (repeat.rule,),
    }


def read_repeat(fields: Fields) -> Repeat:
    """What was chosen; fields of the other ways are not looked at."""
    way = fields.choice("way", "くり返し", WAYS)
    return _READ[way](fields)


def _weeks(fields: Fields) -> Repeat:
    weeks = fields.number("weeks", "何週ごと", 1, 9, empty=2)
    return Repeat("weeks", weeks=weeks, days=_days(fields))


def _nth(fields: Fields) -> Repeat:
    nths = fields.choices("nths", "第何", NTHS)
    if not nths:
        fields.wrong("nths", "第何", "ひとつ以上選んでください。")
    return Repeat("nth", nths=nths, days=_days(fields))


def _day_of_month(fields: Fields) -> int:
    return fields.number("day", "何日", 1, 31, empty=1)


def _year(fields: Fields) -> Repeat:
    month = fields.number("month", "何月", 1, 12, empty=1)
    return Repeat("year", month=month, day=_day_of_month(fields))


def _rule(fields: Fields) -> Repeat:
    rule = fields.text("rule", "RRULE", MOST_RULE, needed=True).upper()
    return Repeat("rule", rule=rule.removeprefix("RRULE:"))


def _days(fields: Fields) -> tuple[int, ...]:
    days = fields.choices("days", "くり返す曜日", tuple(map(str, range(7))))
    if not days:
        fields.wrong("days", "くり返す曜日", "ひとつ以上選んでください。")
    return tuple(map(int, days))


_READ: Mapping[str, Callable[[Fields], Repeat]] = {
    "": lambda _fields: Repeat(),
    "weeks": _weeks,
    "nth": _nth,
    "day": lambda fields: Repeat("day", day=_day_of_month(fields)),
    "end": lambda _fields: Repeat("end"),
    "year": _year,
    "rule": _rule,
}
