"""What a request's headers say of the answer that is wanted (RFC 9110)."""

from functools import lru_cache

# Bytes of a header that are looked at, and different headers that are remembered.
LONGEST, REMEMBERED = 1000, 512


@lru_cache(REMEMBERED)
def takes_gzip(accepted: bytes) -> bool:
    """Is gzip among the encodings of Accept-Encoding (12.5.3), and not refused with q=0?"""
    weights = dict(_coding(part) for part in accepted[:LONGEST].lower().split(b","))
    return weights.get(b"gzip", weights.get(b"x-gzip", weights.get(b"*", 0.0))) > 0


def _coding(part: bytes) -> tuple[bytes, float]:
    name, *parameters = (piece.strip() for piece in part.split(b";"))
    for each in parameters:
        if each.startswith(b"q="):
            try:
                return name, float(each[2:])
            except ValueError:
                return name, 0.0
    return name, 1.0


def is_known(tag: bytes, known: bytes) -> bool:
    """Does If-None-Match (13.1.2) name `tag`? A cache on the way may have made its tag weak."""
    if known == tag:
        return True
    listed = (each.strip().removeprefix(b"W/") for each in known[:LONGEST].split(b","))
    return any(each in (tag, b"*") for each in listed)
