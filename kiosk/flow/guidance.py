"""What a visitor who does not see the screen is told, and whether everybody may hear it. Pure.

What is shown comes in as it is told to a screen reader; out come sentences in the visitor's
language. Short first: where this is, then what can be done. Whoever presses a key meanwhile hears
what follows from it instead.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.flow.state import CARD_SCREENS, FORM_SCREENS, STAFF_SCREENS, Screen, State

# The words of the kiosk's catalogue: assets.words.Words.text.
Say = Callable[..., str]

# Nothing that was typed, chosen or read stands on these.
_OPEN_TO_ALL = frozenset({Screen.FORM_SHELF, Screen.FORM_SENDING, Screen.FORM_TROUBLE})
PRIVATE_SCREENS = (FORM_SCREENS | CARD_SCREENS | {Screen.PIN}) - _OPEN_TO_ALL


class Hearing(StrEnum):
    """What a kiosk's voice can be heard from now."""

    NOTHING = "nothing"
    SPEAKER = "speaker"
    HEADSET = "headset"


class Role(StrEnum):
    """What something on the screen is to somebody who cannot see it."""

    HEADING = "heading"
    TEXT = "text"
    # Said when it appears or changes: what is wrong, how much is typed.
    ALERT = "alert"
    BUTTON = "button"
    SWITCH = "switch"
    CHOICE = "choice"
    FIELD = "field"
    # One of many on a board: its name is enough.
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Item:
    """Something on the screen. `name` and `note` are words, `value` what was typed or chosen.

    `key` tells it from all others of its place; `on` says whether it is chosen, where it can be.
    """

    key: str
    role: Role
    name: str = field(repr=False)
    note: str = field(default="", repr=False)
    value: str | None = field(default=None, repr=False)
    on: bool | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen as it is told: texts and controls in order; `focus` is the key of one of these.

    `place` is another one for each page, overlay, question and language.
    """

    place: str = ""
    texts: tuple[Item, ...] = ()
    controls: tuple[Item, ...] = ()
    focus: str | None = None

    @property
    def focused(self) -> Item | None:
        """The control that Enter would press."""
        return next((item for item in self.controls if item.key == self.focus), None)

    @property
    def can_go_back(self) -> bool:
        """Does a control of this screen lead back?"""
        return any(item.key == "back" for item in self.controls)


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said in one go. `private`: for the headset alone."""

    sentences: tuple[str, ...] = field(repr=False)
    private: bool = False


def place(state: State, *, left: bool = False) -> str:
    """Where the visitor is. `left`: a card is to be taken before anybody goes on."""
    return f"{_page(state, left=left)} in {state.language}"


def _page(state: State, *, left: bool) -> str:
    if state.warned:
        return "warned"
    if state.overlay is not None:
        return f"overlay {state.overlay}"
    if left:
        return "card left"
    stop = state.form.stop if state.form and state.screen is Screen.FORM_QUESTION else None
    return f"{state.screen} {stop}" if stop else state.screen.value


def is_private(state: State) -> bool:
    """Does the screen show what nobody else may hear (EN 301 549, 5.1.3.9)?"""
    if state.screen in STAFF_SCREENS:
        return state.screen is Screen.PIN
    return state.screen in PRIVATE_SCREENS and not state.warned and state.overlay is None


def said(
    before: Shown, now: Shown, state: State, say: Say, *, first: bool = False
) -> Utterance | None:
    """What follows from a change of the screen; None where nothing does.

    `first`: the voice was off until now, so it says how everything is done.
    """
    if first or now.place != before.place:
        sentences = [*_welcome(now, say, first=first), *_focus(now, say)]
    else:
        alerts = _alerts(before, now)
        sentences = [*alerts, *_typed(before, now, say), *_walked(before, now, say)]
    found = tuple(dict.fromkeys(filter(None, sentences)))
    return Utterance(found, is_private(state)) if found else None


def _welcome(now: Shown, say: Say, *, first: bool) -> Iterator[str]:
    """A screen on arrival: what is wrong, where this is, what it says, and what can be done."""
    labels = {item.name for item in now.controls}
    for wanted in (Role.ALERT, Role.HEADING, Role.TEXT):
        found = (item.name for item in now.texts if item.role is wanted)
        yield from (name for name in found if name not in labels)
    yield from (described(item, now, say) for item in now.controls if item.role is Role.FIELD)
    keys = [item for item in now.controls if item.role is Role.KEY]
    buttons = len(now.controls) - len(keys)
    if buttons:
        yield say("guidance.count", count=buttons)
    if keys:
        yield say("guidance.board")
    if first:
        yield say("guidance.keys")
    elif now.can_go_back:
        yield say("guidance.back")


def _focus(now: Shown, say: Say) -> Iterator[str]:
    if now.focused is not None:
        yield described(now.focused, now, say)


def described(item: Item, shown: Shown, say: Say) -> str:
    """A control when the keypad comes to it: name, note, role, state, and which of how many."""
    if item.role is Role.KEY:
        return ", ".join(filter(None, (item.name, _state(item, say))))
    others = [control for control in shown.controls if control.role is not Role.KEY]
    where = say("guidance.position", place=others.index(item) + 1, count=len(others))
    note = item.note if item.value is None else spelled(item.value, say)
    role = say(f"guidance.role.{item.role}")
    return ", ".join(filter(None, (item.name, note, role, _state(item, say), where)))


def _state(item: Item, say: Say) -> str:
    if item.on is None:
        return ""
    return say("guidance.on" if item.on else "guidance.off")


def _alerts(before: Shown, now: Shown) -> Iterator[str]:
    """What was not there before. Plain texts change with every minute: they stay unsaid."""
    known = {(item.role, item.name) for item in before.texts}
    for item in now.texts:
        if item.role is not Role.TEXT and (item.role, item.name) not in known:
            yield item.name


def _typed(before: Shown, now: Shown, say: Say) -> Iterator[str]:
    """What changed in the fields, wherever the focus is: the keys of a board have it."""
    known = {item.key: item for item in before.controls}
    for item in now.controls:
        was = known.get(item.key)
        if item.role is Role.FIELD and (was is None or was.name != item.name):
            yield described(item, now, say)
        elif was is None or was.value is None or item.value in (None, was.value):
            continue
        elif item.role is Role.FIELD:
            yield _change(was.value, item.value or "", say)
        else:
            yield item.name


def _change(was: str, now: str, say: Say) -> str:
    """One more character, one less, or another text altogether."""
    if now.startswith(was):
        return spelled(now[len(was) :], say)
    if was.startswith(now):
        return say("guidance.erased", text=spelled(was[len(now) :], say))
    return spelled(now, say)


def _walked(before: Shown, now: Shown, say: Say) -> Iterator[str]:
    """The control that the keypad came to, or that was switched under it."""
    item, was = now.focused, before.focused
    if item is None:
        return
    if was is None or was.key != item.key:
        yield described(item, now, say)
    elif item.on is not None and was.on is not item.on:
        yield _state(item, say)
    elif _wordy(item.name) != _wordy(was.name) and item.value is None:
        yield item.name


def _wordy(name: str) -> str:
    """Without its figures: a countdown is not said each second."""
    return "".join(sign for sign in name if not sign.isdecimal())


def spelled(text: str, say: Say) -> str:
    """What was typed, character by character; a word for nothing and for a space."""
    if not text:
        return say("guidance.empty")
    return ", ".join(say("guidance.space") if sign.isspace() else sign for sign in text)
