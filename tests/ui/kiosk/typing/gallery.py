"""Pictures of every board: `python -m tests.ui.kiosk.typing.gallery OUT`; says what is clipped."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.shell import fonts
from tests.ui.kiosk.typing.kit import Desk
from tests.ui.qml import clipped, until

SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
MODES: dict[str, dict[str, bool]] = {
    "normal": {},
    "enlarged": {"enlarged": True},
    "contrast": {"contrast": True},
}
SETTLED_MS = 20


def name(desk: Desk) -> None:
    for kana in "たかはし":
        desk.typing.press(kana)
    desk.offered()


def chosen(desk: Desk) -> None:
    name(desk)
    desk.typing.choose(1)


def more(desk: Desk) -> None:
    for kana in "ゆう":
        desk.typing.press(kana)
    desk.offered()
    desk.screen.tap("more")


def romaji(desk: Desk) -> None:
    desk.typing.useLayout("romaji")
    for letter in "satous":
        desk.typing.press(letter)
    desk.offered()


def digits(desk: Desk) -> None:
    desk.typing.useLayout("digits")
    for sign in ("1", "丁目", "2", "-", "3"):
        desk.typing.press(sign)


def letters(desk: Desk) -> None:
    for letter in "AB1234":
        desk.typing.press(letter)


def postal(desk: Desk) -> None:
    for digit in "9218046":
        desk.typing.press(digit)
    until(lambda: desk.typing.property("areasFound") == "found", "areas")


def postal_none(desk: Desk) -> None:
    for digit in "9999999":
        desk.typing.press(digit)
    until(lambda: desk.typing.property("areasFound") == "none", "no areas")


def empty(desk: Desk) -> None:
    del desk


def date(desk: Desk) -> None:
    desk.dates.chooseEra("昭和")
    for digit in "305":
        desk.dates.press(digit)
    desk.dates.focus("day")
    desk.dates.unknown()


def date_wrong(desk: Desk) -> None:
    desk.dates.chooseEra("昭和")
    for digit in "640108":
        desk.dates.press(digit)


SHOWN: tuple[tuple[str, Callable[[Desk], None]], ...] = (
    ("name", empty),
    ("name", name),
    ("name", chosen),
    ("name", more),
    ("name", romaji),
    ("kana", empty),
    ("address", name),
    ("address", digits),
    ("code", letters),
    ("latin", letters),
    ("email", letters),
    ("phone", digits),
    ("postal", postal),
    ("postal", postal_none),
    ("date", empty),
    ("date", date),
    ("date", date_wrong),
)


def tour(out: Path | None, size: str, language: str, mode: str) -> Iterator[tuple[str, list[str]]]:
    """Show every board; yield its name and the texts that are clipped or stick out."""
    for kind, show in SHOWN:
        desk = Desk(kind, size=SIZES[size], language=language, modes=MODES[mode])
        try:
            show(desk)
            QTest.qWait(SETTLED_MS)
            label = f"{size}-{language}-{mode}-{kind}-{show.__name__.replace('_', '-')}"
            if out:
                desk.screen.grab(out / f"{label}.png")
            yield label, clipped(desk.screen)
        finally:
            desk.close()


def main() -> int:
    """Write all pictures into the folder of the first argument."""
    out = Path(sys.argv[1])
    only = sys.argv[2:]
    problems = 0
    for size in SIZES:
        for mode in MODES:
            for language in ("ja", "ja-easy", "en", "pt", "ne"):
                if only and f"{size}-{language}-{mode}" not in only:
                    continue
                for label, found in tour(out, size, language, mode):
                    problems += len(found)
                    print(label, found or "")
    return 1 if problems else 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    app = QGuiApplication([])
    fonts.register()
    sys.exit(main())
