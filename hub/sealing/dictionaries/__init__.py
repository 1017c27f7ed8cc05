"""The preset dictionaries, by number. One that was published is never changed: codes name it.

`making` made the latest from words.txt, and can make it again.
"""

from functools import cache
from importlib.resources import files

CURRENT = 1
_PUBLISHED = range(1, CURRENT + 1)


@cache
def dictionary(number: int) -> bytes:
    """The dictionary with this number. Raises KeyError."""
    if number not in _PUBLISHED:
        raise KeyError(number)
    return (files(__name__) / f"{number}.bin").read_bytes()
