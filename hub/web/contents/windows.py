"""When something is shown: a window as a form, and in words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from hub.domain.signage.recurrence import BadRule, check_rule
from hub.domain.signage.windows import Days, Part, Window
from hub.web.contents.fields import Fields, begin_of, begin_raw, end_of, end_raw
from hub.web.contents.repeating import DAY_NAMES, read_repeat, repeat_raw, rule_of, rule_words

# Parts of the day that a form can have; a page shows the first ones and those in use.
PARTS = 12
MOST_EXCLUDED = 60

HOLIDAYS: Mapping[str, str] = {
    Days.ANY: "祝日も、ほかの日と同じ",
    Days.NEVER: "祝日は出さない",
    Days.ONLY: "祝日だけ出す",
}
CLOSED: Mapping[str, str] = {
    Days.ANY: "閉庁日も、ほかの日と同じ",
    Days.NEVER: "閉庁日は出さない",
    Days.ONLY: "閉庁日だけ出す",
}
# Why a rule cannot be used, by the code of BadRule.
BAD_RULES: Mapping[str, str] = {
    "frequency": "FREQ は DAILY・WEEKLY・MONTHLY・YEARLY のどれかです。",
    "part": "使えない項目があります。",
    "interval": "INTERVAL が大きすぎるか、数ではありません。",
    "never": "その日は、カレンダーにありません。",
}
ALWAYS_WORDS = "いつでも"


def read_window(fields: Fields, zone: ZoneInfo) -> Window:
    """What the form says; its faults are in `fields`."""
    begins, ends = _limits(fields, zone)
    rule = rule_of(read_repeat(fields.part("repeat-")))
    counted = fields.day("rule_from", "数えはじめの日")
    if "INTERVAL=" in rule and counted is None:
        fields.wrong(
            "rule_from", "数えはじめの日", "何週かごとのときは、数えはじめの日が要ります。"
        )
    if rule:
        _check(fields, rule, counted)
    weekdays = fields.choices("weekdays", "曜日", tuple(map(str, range(7))))
    return Window(
        begins=begins,
        ends=ends,
        weekdays=frozenset(map(int, weekdays)) if len(weekdays) < 7 else frozenset(),
        parts=tuple(_parts(fields)),
        rule=rule,
        rule_from=counted if rule else None,
        excluded=frozenset(_excluded(fields)),
        holidays=Days(fields.choice("holidays", "祝日", HOLIDAYS)),
        closed_days=Days(fields.choice("closed_days", "閉庁日", CLOSED)),
    )


def _check(fields: Fields, rule: str, counted: date | None) -> None:
    """A rule that can be chosen may still name no day: 30 February."""
    try:
        check_rule(rule, counted)
    except BadRule as bad:
        says = BAD_RULES.get(bad.code, "書きかたが正しくありません。")
        fields.wrong("repeat-way", "くり返し", says + (f"（{bad.part[:60]}）" if bad.part else ""))


def _limits(fields: Fields, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """From when to when; a day alone is meant whole."""
    first, last = fields.day("first", "いつから"), fields.day("last", "いつまで")
    from_time = fields.clock("from_time", "はじまりの時刻")
    to_time = fields.clock("to_time", "おわりの時刻")
    for name, label, day, at in (
        ("first", "いつから", first, from_time),
        ("last", "いつまで", last, to_time),
    ):
        if day is None and at is not None and not fields.has(name):
            fields.wrong(name, label, "時刻だけでなく、日付も入力してください。")
    begins = begin_of(first, from_time, zone) if first else None
    ends = end_of(last, to_time, zone) if last else None
    if begins and ends and ends <= begins:
        fields.wrong("last", "いつまで", "「いつから」より後にしてください。")
    return begins, ends


def _parts(fields: Fields) -> Iterator[Part]:
    for number in range(PARTS):
        label = f"時間帯{number + 1}"
        start = fields.clock(f"start{number}", label)
        end = fields.clock(f"end{number}", label)
        if start is not None and end is not None:
            yield Part(start, end)
        elif fields.has(f"start{number}") != fields.has(f"end{number}"):
            fields.wrong(f"start{number}", label, "はじまりとおわりの両方を入力してください。")


def _excluded(fields: Fields) -> Iterator[date]:
    written = re.split(r"[\s,、]+", fields.plain("excluded"))
    days = [day for day in written if day]
    if len(days) > MOST_EXCLUDED:
        fields.wrong("excluded", "のぞく日", f"{MOST_EXCLUDED}日までにしてください。")
        return
    for day in days:
        try:
            yield date.fromisoformat(day)
        except ValueError:
            says = f"「{day[:20]}」を「2026-12-29」のような日付にしてください。"
            fields.wrong("excluded", "のぞく日", says)


def window_raw(window: Window, zone: ZoneInfo, prefix: str = "") -> dict[str, tuple[str, ...]]:
    """A window as `read_window` reads it."""
    first, from_time = begin_raw(window.begins, zone)
    last, to_time = end_raw(window.ends, zone)
    raw: dict[str, tuple[str, ...]] = {
        "first": (first,),
        "from_time": (from_time,),
        "last": (last,),
        "to_time": (to_time,),
        "weekdays": tuple(str(day) for day in sorted(window.weekdays)),
        "rule_from": (window.rule_from.isoformat() if window.rule_from else "",),
        "excluded": (" ".join(day.isoformat() for day in sorted(window.excluded)),),
        "holidays": (window.holidays.value,),
        "closed_days": (window.closed_days.value,),
    }
    for number, part in enumerate(window.parts[:PARTS]):
        raw[f"start{number}"] = (f"{part.start:%H:%M}",)
        raw[f"end{number}"] = (f"{part.end:%H:%M}",)
    raw |= {f"repeat-{name}": value for name, value in repeat_raw(window.rule).items()}
    return {prefix + name: value for name, value in raw.items()}


def window_words(window: Window, zone: ZoneInfo, *, whole: bool = False) -> str:
    """A window in words, for lists: "11月16日から1月3日まで　月～金　9:00～12:00".

    `whole`: with every day that is left out, so that no two windows sound the same.
    """
    said = (
        _span(window, zone),
        _weekdays(window.weekdays),
        "・".join(map(_part, window.parts)),
        rule_words(window.rule),
        f"{window.rule_from}から数える" if whole and window.rule_from else "",
        _left_out(sorted(window.excluded), whole=whole),
        "" if window.holidays is Days.ANY else HOLIDAYS[window.holidays],
        "" if window.closed_days is Days.ANY else CLOSED[window.closed_days],
    )
    return "　".join(filter(None, said)) or ALWAYS_WORDS


def _left_out(days: Sequence[date], *, whole: bool) -> str:
    if not days:
        return ""
    return ("・".join(map(str, days)) if whole else f"{len(days)}日") + "をのぞく"


def _span(window: Window, zone: ZoneInfo) -> str:
    first, last = begin_raw(window.begins, zone), end_raw(window.ends, zone)
    begins = f"{_moment(*first)}から" if window.begins else ""
    ends = f"{_moment(*last)}まで" if window.ends else ""
    return begins + ends


def _moment(day: str, at: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.year}年{found.month}月{found.day}日{' ' + at if at else ''}"


def _weekdays(days: frozenset[int]) -> str:
    if not days:
        return ""
    if days == frozenset(range(5)):
        return "月～金"
    return "・".join(DAY_NAMES[day] for day in sorted(days))


def _part(part: Part) -> str:
    if part.start == part.end == time():
        return "終日"
    return f"{part.start:%H:%M}～{'翌' if part.end <= part.start else ''}{part.end:%H:%M}"
