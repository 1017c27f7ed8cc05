"""What a virtual card is made of: applications, files, secrets and keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

Fids = frozenset[int]
FREE: Fids = frozenset()


@dataclass(frozen=True, slots=True)
class Data:
    """A readable file, whose content is made when it is read first: certificates take time.

    ``opened_by`` has the identifiers of the secrets that open it, any of them; none: it is free.
    """

    content: Callable[[], bytes] = field(repr=False)
    opened_by: Fids = FREE

    @classmethod
    def made(cls, make: Callable[[], bytes], opened_by: Fids = FREE) -> Data:
        """A file that is made once."""
        return cls(cache(make), opened_by)


@dataclass(frozen=True, slots=True)
class SecretFile:
    """A secret with its number of tries. No value: it can never be right.

    ``left`` is what is left on a card that nobody has tried here yet.
    """

    value: bytes | None = field(repr=False)
    tries: int
    left: int


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A private key that signs once one of its secrets is proven."""

    key: Callable[[], RSAPrivateKey] = field(repr=False)
    opened_by: Fids


@dataclass(frozen=True, slots=True)
class Records:
    """A file of records, the first of which is number 1."""

    records: tuple[bytes, ...] = field(repr=False)


File = Data | SecretFile | KeyFile | Records


@dataclass(frozen=True, slots=True)
class Application:
    """An application with its files by their identifiers."""

    name: str
    aid: bytes
    files: Mapping[int, File] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole card. ``objects`` are what GET DATA tells before any application is selected."""

    atr: bytes
    applications: tuple[Application, ...]
    objects: Mapping[int, bytes] = field(default_factory=dict, repr=False)
