"""Rows of a form that can be put in order, added and taken away, with and without scripts.

A form sends `NAME` once for each row, in their order, with the row's key; the fields of row "3"
begin with "NAME3-". A script moves the rows where they stand; without it buttons named "do"
send the form, and it comes back with the rows moved and nothing kept.
"""

from dataclasses import dataclass
from typing import Literal

from hub.web.contents.fields import Raw

MOST_ROWS = 100

# The deed of the button that keeps the form; all others only change what it shows.
SAVE = "save"


@dataclass(frozen=True, slots=True)
class Deed:
    """What a button other than "save" does to a row; for "add" the key is still to be made."""

    what: Literal["up", "down", "remove", "add"]
    name: str
    key: str = ""


def deed(raw: Raw) -> Deed | None:
    """The button pressed; None for the one that keeps the form. Nothing else is known."""
    value = (raw.get("do") or (SAVE,))[-1]
    match value.split(":"):
        case ["up" | "down" | "remove" as what, name, key]:
            return Deed(what, name, key)
        case ["add", name]:
            return Deed("add", name)
        case _:
            return None


def keys(raw: Raw, name: str) -> tuple[str, ...]:
    """The rows' keys in their order."""
    plain = (key for key in raw.get(name, ()) if key.isascii() and key.isalnum() and len(key) <= 8)
    return tuple(dict.fromkeys(plain))[:MOST_ROWS]


def carried_out(raw: Raw, wanted: Deed) -> Raw:
    """The form with its rows moved, one fewer, or one more."""
    order = list(keys(raw, wanted.name))
    if wanted.what == "add" and len(order) < MOST_ROWS:
        order.append(new_key(order))
    elif wanted.key in order:
        at = order.index(wanted.key)
        order.pop(at)
        if wanted.what != "remove":
            order.insert(max(0, at - 1) if wanted.what == "up" else at + 1, wanted.key)
    return {**raw, wanted.name: tuple(order)}


def new_key(order: list[str]) -> str:
    """A key that no row has."""
    return str(max((int(key) for key in order if key.isdecimal()), default=-1) + 1)
