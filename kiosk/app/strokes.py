"""Keys that can be felt, on a screen that takes digits."""

from collections.abc import Callable

from PySide6.QtCore import Qt

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DIGITS = {Qt.Key.Key_0 + digit: str(digit) for digit in range(10)}


def struck(
    key: int, digit: Callable[[str], None], erase: Callable[[], None], enter: Callable[[], None]
) -> bool:
    """Do what the key means: a digit, Backspace or Enter. Was it one of these?"""
    if key in _DIGITS:
        digit(_DIGITS[key])
    elif key == Qt.Key.Key_Backspace:
        erase()
    elif key in ENTER:
        enter()
    else:
        return False
    return True
