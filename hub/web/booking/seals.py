"""Forms that only we can have made, a moment ago: against robots and against sending twice.

A form carries an id, the second it was made in, and a code over both (HMAC, RFC 2104). The id
becomes that of the appointment, so a form that is sent twice books once.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import uuid4

# Nobody reads and presses faster; whoever takes longer is asked once more.
QUICKEST, LONGEST = timedelta(seconds=2), timedelta(minutes=30)

_FORM = re.compile(r"([0-9a-f]{32})\.(\d{1,12})\.([0-9a-f]{64})")


class Age(StrEnum):
    """What a form's seal says."""

    GOOD = "good"
    TOO_QUICK = "too_quick"
    EXPIRED = "expired"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class Seal:
    """`id` is the form's, 32 hex digits; empty in a forged one. `text` as it was read."""

    id: str
    age: Age
    text: str


@dataclass(frozen=True, slots=True)
class Sealer:
    """`key`: 32 bytes that only the hubs of this site know."""

    key: bytes

    def make(self, now: datetime, form: str = "") -> str:
        """A new form's seal; with `form`, one for the same appointment."""
        name, second = form or uuid4().hex, str(int(now.timestamp()))
        return f"{name}.{second}.{self._code(name, second)}"

    def fresh(self, now: datetime) -> Seal:
        """Of a form that is made now."""
        return self.read(self.make(now), now)

    def renewed(self, seal: Seal, now: datetime) -> str:
        """What the same form carries when it is shown again: a new seal where it had run out."""
        return self.make(now, seal.id) if seal.age is Age.EXPIRED else seal.text

    def read(self, text: str, now: datetime) -> Seal:
        """Whose it is, and whether it may be taken now."""
        found = _FORM.fullmatch(text)
        if found is None or not hmac.compare_digest(self._code(found[1], found[2]), found[3]):
            return Seal("", Age.FORGED, "")
        passed = now.timestamp() - int(found[2])
        if passed > LONGEST.total_seconds():
            return Seal(found[1], Age.EXPIRED, text)
        age = Age.TOO_QUICK if passed < QUICKEST.total_seconds() else Age.GOOD
        return Seal(found[1], age, text)

    def _code(self, name: str, second: str) -> str:
        return hmac.new(self.key, f"form {name} {second}".encode(), sha256).hexdigest()
