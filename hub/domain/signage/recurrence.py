"""RFC 5545 recurrence rules, as rules that name days. Expanded without a zone, by dateutil."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

# What a rule counts from where nothing else is said; a Monday.
FIRST_DAY = date(2024, 1, 1)

_KEYS = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYDAY",
    "BYMONTH",
    "BYMONTHDAY",
    "BYSETPOS",
    "BYWEEKNO",
    "BYYEARDAY",
}
_PERIODS = {"DAILY": 1, "WEEKLY": 7}
_LONGEST = {"DAILY": 366, "WEEKLY": 53, "MONTHLY": 60, "YEARLY": 10}
# dateutil looks for the next day until the calendar's end: so a rule is tried close to it.
_TRIAL = date(9940, 1, 1)


class BadRule(ValueError):
    """The rule cannot be used; `code` says why: syntax, part, frequency, interval, never."""

    def __init__(self, code: str, part: str = "") -> None:
        super().__init__(code, part)
        self.code = code
        self.part = part


def names_day(rule: str, start: date | None, timezone: str, day: date) -> bool:
    """Does the rule, counted from `start`, name this day of the zone? A bad rule names none."""
    return day in _days_of(rule, start or FIRST_DAY, timezone, day.year)


def check_rule(rule: str, start: date | None = None) -> None:
    """Raise BadRule where it is not one, names hours, or names no day at all."""
    parts = _parts(rule)
    if parts.get("FREQ") not in _LONGEST:
        raise BadRule("frequency", parts.get("FREQ", ""))
    for key in parts:
        if key not in _KEYS:
            raise BadRule("part", key)
    until = parts.get("UNTIL", "")
    # Of the first and the last year not every zone has an instant.
    if until and ("COUNT" in parts or not "1900" <= until[:4] <= "9998"):
        raise BadRule("syntax", "UNTIL")
    interval = parts.get("INTERVAL", "1")
    if not interval.isdecimal() or not 1 <= int(interval) <= _LONGEST[parts["FREQ"]]:
        raise BadRule("interval", interval)
    try:
        _expand(parts, start or FIRST_DAY)
        trial = _expand(_endless(parts), _trial_day(parts, start or FIRST_DAY))
        found = next(iter(trial), None)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise BadRule("syntax", str(error)) from error
    if found is None:
        raise BadRule("never")


@lru_cache(maxsize=256)
def _days_of(rule: str, start: date, timezone: str, year: int) -> frozenset[date]:
    if not _is_good(rule, start):
        return frozenset()
    first, last = (
        datetime.combine(date(year, 1, 1), time()),
        datetime.combine(date(year, 12, 31), time()),
    )
    days = _expand(_parts(rule), start, timezone).between(first, last, inc=True)
    return frozenset(day.date() for day in days)


@lru_cache(maxsize=256)
def _is_good(rule: str, start: date) -> bool:
    try:
        check_rule(rule, start)
    except BadRule:
        return False
    return True


def _parts(rule: str) -> dict[str, str]:
    """The rule's parts by key; BadRule where one is no KEY=value or comes twice."""
    parts: dict[str, str] = {}
    for part in rule.strip().upper().removeprefix("RRULE:").split(";"):
        key, equals, value = part.partition("=")
        if not equals or not value or key in parts:
            raise BadRule("syntax", part)
        parts[key] = value
    return parts


def _endless(parts: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in parts.items() if key not in {"COUNT", "UNTIL"}}


def _expand(parts: Mapping[str, str], start: date, timezone: str = "UTC") -> rrule:
    """The days as midnights without a zone, and so UNTIL too, which may be given in UTC."""
    until = parts.get("UNTIL", "")
    if until.endswith("Z"):
        at = datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        until = at.astimezone(ZoneInfo(timezone)).strftime("%Y%m%dT%H%M%S")
    known = {**parts, "UNTIL": until} if until else parts
    text = ";".join(f"{key}={value}" for key, value in known.items())
    found = rrulestr(text, dtstart=datetime.combine(start, time()))
    if not isinstance(found, rrule):
        raise BadRule("syntax", text)
    return found


def _trial_day(parts: dict[str, str], start: date) -> date:
    """A day close to the calendar's end at which the rule stands as it does at `start`."""
    interval = int(parts.get("INTERVAL", "1"))
    if parts["FREQ"] in _PERIODS:
        period = _PERIODS[parts["FREQ"]] * interval
        return start + timedelta(days=(_TRIAL - start).days // period * period)
    year = start.year + (_TRIAL.year - start.year) // interval * interval
    return date(year, start.month, min(start.day, 28))
