"""What a window tells a screen reader, as the kiosk's own voice needs it."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickWindow

from assets.words import plain
from kiosk.flow.guidance import Item, Role, Shown

_Qt = QAccessible.Role
_TEXTS = {
    _Qt.Heading: Role.HEADING,
    _Qt.StaticText: Role.TEXT,
    _Qt.Graphic: Role.TEXT,
    _Qt.AlertMessage: Role.ALERT,
    _Qt.Indicator: Role.ALERT,
}
_CONTROLS = {
    _Qt.Button: Role.BUTTON,
    _Qt.CheckBox: Role.SWITCH,
    _Qt.RadioButton: Role.CHOICE,
    _Qt.EditableText: Role.FIELD,
}
# The head of every screen, and lists that are only to be looked at.
_UNSAID = (_Qt.TitleBar, _Qt.ListItem)
_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class _Found:
    item: Item
    source: QObject


def look(window: QQuickWindow, place: str) -> Shown:
    """Everything that is seen in the window, in the order that its parts stand there."""
    root = QAccessible.queryAccessibleInterface(window)
    found = list(_named(_walk(root)))
    focus = window.activeFocusItem()
    focused = next((each.item.key for each in found if each.source is focus), None)
    items = [each.item for each in found]
    texts = tuple(item for item in items if item.role in _TEXTS.values())
    controls = tuple(item for item in items if item.role not in _TEXTS.values())
    return Shown(place, texts, controls, focused)


def _walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child.state().invisible or child.role() in _UNSAID:
            continue
        yield child
        # A control, and a text with a name, says all that its parts do.
        whole = child.role() in _TEXTS and _words(child, QAccessible.Text.Name)
        if not whole and child.role() not in _CONTROLS:
            yield from _walk(child)


def _named(interfaces: Iterator[QAccessibleInterface]) -> Iterator[_Found]:
    """Each with a key that no other one of this screen has."""
    keys: set[str] = set()
    for place, interface in enumerate(interfaces):
        name = interface.object().objectName()
        key = f"{name}#{place}" if not name or name in keys else name
        keys.add(key)
        item = _item(interface, key)
        if item is not None:
            yield _Found(item, interface.object())


def _item(interface: QAccessibleInterface, key: str) -> Item | None:
    """None for what frames other things, shows no words, or can not be pressed now."""
    role, state = interface.role(), interface.state()
    name = _words(interface, QAccessible.Text.Name)
    if role in _TEXTS:
        return Item(key, _TEXTS[role], name) if name else None
    if role not in _CONTROLS or state.disabled:
        return None
    on = bool(state.checked) if state.checkable else None
    found, source = _CONTROLS[role], interface.object()
    if source.property("isKey"):
        found = Role.KEY
    elif found is Role.BUTTON and on is not None:
        found = Role.SWITCH
    note = _words(interface, QAccessible.Text.Description)
    return Item(key, found, name, note, _value(source, found), on)


def _value(source: QObject, role: Role) -> str | None:
    """What stands in a field, or in a part of a date."""
    value = source.property("value") if role in (Role.FIELD, Role.KEY) else None
    return value if isinstance(value, str) else None


def _words(interface: QAccessibleInterface, which: QAccessible.Text) -> str:
    return plain(interface.text(which)).replace(_JOINER, "").replace("\n", " ").strip()
