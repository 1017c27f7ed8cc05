"""One text field as it is typed: a pure machine from one `Entry` to the next.

The caret stands between `before` and `after`. Kana of a field with kanji wait at the caret until
a candidate is chosen, or until something else is typed, which takes them as they are shown.
Whatever is pressed: the text is never longer than `most`, and has no character that the kind of
the field does not take.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hub.domain.forms.answers import UNLISTED
from kiosk.typing import board, romaji
from kiosk.typing.kinds import RULES, Kind, fitting, takes_unlisted

# Longer readings give no sensible candidates; a whole address line stays below.
READING_MOST = 40
# A character with the marks, selectors and joined characters that belong to it.
_CLUSTER = re.compile(
    r"[\s\S](?:\u200d[\s\S]|[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef])*"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A word that was taken, and how it was read; None where that is not known any more."""

    text: str
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A field. `kana` and `letters` (of an unfinished syllable) are under composition.

    `choice` is the candidate that is shown for `kana`; `eager`: show the first that comes.
    """

    kind: Kind
    most: int
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()
    kana: str = ""
    letters: str = ""
    candidates: tuple[str, ...] = ()
    choice: int | None = None
    eager: bool = False

    @property
    def shown(self) -> str:
        """What stands at the caret and is not taken yet, without unfinished syllables."""
        return self.kana if self.choice is None else self.candidates[self.choice]

    @property
    def spoken(self) -> str:
        """The kana to find candidates for: a waiting `n` counts as ん."""
        return self.kana + romaji.flush(self.letters)

    @property
    def composing(self) -> bool:
        """Is anything not taken yet?"""
        return bool(self.kana or self.letters)

    @property
    def room(self) -> int:
        """How many characters may still come."""
        return self.most - len(_text(self.before)) - len(_text(self.after))


def begin(kind: Kind, text: str = "", most: int = 0) -> Entry:
    """Return a field with this text, the caret behind it. `most` 0: the kind's own limit."""
    entry = Entry(kind, most or RULES[kind].most)
    return _put(entry, text)


def text(entry: Entry) -> str:
    """Return the whole text as it would be if the visitor went on now."""
    done = finished(entry)
    return _text(done.before) + _text(done.after)


def reading(entry: Entry) -> str:
    """Return how the whole text is read, in hiragana, or "" if that is not known."""
    done = finished(entry)
    parts = [piece.reading for piece in (*done.before, *done.after)]
    return "" if None in parts else board.to_hiragana("".join(part or "" for part in parts))


def finished(entry: Entry) -> Entry:
    """Take what is under composition as it is shown."""
    entry = _settled(entry)
    if not entry.kana:
        return entry
    piece = Piece(_cut(entry.shown, entry.room), entry.kana)
    return _taken(entry, piece)


def kana(entry: Entry, key: str) -> Entry:
    """A key of the kana board: one or more kana."""
    entry = _settled(entry)
    if not RULES[entry.kind].composes:
        return _put(entry, key)
    if entry.choice is not None:
        entry = finished(entry)
    key = fitting(entry.kind, key)
    fits = key and len(entry.kana) + len(key) <= READING_MOST and entry.room > 0
    return _reading(entry, entry.kana + key) if fits else entry


def roman(entry: Entry, letter: str) -> Entry:
    """A letter that becomes kana with others."""
    if entry.choice is not None:
        entry = finished(entry)
    spoken, (made, waiting) = entry.spoken, romaji.feed(entry.letters, letter)
    entry = replace(entry, letters="")
    entry = kana(entry, made) if made else entry
    entry = replace(entry, letters=waiting if entry.room > 0 else "")
    return entry if entry.spoken == spoken else _reading(entry, entry.kana)


def put(entry: Entry, sign: str) -> Entry:
    """A digit, a letter or a word that is typed as it is. Beside kana it may wait with them."""
    entry = _settled(entry)
    waits = entry.kana and entry.choice is None and sign.isdigit()
    return kana(entry, sign) if waits else _put(finished(entry), sign)


def modify(entry: Entry) -> Entry:
    """「゛゜小」: change the last kana."""
    entry = _settled(entry)
    if entry.kana:
        return _reading(entry, entry.kana[:-1] + board.modified(entry.kana[-1]))
    *words, last = entry.before or (Piece(""),)
    changed = fitting(entry.kind, board.modified(last.text[-1:]))
    if not changed or changed == last.text[-1]:
        return entry
    return replace(entry, before=(*words, _kana_piece(last.text[:-1] + changed)))


def delete(entry: Entry) -> Entry:
    """「けす」: take back the last letter, the choice of a candidate, or the last character."""
    if entry.letters:
        return replace(entry, letters=entry.letters[:-1])
    if entry.choice is not None:
        return replace(entry, choice=None, eager=False)
    if entry.kana:
        return _reading(entry, entry.kana[:-1])
    rest, _ = _split_last(entry.before)
    return replace(entry, before=rest)


def clear(entry: Entry) -> Entry:
    """Take everything back."""
    return Entry(entry.kind, entry.most)


def move(entry: Entry, step: int) -> Entry:
    """Move the caret by one character: -1 to the left, 1 to the right."""
    if entry.composing:
        return finished(entry)
    if step < 0:
        rest, last = _split_last(entry.before)
        return replace(entry, before=rest, after=(*last, *entry.after))
    first, rest = _split_first(entry.after)
    return replace(entry, before=(*entry.before, *first), after=rest)


def move_to(entry: Entry, place: int) -> Entry:
    """Move the caret behind so many code points of the text (never into a character)."""
    entry = finished(entry)
    while entry.before and len(_text(entry.before)) > place:
        entry = move(entry, -1)
    while entry.after and len(_text(entry.before)) < place:
        entry = move(entry, 1)
    return entry


def space(entry: Entry) -> Entry:
    """The space key: convert what waits, the next candidate each time; else a space."""
    entry = _settled(entry)
    if not entry.kana:
        return _put(entry, board.SPACE if _is_japanese(entry.kind) else " ")
    if not entry.candidates:
        return replace(entry, eager=True)
    place = -1 if entry.choice is None else entry.choice
    return choose(entry, (place + 1) % len(entry.candidates))


def choose(entry: Entry, place: int) -> Entry:
    """Show a candidate; another may still be chosen until something else is typed."""
    is_offered = 0 <= place < len(entry.candidates)
    return replace(_settled(entry), choice=place) if is_offered else entry


def offer(entry: Entry, kana: str, candidates: Sequence[str]) -> Entry:
    """Candidates have been found for `kana`; too late if something else waits now."""
    if kana != entry.spoken or not kana or entry.choice is not None:
        return entry
    fit = tuple(word for word in candidates if 0 < len(word) <= entry.room and _fits(entry, word))
    return replace(entry, candidates=fit, choice=0 if entry.eager and fit else None, eager=False)


def unlisted(entry: Entry) -> Entry:
    """「字が見つからない」: 〓 instead of what waits, which stays known as its reading."""
    entry = _settled(entry)
    if not takes_unlisted(entry.kind) or not entry.room:
        return entry
    return _taken(entry, Piece(UNLISTED, entry.kana or None))


def _settled(entry: Entry) -> Entry:
    """Letters of an unfinished syllable become ん or nothing; candidates have counted on it."""
    if not entry.letters:
        return entry
    made, entry = romaji.flush(entry.letters), replace(entry, letters="")
    if RULES[entry.kind].composes:
        return replace(entry, kana=entry.kana + made)
    return _put(entry, made)


def _reading(entry: Entry, kana: str) -> Entry:
    return replace(entry, kana=kana, candidates=(), choice=None, eager=False)


def _taken(entry: Entry, piece: Piece) -> Entry:
    before = (*entry.before, piece) if piece.text else entry.before
    return replace(_reading(entry, ""), before=before)


def _put(entry: Entry, text: str) -> Entry:
    fit = _cut(fitting(entry.kind, text), entry.room)
    return replace(entry, before=(*entry.before, _kana_piece(fit))) if fit else entry


def _kana_piece(text: str) -> Piece:
    is_kana = fitting(Kind.KANA, text) == board.to_hiragana(text)
    return Piece(text, text if is_kana else None)


def _fits(entry: Entry, word: str) -> bool:
    return fitting(entry.kind, word) == word


def _is_japanese(kind: Kind) -> bool:
    return RULES[kind].composes or kind in (Kind.KANA, Kind.KATAKANA)


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _cut(text: str, most: int) -> str:
    """As many whole characters as fit."""
    kept = ""
    for cluster in _CLUSTER.findall(text):
        if len(kept) + len(cluster) > most:
            break
        kept += cluster
    return kept


def _split_last(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Take the last character off; a word that loses one is not known by its reading any more."""
    if not pieces:
        return (), ()
    *words, last = pieces
    *rest, cluster = _CLUSTER.findall(last.text)
    left = (_kana_piece("".join(rest)),) if rest else ()
    return (*words, *left), (_kana_piece(cluster) if rest else last,)


def _split_first(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    if not pieces:
        return (), ()
    first, *words = pieces
    cluster, *rest = _CLUSTER.findall(first.text)
    right = (_kana_piece("".join(rest)),) if rest else ()
    return (_kana_piece(cluster) if rest else first,), (*right, *words)
