"""What a visitor types, as QML sees it: our own Japanese input for one text field at a time.

For the screens (QML; `typing` is a `Typing`, `say` the words of the kiosk's catalogue):

    TextEntry { typing: ...; say: ...; label: "みょうじ" }   the field: text, underline, caret
    TypingPad { typing: ...; say: ...; nextText: say["button.next"]; onNext: ... }
                                      candidates, the board of `typing.layout`, and 「つぎへ」

A screen calls `typing.begin(kind, text, most, language)` when a field is shown or touched, and
`typing.finish()` -> str when the visitor goes on: what is still under composition is taken as it
is shown. `text` is always what `finish` would return, so a screen may also read it at any time.
`reset()` at the end of a visit forgets everything, the chosen layout too.

Kinds: "kana" (reading, hiragana), "katakana", "name" (reading, then kanji; person names first),
"text", "address" (text with 丁目 番地 号 on the digit board), "digits", "postal" (7 digits),
"phone" (11 digits at most), "code" (A-Z, 0-9: a residence card's number), "latin" (A-Z, space,
hyphen: a name as on the card), "email". `most` 0 means the kind's own limit.

`reading` is how the text of a "name" was read (たかはし for 髙橋), "" where that is not known (a
character was taken out of a word): put it into the field of the reading, which stays editable.
A character that the visitor cannot find is 〓 in the text (`missing()`).

Signals: `changed` after every key, `submitted` when Enter of a keyboard or a barcode scanner ends
the field (do as for 「つぎへ」). Hardware keys reach the field by `stroke(key, text)`, which
TypingPad and TextEntry call themselves.

For kind "postal", `areas` are the places of the seven digits (東京都新宿区西新宿) once they are
found, and `areasFound` is "", "looking", "found" or "none"; PostalEntry shows them and emits
`chosen`. Dates have their own pad: kiosk/app/dating.py.

Nothing here is written to disk or logged; candidates are looked up in a worker thread in memory.
"""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement

from assets.words import JAPANESE
from kiosk.app.lookup import Lookup
from kiosk.app.strokes import ENTER
from kiosk.typing import board, composer
from kiosk.typing.composer import Entry
from kiosk.typing.kinds import RULES, Kind, Layout, letter_rows, takes_unlisted
from kiosk.typing.postal import Town

QML_IMPORT_NAME = "Machiai.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

POSTAL_DIGITS = 7
_KEYS: dict[int, Callable[[Entry], Entry]] = {
    Qt.Key.Key_Backspace: composer.delete,
    Qt.Key.Key_Space: composer.space,
    Qt.Key.Key_Left: lambda entry: composer.move(entry, -1),
    Qt.Key.Key_Right: lambda entry: composer.move(entry, 1),
}


@QmlElement
class Typing(QObject):
    """The one field that is typed into now. Lives in the GUI thread."""

    changed = Signal()
    boardChanged = Signal()
    submitted = Signal()

    def __init__(self, lookup: Lookup, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lookup = lookup
        self._forget()

    def _forget(self) -> None:
        self._entry = Entry(Kind.TEXT, 0)
        self._areas: tuple[str, ...] = ()
        self._areas_found = ""
        self._wanted: Layout | None = None
        self._layout = Layout.KANA
        self._katakana = False
        self._small = False

    # For the screens: begin, read, end

    @Slot(str, str, int, str)
    def begin(self, kind: str, text: str, most: int, language: str) -> None:
        """A field is typed into from now on; what it holds already is `text`."""
        entry = composer.begin(Kind(kind), text, most)
        self._layout = _layout(entry.kind, self._wanted, language)
        self._katakana = entry.kind is Kind.KATAKANA
        self._areas, self._areas_found = (), ""
        self._show(entry)
        self.boardChanged.emit()

    @Slot(result=str)
    def finish(self) -> str:
        """Take what is under composition as it is shown; return the text."""
        self._show(composer.finished(self._entry))
        return composer.text(self._entry)

    @Slot()
    def reset(self) -> None:
        """The visit is over: forget everything."""
        self._lookup.forget()
        self._forget()
        self.changed.emit()
        self.boardChanged.emit()

    # For QML: what is shown

    @Property(str, notify=changed)
    def text(self) -> str:
        """What `finish` would return now."""
        return composer.text(self._entry)

    @Property(str, notify=changed)
    def reading(self) -> str:
        """How the text is read, or ""."""
        return composer.reading(self._entry)

    @Property(str, notify=changed)
    def before(self) -> str:
        """What stands before the caret and what waits."""
        return "".join(piece.text for piece in self._entry.before)

    @Property(str, notify=changed)
    def waiting(self) -> str:
        """What is under composition, to be underlined."""
        return self._entry.shown + self._entry.letters

    @Property(str, notify=changed)
    def after(self) -> str:
        """What stands behind the caret."""
        return "".join(piece.text for piece in self._entry.after)

    @Property("QStringList", notify=changed)  # type: ignore[arg-type] # a C++ type's name
    def candidates(self) -> list[str]:
        """The writings to choose from."""
        return list(self._entry.candidates)

    @Property(int, notify=changed)
    def choice(self) -> int:
        """The chosen candidate's place, or -1."""
        return -1 if self._entry.choice is None else self._entry.choice

    @Property(bool, notify=changed)
    def full(self) -> bool:
        """Is there no room for another character?"""
        return self._entry.room <= 0

    @Property("QStringList", notify=changed)  # type: ignore[arg-type] # a C++ type's name
    def areas(self) -> list[str]:
        """The places of a postal code."""
        return list(self._areas)

    @Property(str, notify=changed)
    def areasFound(self) -> str:
        """Whether there are any: "", "looking", "found" or "none"."""
        return self._areas_found

    @Property(str, notify=boardChanged)
    def kind(self) -> str:
        """What the field takes."""
        return self._entry.kind.value

    @Property(str, notify=boardChanged)
    def layout(self) -> str:
        """The board: "kana", "romaji", "letters" or "digits"."""
        return self._layout.value

    @Property("QStringList", notify=boardChanged)  # type: ignore[arg-type] # a C++ type's name
    def layouts(self) -> list[str]:
        """The boards to choose from."""
        return [layout.value for layout in RULES[self._entry.kind].layouts]

    @Property(bool, notify=boardChanged)
    def katakana(self) -> bool:
        """Does the kana board type katakana?"""
        return self._katakana

    @Property("QStringList", notify=boardChanged)  # type: ignore[arg-type] # a C++ type's name
    def keys(self) -> list[str]:
        """The kana board from its upper left corner, five rows of ten; "" is a gap."""
        return [kana for row in board.rows(katakana=self._katakana) for kana in row]

    @Property("QStringList", notify=boardChanged)  # type: ignore[arg-type] # a C++ type's name
    def letterRows(self) -> list[str]:
        """The board of letters, a string for each row."""
        rows = letter_rows(self._entry.kind, self._layout)
        return [row.lower() for row in rows] if self._shifts() and self._small else list(rows)

    @Property(bool, notify=boardChanged)
    def canShift(self) -> bool:
        """Are there capitals and small letters to choose from?"""
        return self._shifts()

    @Property(bool, notify=boardChanged)
    def canConvert(self) -> bool:
        """Does the field have candidates at all?"""
        return RULES[self._entry.kind].composes

    @Property(bool, notify=boardChanged)
    def canMiss(self) -> bool:
        """May 「字が見つからない」 be said?"""
        return takes_unlisted(self._entry.kind)

    # For QML: keys

    @Slot(str)
    def press(self, sign: str) -> None:
        """A key of the board that is shown: a kana, a letter, a digit or a word."""
        is_letter = self._layout is Layout.ROMAJI and sign.isascii() and not sign.isdigit()
        self._show((composer.roman if is_letter else self._typed)(self._entry, sign))

    @Slot()
    def modify(self) -> None:
        """「゛゜小」."""
        self._show(composer.modify(self._entry))

    @Slot()
    def erase(self) -> None:
        """「けす」."""
        self._show(composer.delete(self._entry))

    @Slot()
    def clear(self) -> None:
        """「ぜんぶけす」."""
        self._show(composer.clear(self._entry))

    @Slot()
    def space(self) -> None:
        """「空白」, or 「変換」 while kana wait."""
        self._show(composer.space(self._entry))

    @Slot(int)
    def choose(self, place: int) -> None:
        """A candidate."""
        self._show(composer.choose(self._entry, place))

    @Slot(int)
    def moveTo(self, place: int) -> None:
        """The caret behind so many characters of the text, as where the field is touched."""
        self._show(composer.move_to(self._entry, place))

    @Slot()
    def missing(self) -> None:
        """「字が見つからない」."""
        self._show(composer.unlisted(self._entry))

    @Slot(str)
    def useLayout(self, layout: str) -> None:
        """Another board, for the following fields too."""
        self._wanted = self._layout = Layout(layout)
        self._show(composer.finished(self._entry))
        self.boardChanged.emit()

    @Slot()
    def toggleKatakana(self) -> None:
        """「カナ」 / 「かな」."""
        self._katakana = not self._katakana
        self.boardChanged.emit()

    @Slot()
    def toggleSmall(self) -> None:
        """「a/A」."""
        self._small = not self._small
        self.boardChanged.emit()

    @Slot(int, str, result=bool)
    def stroke(self, key: int, text: str) -> bool:
        """A key of a keyboard or a scanner; False for one that means nothing here."""
        if key in ENTER:
            return self._enter()
        if key in _KEYS:
            self._show(_KEYS[key](self._entry))
        elif text.isprintable() and text:
            self._show(self._struck(text))
        else:
            return False
        return True

    def _enter(self) -> bool:
        if self._entry.composing:
            self._show(composer.finished(self._entry))
        else:
            self.submitted.emit()
        return True

    def _struck(self, text: str) -> Entry:
        """Letters are kana in a field of kana, unless the board of letters is shown."""
        rule, is_ascii = RULES[self._entry.kind], text.isascii()
        is_japanese = Layout.ROMAJI in rule.layouts and self._layout is not Layout.LETTERS
        # 1-2-3 in an address is not 1ー2ー3.
        is_sign = text in "-'" and (self._entry.composing or not rule.composes)
        if is_japanese and is_ascii and (text.isalpha() or is_sign):
            return composer.roman(self._entry, text)
        return self._typed(self._entry, text)

    def _typed(self, entry: Entry, sign: str) -> Entry:
        is_kana = bool(sign) and all("ぁ" <= char <= "ー" for char in sign)
        return (composer.kana if is_kana else composer.put)(entry, sign)

    def _shifts(self) -> bool:
        return self._layout is Layout.LETTERS and RULES[self._entry.kind].composes

    # Lookups

    def _show(self, entry: Entry) -> None:
        if entry is self._entry:
            return
        self._entry = entry
        self._seek_candidates()
        self._seek_areas()
        self.changed.emit()

    def _seek_candidates(self) -> None:
        entry, spoken = self._entry, self._entry.spoken
        if spoken and not entry.candidates and RULES[entry.kind].composes:
            names = entry.kind is Kind.NAME
            self._lookup.find(spoken, lambda found: self._offer(spoken, found), names=names)

    def _offer(self, spoken: str, found: tuple[str, ...]) -> None:
        self._entry = composer.offer(self._entry, spoken, found)
        self.changed.emit()

    def _seek_areas(self) -> None:
        code = composer.text(self._entry)
        whole = self._entry.kind is Kind.POSTAL and len(code) == POSTAL_DIGITS
        self._areas, self._areas_found = (), "looking" if whole else ""
        if whole:
            self._lookup.locate(code, lambda found: self._locate(code, found))

    def _locate(self, code: str, found: tuple[Town, ...]) -> None:
        if self._areas_found and code == composer.text(self._entry):
            self._areas = tuple(town.area for town in found)
            self._areas_found = "found" if found else "none"
            self.changed.emit()


def _layout(kind: Kind, wanted: Layout | None, language: str) -> Layout:
    """The board that the visitor chose before, if the field has it, else the language's own."""
    offered = RULES[kind].layouts
    own = offered[0] if language in JAPANESE or len(offered) == 1 else Layout.ROMAJI
    return wanted if wanted in offered else own
