"""Reading a long form: every field in turn, and all its faults at once, in Japanese."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hub.domain.site import Text

# A form as it is sent, and as it is shown again: field -> its values.
Raw = Mapping[str, tuple[str, ...]]

# Years that can be asked for: each of their days has one before and one behind it.
YEARS = range(2000, 2200)

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field; `label` names the field as the page does."""

    field: str
    label: str
    says: str


@dataclass(slots=True)
class Fields:
    """A form or, below `prefix`, a part of one. Parts share their list of faults."""

    raw: Raw
    prefix: str = ""
    faults: list[Fault] = field(default_factory=list)

    def part(self, prefix: str) -> "Fields":
        """The fields whose names begin with another prefix."""
        return Fields(self.raw, self.prefix + prefix, self.faults)

    def wrong(self, name: str, label: str, says: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(self.prefix + name, label, says))

    def every(self, name: str) -> tuple[str, ...]:
        """All values of a field that comes more than once."""
        return self.raw.get(self.prefix + name, ())

    def plain(self, name: str) -> str:
        """The value without white space around it; lines end in one way."""
        values = self.every(name)
        return values[-1].replace("\r\n", "\n").strip() if values else ""

    def has(self, name: str) -> bool:
        """Is the box ticked, or anything written?"""
        return bool(self.plain(name))

    def text(self, name: str, label: str, most: int, *, needed: bool = False) -> str:
        """Words of at most so many characters."""
        value = self.plain(name)
        if needed and not value:
            self.wrong(name, label, "入力してください。")
        elif len(value) > most:
            self.wrong(name, label, f"{most}字までで入力してください（いま{len(value)}字）。")
        elif _CONTROL.search(value):
            self.wrong(name, label, "使えない文字が入っています。入力しなおしてください。")
        return value

    def texts(
        self, name: str, label: str, languages: Mapping[str, str], most: int, *, needed: bool = True
    ) -> Text:
        """The same words in several languages: `name-ja`, `name-en`. Japanese cannot lack."""
        found = {
            tag: self.text(f"{name}-{tag}", f"{label}（{called}）", most)
            for tag, called in languages.items()
        }
        written = {tag: value for tag, value in found.items() if value}
        if "ja" not in written and (needed or written):
            self.wrong(f"{name}-ja", f"{label}（日本語）", "日本語は、かならず入力してください。")
        return written

    def number(self, name: str, label: str, least: int, most: int, *, empty: int = 0) -> int:
        """A whole number within limits; `empty` where nothing is written."""
        value = self.plain(name)
        if not value:
            return empty
        # Full-width digits are digits too (str.isdecimal), and int reads them.
        if value.isdecimal() and len(value) <= 9 and least <= int(value) <= most:
            return int(value)
        self.wrong(name, label, f"{least}から{most}までの数で入力してください。")
        return empty

    def choice(self, name: str, label: str, offered: Collection[str]) -> str:
        """One of those offered; the first of them where it is not."""
        value = self.plain(name)
        if value in offered:
            return value
        self.wrong(name, label, "一覧から選んでください。")
        return next(iter(offered), "")

    def choices(self, name: str, label: str, offered: Collection[str]) -> tuple[str, ...]:
        """Those ticked, in the order of the offer."""
        ticked = self.every(name)
        if not set(ticked) <= set(offered):
            self.wrong(name, label, "一覧から選んでください。")
        return tuple(one for one in offered if one in ticked)

    def day(self, name: str, label: str, *, needed: bool = False) -> date | None:
        """A date as browsers send it (ISO 8601)."""
        value = self.plain(name)
        if not value:
            if needed:
                self.wrong(name, label, "日付を入力してください。")
            return None
        try:
            found = date.fromisoformat(value)
        except ValueError:
            self.wrong(name, label, "日付を「2026-11-24」のように入力してください。")
            return None
        if found.year not in YEARS:
            self.wrong(name, label, f"年を {YEARS[0]} から {YEARS[-1]} までにしてください。")
            return None
        return found

    def clock(self, name: str, label: str) -> time | None:
        """A local time of day."""
        value = self.plain(name)
        if not value:
            return None
        try:
            return time.fromisoformat(value).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            self.wrong(name, label, "時刻を「9:00」のように入力してください。")
            return None


def begin_of(day: date, at: time | None, zone: ZoneInfo) -> datetime:
    """The instant from which something holds; without a time the day's beginning."""
    return datetime.combine(day, at or time(), zone)


def end_of(day: date, at: time | None, zone: ZoneInfo) -> datetime:
    """The instant at which something ends; without a time the day's end."""
    if at is not None:
        return datetime.combine(day, at, zone)
    return datetime.combine(day + timedelta(days=1), time(), zone)


def begin_raw(at: datetime | None, zone: ZoneInfo) -> tuple[str, str]:
    """Day and time as `begin_of` reads them."""
    if at is None:
        return "", ""
    local = at.astimezone(zone)
    return local.date().isoformat(), "" if local.time() == time() else f"{local:%H:%M}"


def end_raw(at: datetime | None, zone: ZoneInfo) -> tuple[str, str]:
    """Day and time as `end_of` reads them."""
    if at is None:
        return "", ""
    local = at.astimezone(zone)
    if local.time() == time():
        return (local.date() - timedelta(days=1)).isoformat(), ""
    return local.date().isoformat(), f"{local:%H:%M}"


def text_raw(name: str, text: Text | None) -> dict[str, tuple[str, ...]]:
    """A text as `Fields.texts` reads it."""
    return {f"{name}-{tag}": (value,) for tag, value in (text or {}).items()}


def day_asked(written: str, otherwise: date) -> date:
    """The day that an address names (ISO 8601), or the other one where it names none of YEARS."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return otherwise
    return found if found.year in YEARS else otherwise
