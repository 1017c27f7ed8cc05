"""A date as a visitor types it, as QML sees it: an era, then digits of year, month and day.

For the screens (QML; `dates` is a `Dating`, `say` the words of the kiosk's catalogue):

    DateEntry { dates: ...; say: ... }                     the three parts, and what is wrong
    DatePad { dates: ...; say: ...; nextText: ...; onNext: ... }        eras, digits, 「つぎへ」

`dates.begin(year, month, day, partial, language)` when a date is shown: 0 for what is not known
yet or not known at all (`year` 0: no date yet); `partial`: month and day may be unknown. Without
Japanese the pad starts with years of the Gregorian calendar. In Python `dates.value` is the
PartialDate, or None while a part is missing or there is no such date; QML reads `complete`.
`reset()` at the end of a visit. `submitted` when Enter of a keyboard ends the date.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement

from assets.words import JAPANESE
from hub.domain.forms.answers import PartialDate
from hub.domain.forms.wareki import Era, Wareki, WarekiFault, eras, is_lunar
from kiosk.app.strokes import ENTER
from kiosk.typing import dates
from kiosk.typing.dates import UNKNOWN, DateEntry, Part

QML_IMPORT_NAME = "Machiai.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

# As people write them on forms: S30 is 昭和30年.
ERA_LETTERS: dict[str, Era] = {
    "R": Era.REIWA,
    "H": Era.HEISEI,
    "S": Era.SHOWA,
    "T": Era.TAISHO,
    "M": Era.MEIJI,
}


@QmlElement
class Dating(QObject):
    """The one date that is typed now. Lives in the GUI thread."""

    changed = Signal()
    submitted = Signal()

    def __init__(
        self, parent: QObject | None = None, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._entry = DateEntry()

    @property
    def value(self) -> PartialDate | None:
        """The date; None while a part is missing, or if there is no such date."""
        try:
            return dates.value(self._entry)
        except WarekiFault:
            return None

    @Slot(int, int, int, bool, str)
    def begin(self, year: int, month: int, day: int, partial: bool, language: str) -> None:
        """A date is typed from now on; 0 is a part that is not known."""
        when = PartialDate(year, month or None, day or None) if year else None
        western = language not in JAPANESE
        today = self._today()
        self._show(dates.begin(when, partial=partial, western=western, today=today))

    @Slot()
    def reset(self) -> None:
        """The visit is over: forget everything."""
        self._show(DateEntry())

    # What is shown

    @Property(str, notify=changed)
    def era(self) -> str:
        """The chosen era's name, "western", or "" while none is chosen."""
        entry = self._entry
        return entry.era.value if entry.era else "western" if entry.western else ""

    @Property("QStringList", notify=changed)  # type: ignore[arg-type] # a C++ type's name
    def eras(self) -> list[str]:
        """All eras, newest first, then "western"."""
        return [*(era.value for era in Era), "western"]

    @Property(str, notify=changed)
    def part(self) -> str:
        """The part in focus: "era", "year", "month" or "day"."""
        return self._entry.part.value

    @Property(str, notify=changed)
    def year(self) -> str:
        """The digits of the year; 元 for an era's first."""
        year = _shown(self._entry.year)
        is_first = self._entry.era and year == "1" and self._entry.part is not Part.YEAR
        return "元" if is_first else year

    @Property(str, notify=changed)
    def month(self) -> str:
        """The digits of the month, or "?" for unknown."""
        return _shown(self._entry.month)

    @Property(str, notify=changed)
    def day(self) -> str:
        """The digits of the day, or "?" for unknown."""
        return _shown(self._entry.day)

    @Property(bool, notify=changed)
    def complete(self) -> bool:
        """Is there a date?"""
        return self.value is not None

    @Property(bool, notify=changed)
    def goesOn(self) -> bool:
        """Does a part that has a digit wait for another, or for 「年」 or 「月」?"""
        typed = {Part.YEAR: self._entry.year, Part.MONTH: self._entry.month}
        return bool(typed.get(self._entry.part))

    @Property(bool, notify=changed)
    def mayBeUnknown(self) -> bool:
        """Can the part in focus be 「わからない」?"""
        return self._entry.partial and self._entry.part in (Part.MONTH, Part.DAY)

    @Property(bool, notify=changed)
    def mayBeFirst(self) -> bool:
        """Can the year be 「元年」?"""
        return self._entry.era is not None and self._entry.part is Part.YEAR

    @Property(str, notify=changed)
    def alsoEra(self) -> str:
        """The date's year by the other way to count: "1955" for 昭和30年, "昭和30年" for 1955."""
        when = self.value
        if when is None:
            return ""
        if self._entry.era:
            return str(when.year)
        return "・".join(str(Wareki(found.era, found.year)) for found in eras(when))

    @Property(bool, notify=changed)
    def oldCalendar(self) -> bool:
        """Is it a date of the calendar before 1873?"""
        when = self.value
        return when is not None and when.month is not None and is_lunar(when)

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why there is no such date ("no_year", "no_day", "not_begun", "over"), or ""."""
        fault = self._fault()
        return fault.problem.value if fault else ""

    @Property(str, notify=changed)
    def meant(self) -> str:
        """The same day by its right era, or ""."""
        fault = self._fault()
        return str(fault.meant) if fault and fault.meant else ""

    # Keys

    @Slot(str)
    def chooseEra(self, era: str) -> None:
        """One of `eras`."""
        self._show(dates.choose_era(self._entry, None if era == "western" else Era(era)))

    @Slot(str)
    def focus(self, part: str) -> None:
        """A part is touched."""
        self._show(dates.focus(self._entry, Part(part)))

    @Slot(str)
    def press(self, digit: str) -> None:
        """A digit."""
        self._show(dates.digit(self._entry, digit))

    @Slot(int, str, result=bool)
    def stroke(self, key: int, text: str) -> bool:
        """A key of a keyboard: digits, S for 昭和, / or Enter for the next part; False if none."""
        if key in ENTER:
            self._enter()
        elif key == Qt.Key.Key_Backspace:
            self.erase()
        elif text.upper() in ERA_LETTERS:
            self._show(dates.choose_era(self._entry, ERA_LETTERS[text.upper()]))
        elif text and text in "/.-":
            self.onward()
        elif text.isdecimal():
            self.press(text)
        else:
            return False
        return True

    def _enter(self) -> None:
        if self.value is not None:
            self.submitted.emit()
        else:
            self.onward()

    @Slot()
    def onward(self) -> None:
        """「年」 or 「月」 behind the digits."""
        self._show(dates.onward(self._entry))

    @Slot()
    def firstYear(self) -> None:
        """「元年」."""
        self._show(dates.first_year(self._entry))

    @Slot()
    def unknown(self) -> None:
        """「わからない」."""
        self._show(dates.unknown(self._entry))

    @Slot()
    def erase(self) -> None:
        """「けす」."""
        self._show(dates.erase(self._entry))

    @Slot()
    def takeMeant(self) -> None:
        """「平成元年1月8日にする」."""
        fault = self._fault()
        if fault and fault.meant:
            meant = fault.meant
            month, day = (str(number or UNKNOWN) for number in (meant.month, meant.day))
            entry = replace(self._entry, era=meant.era, year=str(meant.year), part=Part.DAY)
            self._show(replace(entry, month=month, day=day))

    def _fault(self) -> WarekiFault | None:
        try:
            dates.value(self._entry)
        except WarekiFault as fault:
            return fault
        return None

    def _show(self, entry: DateEntry) -> None:
        self._entry = entry
        self.changed.emit()


def _shown(digits: str) -> str:
    """05 is shown as 5; a single 0 may still become 05."""
    return digits.lstrip("0") or digits
