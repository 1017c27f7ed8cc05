"""The body of a letter: answers as CBOR maps from field numbers to values.

Texts of ASCII are CBOR texts. Any other text is a byte string with its UTF-16BE (RFC 2781):
deflated, Japanese takes some 8 % less room than as UTF-8, one size of QR code.
"""

from collections.abc import Callable, Mapping

from hub.sealing import cbor
from hub.sealing.cbor import NotCanonical, Raw
from hub.sealing.refusals import Damaged, Flaw

# Values are integers, texts, true, false, null, lists and maps of values.
Body = Mapping[int, Raw]


def encode(body: Body) -> bytes:
    """The bytes of a body. Maps are written in ascending order of their keys, at every depth.

    Raises ValueError for a text with half a character (a lone surrogate).
    """
    return cbor.write(_each(_with_utf16, dict(body)))


def decode(data: bytes) -> dict[int, Raw]:
    """The body in the bytes that `encode` gave. Damaged(CONTENT) for any others."""
    try:
        value = cbor.read(data)
        body = _each(_without_utf16, value)
    except (NotCanonical, UnicodeDecodeError) as error:
        raise Damaged(Flaw.CONTENT) from error
    if not isinstance(body, dict) or encode(body) != data:
        raise Damaged(Flaw.CONTENT)
    return body


def written(text: str) -> str | bytes:
    """A text as a body holds it."""
    return text if text.isascii() else text.encode("utf-16-be")


def _each(change: Callable[[Raw], Raw], value: Raw) -> Raw:
    """The value with every single one in it changed, and its maps in order."""
    if isinstance(value, dict):
        return {key: _each(change, value[key]) for key in sorted(value)}
    return [_each(change, item) for item in value] if isinstance(value, list) else change(value)


def _with_utf16(value: Raw) -> Raw:
    return written(value) if isinstance(value, str) else value


def _without_utf16(value: Raw) -> Raw:
    return value.decode("utf-16-be") if isinstance(value, bytes) else value
