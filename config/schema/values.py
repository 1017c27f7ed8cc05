"""The small values that settings are made of: texts, names, hours, days and addresses."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

DayT = TypeVar("DayT", bound=date)

Language = Literal["ja", "ja-easy", "en", "zh-Hans", "zh-Hant", "ko", "vi", "pt", "fil", "ne"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# Unicode's category Cc but the end of a line.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")

# A leap year, so that 02-29 is a day of every year's calendar.
_LEAP_YEAR = 2024
# What calendars of a city hall reach.
YEARS = range(2000, 2200)


class Model(BaseModel):
    """What every part of the settings shares: immutable, no unknown key, no silent conversion."""

    # A validator is built for what is read alone: a start reads no forms.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


def wrong(message: str, **shown: object) -> PydanticCustomError:
    """A mistake in words of our own; `{name}` in the message stands for `shown`."""
    return PydanticCustomError("wrong", message, shown)


def _clean(text: str) -> str:
    text = text.strip()
    if not text:
        raise wrong("文がありません。書くか、この項目を消してください。")
    if _CONTROL.search(text):
        raise wrong("使えない制御文字があります。")
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise wrong("1行で書いてください。")
    return text


Paragraph = Annotated[str, AfterValidator(_clean), Field(max_length=400)]
Words = Annotated[Paragraph, AfterValidator(_one_line), Field(max_length=120)]


def _japanese_alone(value: object) -> object:
    return {"ja": value} if isinstance(value, str) else value


def _with_japanese(text: dict[Language, str]) -> dict[Language, str]:
    if "ja" not in text:
        raise wrong("日本語（ja）の文がありません。")
    return text


# Language -> words, always with "ja". A text that is only Japanese may be written bare.
Text = Annotated[
    dict[Language, Words],
    AfterValidator(_with_japanese),
    BeforeValidator(_japanese_alone, json_schema_input_type=dict[Language, Words] | Words),
]
LongText = Annotated[
    dict[Language, Paragraph],
    AfterValidator(_with_japanese),
    BeforeValidator(_japanese_alone, json_schema_input_type=dict[Language, Paragraph] | Paragraph),
]

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


def _number_as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


# What stands on the sign of a counter: 3, "3", "12A".
SignNumber = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9A-Z]{1,4}$"),
    BeforeValidator(_number_as_text, json_schema_input_type=str | int),
]


def _parsed_time(value: object) -> time:
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", value, re.ASCII) if isinstance(value, str) else None
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise wrong('時刻は "08:30" の形で、"00:00" から "23:59" までで書いてください。')
    return time(int(match[1]), int(match[2]))


TimeOfDay = Annotated[
    time,
    BeforeValidator(_parsed_time),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}:\d{2}$", "examples": ["08:30"]}),
]


@dataclass(frozen=True, slots=True)
class Span:
    """Opening hours within a day, half-open: `start` <= t < `end`, local time."""

    start: time
    end: time


def _parsed_span(value: object) -> Span:
    parts = value.split("-") if isinstance(value, str) else ()
    if len(parts) != 2:
        raise wrong('時間は "08:30-17:15" の形で書いてください。')
    span = Span(_parsed_time(parts[0].strip()), _parsed_time(parts[1].strip()))
    if span.start >= span.end:
        raise wrong("終わりの時刻は、始まりの時刻より後にしてください。")
    return span


HoursSpan = Annotated[
    Span,
    BeforeValidator(_parsed_span),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{1,2}:\d{2} *- *\d{1,2}:\d{2}$",
            "examples": ["08:30-17:15"],
        }
    ),
]


def weekdays(group: str) -> tuple[int, ...]:
    """The weekdays (Monday is 0) of "mon", "mon-fri" or "mon,wed,fri"; ValueError if none."""
    days: list[int] = []
    for part in group.split(","):
        first, dash, last = part.strip().partition("-")
        start, end = _weekday(first), _weekday(last if dash else first)
        if start > end:
            raise ValueError(group)
        days.extend(range(start, end + 1))
    return tuple(days)


def _weekday(name: str) -> int:
    names: tuple[str, ...] = WEEKDAYS
    return names.index(name)


def _day_group(group: str) -> str:
    try:
        weekdays(group)
    except ValueError:
        raise wrong('曜日は "mon-fri"、"sat"、"mon,wed" の形で書いてください。') from None
    return group


def _in_order(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    ordered = tuple(sorted(spans, key=lambda span: span.start))
    for earlier, later in itertools.pairwise(ordered):
        if later.start < earlier.end:
            raise wrong("時間が重なっています。")
    return ordered


def _each_day_once(hours: dict[str, tuple[Span, ...]]) -> dict[str, tuple[Span, ...]]:
    days = [day for group in hours for day in weekdays(group)]
    twice = {WEEKDAYS[day] for day in days if days.count(day) > 1}
    if twice:
        raise wrong("同じ曜日が2回あります: {days}", days=", ".join(sorted(twice)))
    return hours


# Days ("mon-fri") -> opening hours on them. A weekday that is not named is closed.
Hours = Annotated[
    dict[
        Annotated[str, AfterValidator(_day_group)],
        Annotated[tuple[HoursSpan, ...], AfterValidator(_in_order)],
    ],
    AfterValidator(_each_day_once),
]


def week(hours: Hours) -> dict[int, tuple[Span, ...]]:
    """Hours by weekday number (Monday is 0)."""
    return {day: spans for group, spans in hours.items() for day in weekdays(group)}


@dataclass(frozen=True, slots=True)
class Days:
    """A day or a run of days, both ends included: of one year, or (`yearly`) of every year."""

    first: date
    last: date
    yearly: bool

    def __contains__(self, day: date) -> bool:
        if not self.yearly:
            return self.first <= day <= self.last
        there, start, end = ((at.month, at.day) for at in (day, self.first, self.last))
        return start <= there <= end if start <= end else there >= start or there <= end


def _parsed_days(value: object) -> Days:
    parts = [part.strip() for part in value.split("..")] if isinstance(value, str) else []
    try:
        (first, yearly), (last, also_yearly) = _parsed_day(parts[0]), _parsed_day(parts[-1])
    except (ValueError, IndexError):
        raise _no_such_days() from None
    if len(parts) > 2 or yearly != also_yearly:
        raise _no_such_days()
    for day in (first, last):
        in_calendar(day)
    if not yearly and first > last:
        raise wrong("終わりの日は、始まりの日より後にしてください。")
    return Days(first, last, yearly)


def _no_such_days() -> PydanticCustomError:
    return wrong('日は "2026-12-25"、"05-01"、"12-29..01-03" の形の、ある日で書いてください。')


def _parsed_day(text: str) -> tuple[date, bool]:
    """The day, and whether it is one of every year. ValueError if there is no such day."""
    match = re.fullmatch(r"(?:(\d{4})-)?(\d{1,2})-(\d{1,2})", text, re.ASCII)
    if not match:
        raise ValueError(text)
    year = int(match[1]) if match[1] else _LEAP_YEAR
    return date(year, int(match[2]), int(match[3])), match[1] is None


DayRange = Annotated[
    Days,
    BeforeValidator(_parsed_days),
    WithJsonSchema({"type": "string", "examples": ["2026-12-25", "12-29..01-03"]}),
]


def _parsed_moment(value: object) -> datetime:
    text = value if isinstance(value, str) else ""
    if ":" not in text:
        text = f"{text} 00:00"
    try:
        moment = datetime.strptime(text, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - local by meaning
    except ValueError:
        raise wrong('日時は "2026-12-01" か "2026-12-01 08:30" の形で書いてください。') from None
    return in_calendar(moment)


def in_calendar(day: DayT) -> DayT:
    """The day; a year that was mistyped is told, not taken for ever or never."""
    if day.year not in YEARS:
        raise wrong(f"年を {YEARS[0]} から {YEARS[-1]} までにしてください。")
    return day


def _end_of_day(value: object) -> datetime:
    moment = _parsed_moment(value)
    return moment + timedelta(days=1) if ":" not in str(value) else moment


_MOMENT = WithJsonSchema({"type": "string", "examples": ["2026-12-01", "2026-12-01 08:30"]})
# Local time of the site, without a zone. A bare day starts at its first instant ...
FromMoment = Annotated[datetime, BeforeValidator(_parsed_moment), _MOMENT]
# ... and ends with its last: the bound is half-open, so it is the next midnight.
UntilMoment = Annotated[datetime, BeforeValidator(_end_of_day), _MOMENT]


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits or not re.fullmatch(r"[!-~]+", text):
        raise wrong("http:// か https:// で始まる、半角のアドレスを書いてください。")
    return text.rstrip("/")


WebAddress = Annotated[str, AfterValidator(_web_address), Field(max_length=500)]

Port = Annotated[int, Field(ge=1, le=65535)]
Seconds = Annotated[int, Field(ge=1, le=3600)]
Minutes = Annotated[float, Field(ge=0, le=480, allow_inf_nan=False)]


def distinct(items: Iterable[str], what: str) -> None:
    """Raise where an item stands twice in a list."""
    seen = list(items)
    twice = sorted({item for item in seen if seen.count(item) > 1})
    if twice:
        raise wrong("{what}が2回あります: {twice}", what=what, twice=", ".join(twice))
