"""CBOR (RFC 8949) within narrow bounds: the one place that knows the library.

Written is the shortest form, maps in the order given. Read is nothing else: what a second
writing would not give again byte for byte (longer heads, indefinite lengths, repeated keys,
bytes left over) is refused, and so are tags, floats and simple values.
"""

from collections.abc import Iterable
from typing import NoReturn

import cbor2

Raw = int | str | bytes | bool | None | list["Raw"] | dict[int, "Raw"]

# Those that hold no others.
_PLAIN = frozenset({int, str, bytes, bool, type(None)})

# A form, its groups, a member, a name: four. Deeper is no form.
DEEPEST = 8


class NotCanonical(ValueError):
    """The bytes are not what this module would have written."""


def _refuse(_value: object, _immutable: bool) -> NoReturn:
    raise NotCanonical("tag")


# Those to which the library would give a meaning (dates, patterns, mail...) before we see them;
# any other tag arrives as an object and is refused by its type.
_TAGS = dict.fromkeys((*range(300), 1004, 43000, 55799), _refuse)


def write(value: Raw) -> bytes:
    """The bytes of a value. Raises ValueError for what CBOR text cannot hold (half a character)."""
    try:
        return cbor2.dumps(value)
    except (cbor2.CBOREncodeError, UnicodeEncodeError) as error:
        raise ValueError("not a value for a sealed code") from error


def read(data: bytes) -> Raw:
    """The one value that `data` is. Raises NotCanonical."""
    value, length = read_first(data)
    if length != len(data):
        raise NotCanonical("more than one value")
    return value


def read_first(data: bytes) -> tuple[Raw, int]:
    """The value at the start of `data`, and how many bytes it takes. Raises NotCanonical."""
    try:
        value = cbor2.loads(
            data,
            max_depth=DEEPEST,
            allow_indefinite=False,
            allow_duplicate_keys=False,
            semantic_decoders=_TAGS,
        )
    except cbor2.CBORError as error:
        raise NotCanonical("not CBOR within the bounds") from error
    _check(value)
    written = write(value)
    if not data.startswith(written):
        raise NotCanonical("not the shortest form")
    return value, len(written)


def _check(value: object) -> None:
    """Nothing but what `Raw` names. The depth is bounded."""
    items: Iterable[object] = ()
    if isinstance(value, list):
        items = value
    elif isinstance(value, dict):
        if not all(type(key) is int for key in value):
            raise NotCanonical("a key that is no integer")
        items = value.values()
    elif type(value) not in _PLAIN:
        raise NotCanonical("a value of another type")
    for item in items:
        if type(item) not in _PLAIN:
            _check(item)
