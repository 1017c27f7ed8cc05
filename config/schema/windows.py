"""When something is to be shown: the same questions for items, playlists, campaigns, screens."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Literal, Self

from dateutil.rrule import rrulestr
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from config.schema.values import FromMoment, Model, UntilMoment, in_calendar, weekdays, wrong

# RFC 5545, 3.3.10: the parts of a rule that name days.
_KEYS = frozenset(
    {
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
)
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_MONDAY = datetime(2024, 1, 1)  # noqa: DTZ001 - rules are read on local days

SpecialDays = Literal["any", "only", "never"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day, half-open; over midnight it belongs to the day on which it starts."""

    start: time
    end: time


def _parsed_part(value: object) -> Part:
    found = (
        re.fullmatch(r"(\d{1,2}):(\d{2}) *- *(\d{1,2}):(\d{2})", value, re.ASCII)
        if isinstance(value, str)
        else None
    )
    try:
        from_hour, from_minute, hour, minute = map(int, found.groups() if found else ())
        # "24:00" is how people write the end of a day.
        end = time() if (hour, minute) == (24, 0) else time(hour, minute)
        return Part(time(from_hour, from_minute), end)
    except (TypeError, ValueError):
        raise wrong(
            '時間は "08:30-12:00" の形で書いてください。"22:00-06:00" は、次の朝までです。'
        ) from None


DayPart = Annotated[
    Part,
    BeforeValidator(_parsed_part),
    WithJsonSchema({"type": "string", "examples": ["08:30-12:00", "22:00-06:00"]}),
]


def _parsed_date(value: object) -> date:
    try:
        day = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise wrong('日は "2026-12-25" の形の、ある日で書いてください。') from None
    return in_calendar(day)


Day = Annotated[
    date,
    BeforeValidator(_parsed_date),
    WithJsonSchema({"type": "string", "examples": ["2026-12-25"]}),
]


def _parsed_weekdays(value: object) -> tuple[int, ...]:
    try:
        return weekdays(value) if isinstance(value, str) else weekdays("")
    except ValueError:
        raise wrong('曜日は "mon-fri"、"sat"、"mon,wed" の形で書いてください。') from None


Weekdays = Annotated[
    tuple[int, ...],
    BeforeValidator(_parsed_weekdays),
    WithJsonSchema({"type": "string", "examples": ["mon-fri"]}),
]


def _rule(text: str) -> str:
    split = [part.partition("=") for part in text.split(";")]
    parts = {key: value for key, _, value in split}
    strange = sorted(parts.keys() - _KEYS)
    if strange or parts.get("FREQ") not in _FREQUENCIES:
        raise wrong(
            "くり返しは、日をあらわす RRULE（RFC 5545）で書いてください"
            "（FREQ=MONTHLY;BYDAY=2TU は毎月第2火曜日）。"
        )
    try:
        rrulestr(text.replace("Z", ""), dtstart=_MONDAY)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError):
        raise wrong("くり返しの書き方が正しくありません（RRULE、RFC 5545）。") from None
    return text


Rule = Annotated[str, AfterValidator(_rule), Field(max_length=200)]


class Window(Model):
    """Open while everything that is written agrees."""

    begins: FromMoment | None = Field(
        default=None, alias="from", description="いつから。ないときは今から。"
    )
    ends: UntilMoment | None = Field(
        default=None,
        alias="until",
        description="いつまで。日だけのときは、その日の終わりまで。ないときはずっと。",
    )
    weekdays: Weekdays | None = Field(default=None, description="曜日。ないときは毎日。")
    parts: tuple[DayPart, ...] = Field(
        default=(), description="時間帯。0時をまたげます。ないときは1日じゅう。"
    )
    rule: Rule | None = Field(
        default=None,
        description="くり返しの日（RRULE）。`FREQ=MONTHLY;BYDAY=2TU` は毎月第2火曜日。",
    )
    rule_from: Day | None = Field(default=None, description="くり返しを数えはじめる日。")
    excluded: tuple[Day, ...] = Field(default=(), description="のぞく日。")
    holidays: SpecialDays = Field(
        default="any",
        description="祝日。any はかかわりなく、only は祝日だけ、never は祝日をのぞく。",
    )
    closed_days: SpecialDays = Field(
        default="any", description="閉庁日。any、only、never は、祝日と同じ。"
    )

    @model_validator(mode="after")
    def _some_time(self) -> Self:
        if self.begins and self.ends and self.begins >= self.ends:
            raise wrong("until は from より後にしてください。")
        return self


ALWAYS = Window.model_validate({})
