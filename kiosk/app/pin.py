"""Staff's PIN: checked against the hash that the city set, and not to be found by trying."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# After this many wrong ones the pad stays shut for a while: all 10,000 PINs of four digits
# would take a week.
ATTEMPTS = 5
LOCKED_SECONDS = 300.0


class PinGuard:
    """`hashed` is an argon2id hash, or None where the city set no PIN: then nobody gets in."""

    def __init__(self, hashed: str | None = None) -> None:
        self.hashed = hashed
        self._wrong = 0
        self._locked_until = 0.0

    @property
    def is_set(self) -> bool:
        """Is there a PIN at all?"""
        return self.hashed is not None

    def locked_for(self, at: float) -> float:
        """Seconds until a PIN may be tried again; 0 if now."""
        return max(0.0, self._locked_until - at)

    def check(self, pin: str, at: float) -> bool:
        """Is this the PIN? Takes some 50 ms: argon2 is slow by intent."""
        if self.hashed is None or self.locked_for(at):
            return False
        if _matches(self.hashed, pin):
            self._wrong = 0
            return True
        self._wrong += 1
        if self._wrong >= ATTEMPTS:
            self._wrong = 0
            self._locked_until = at + LOCKED_SECONDS
        return False


def _matches(hashed: str, pin: str) -> bool:
    try:
        return PasswordHasher().verify(hashed, pin)
    except (VerificationError, InvalidHashError):
        return False
