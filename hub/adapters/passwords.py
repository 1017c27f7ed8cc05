"""Passwords as Argon2id (RFC 9106): slow on purpose, with the salt in what is kept."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2:
    """hub.service.signin.Passwords. One hash takes some 50 ms and 64 MiB.

    The library's parameters are RFC 9106's second recommended option.
    """

    def __init__(self) -> None:
        self._hasher = PasswordHasher()

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def fits(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False
