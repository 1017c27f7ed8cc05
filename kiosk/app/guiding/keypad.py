"""The keypad for visitors who do not see the screen: a keyboard whose keys the settings name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow

_Key = Qt.Key
_BLOCK = Qt.KeyboardModifier.KeypadModifier
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
# What the screens themselves understand.
_MEANT = {
    "up": (_Key.Key_Up,),
    "down": (_Key.Key_Down,),
    "left": (_Key.Key_Left,),
    "right": (_Key.Key_Right,),
    "enter": (_Key.Key_Return, _Key.Key_Enter),
}
ARROWS = ("up", "down", "left", "right")


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key: on the block of digits, or anywhere."""

    key: int
    block: bool = False


def strokes(names: Mapping[str, Sequence[str]]) -> dict[Stroke, str]:
    """What each key does; names as in the settings, `{"repeat": ("F5", "Num+*")}`."""
    return {_stroke(name): action for action, keys in names.items() for name in keys}


def _stroke(name: str) -> Stroke:
    sequence = QKeySequence.fromString(name, QKeySequence.SequenceFormat.PortableText)
    combination = sequence[0]  # type: ignore[index] # PySide's stub lacks it
    return Stroke(int(combination.key()), bool(combination.keyboardModifiers() & _BLOCK))


class KeypadFilter(QObject):
    """Hands what the keypad's keys do to `do`, before the screens see them.

    `do` gets the name of an action (config.schema.keypad: "up", "enter", "repeat"), and says
    whether that was all. If not, an arrow or Enter goes on to the screen, whatever key it was.
    `types`: a field takes this key as it is now.
    """

    def __init__(
        self,
        window: QWindow,
        names: Mapping[str, Sequence[str]],
        do: Callable[[str], bool],
        types: Callable[[int], bool],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._strokes = strokes(names)
        self._do = do
        self._types = types
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whether the event ends here."""
        del watched
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        action = self._action(event)
        if action is None:
            return False
        if action not in ARROWS and event.isAutoRepeat():
            return True
        if self._do(action):
            return True
        return self._pass_on(action, event)

    def _action(self, event: QKeyEvent) -> str | None:
        if event.modifiers() & _COMMANDS:
            return None
        block = bool(event.modifiers() & _BLOCK)
        on_block = self._strokes.get(Stroke(event.key(), block=True)) if block else None
        if on_block is not None:
            return on_block
        return None if self._types(event.key()) else self._strokes.get(Stroke(event.key()))

    def _pass_on(self, action: str, event: QKeyEvent) -> bool:
        """As the key that the screens know."""
        meant = _MEANT.get(action)
        if meant is None or event.key() in meant:
            return meant is None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            none = Qt.KeyboardModifier.NoModifier
            QGuiApplication.sendEvent(self._window, QKeyEvent(kind, meant[0], none))
        return True
