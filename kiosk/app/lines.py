"""Views as QML takes them, and texts that break between phrases on the screen. Pure."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from assets.words import JAPANESE, Words
from kiosk.shell.phrases import unbroken

# Nothing shorter needs a second line anywhere.
SHORT = 8


def shown(view: Any) -> dict[str, Any]:
    """A view's fields by name; all that is within are dicts, lists and plain values."""
    found: dict[str, Any] = _each(asdict(view), lambda value: value)
    return found


def held(value: Any, words: Words) -> Any:
    """Japanese sentences break between phrases; short words and addresses stay as they are.

    Lists and mappings are held all through. What a visitor typed must not come here: phrases are
    remembered.
    """
    return _each(value, lambda text: _held(text, words) if isinstance(text, str) else text)


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, dict):
        return {key: _each(part, change) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_each(part, change) for part in value]
    return change(value)


def _held(text: str, words: Words) -> str:
    is_sentence = len(text) > SHORT and not text.isascii()
    is_japanese = words.language in JAPANESE
    # A brace begins a reading, or a place that the screen has still to fill.
    return unbroken(text) if is_sentence and is_japanese and "{" not in text else text
