"""The body of a letter: answers as CBOR maps from field numbers to values.

Texts of ASCII are CBOR texts. Any other text is a byte string with its UTF-16BE (RFC 2781):
deflated, Japanese takes some 8 % less room than as UTF-8, one size of QR code.
"""

from collections.abc import Mapping

from hub.sealing import cbor
from hub.sealing.cbor import NotCanonical, Raw
from hub.sealing.refusals import Damaged, Flaw

# Values are integers, texts, true, false, null, lists and maps of values.
Body = Mapping[int, Raw]


def encode(body: Body) -> bytes:
    """The bytes of a body. Maps are written in ascending order of their keys, at every depth.

    Raises ValueError for a text with half a character (a lone surrogate).
    """
    return cbor.write(_wrap(dict(body)))


def decode(data: bytes) -> dict[int, Raw]:
    """The body in the bytes that `encode` gave. Damaged(CONTENT) for any others."""
    try:
        body = _unwrap(cbor.read(data))
    except (NotCanonical, UnicodeDecodeError) as error:
        raise Damaged(Flaw.CONTENT) from error
    if not isinstance(body, dict):
        raise Damaged(Flaw.CONTENT)
    return body


def written(text: str) -> str | bytes:
    """A text as a body holds it."""
    return text if text.isascii() else text.encode("utf-16-be")


def _wrap(value: Raw) -> Raw:
    if isinstance(value, dict):
        return {key: _wrap(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [_wrap(item) for item in value]
    return written(value) if isinstance(value, str) else value


def _unwrap(value: Raw) -> Raw:
    """Raises NotCanonical or UnicodeDecodeError for what `_wrap` does not give."""
    if isinstance(value, dict):
        if list(value) != sorted(value):
            raise NotCanonical("a map that is not in order")
        return {key: _unwrap(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_unwrap(item) for item in value]
    text = value.decode("utf-16-be") if isinstance(value, bytes) else value
    if isinstance(text, str) and text.isascii() is isinstance(value, bytes):
        raise NotCanonical("a text in the other form")
    return text
