"""Letters to visitors: kept until they are sent, sent once, and then forgotten.

A letter is in the database before `put` returns. Just before it could be taken by the server it
is noted as handed over; where nobody says what became of it then, it is not repeated. As soon as
a letter has left, or is not wanted any more, the address and the words are deleted; that there
was such a letter is remembered for a while, so that it is not put in again.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Condition
from typing import Literal, Protocol
from uuid import uuid4

from config.mailbox import is_mailbox
from hub.service.handing import LostTurn, NotSent, Refused, Unclear, wait

# After the first failure, and the longest wait: a notice is worth little when it is late.
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=5)
# How long one attempt takes at the longest before another hub may try, and after it was handed.
BEFORE, AFTER = timedelta(minutes=5), timedelta(minutes=30)
# A letter that was sent is known that long after its time.
REMEMBERED = timedelta(days=7)

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ID = re.compile(r"[A-Za-z0-9._-]{1,120}")
# Bytes of an address, a text and a calendar: far more than any of ours.
MOST_TO, MOST_TEXT, MOST_CALENDAR = 4_000, 20_000, 100_000

ChannelName = Literal["mail", "push"]
Method = Literal["", "REQUEST", "CANCEL", "PUBLISH"]


class LetterState(StrEnum):
    """Where a letter is. All but the first two are its end."""

    WAITING = "waiting"
    HANDING = "handing"
    SENT = "sent"
    UNCLEAR = "unclear"
    REFUSED = "refused"
    EXPIRED = "expired"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to one person. ValueError where a header could be forged with it.

    `id` makes putting it in idempotent; letters of a `topic` can be dropped together. `to` is a
    mail address, or a Web Push subscription in JSON. It is never sent after `not_after`.
    `calendar` is an iCalendar file that goes with a mail, `link` what a push notice opens.
    """

    id: str
    topic: str
    channel: ChannelName
    to: str
    subject: str
    text: str
    not_after: datetime
    calendar: bytes | None = None
    calendar_method: Method = ""
    link: str = ""

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id) or not _ID.fullmatch(self.topic):
            raise ValueError("a letter's id and topic are plain words")
        if any(_CONTROL.search(line) for line in (self.to, self.subject, self.link)):
            raise ValueError("a control character in a line of a letter")
        if self.channel == "mail" and not is_mailbox(self.to):
            raise ValueError("not a mail address")
        if max(len(self.to), len(self.subject), len(self.link)) > MOST_TO:
            raise ValueError("a line of a letter is too long")
        if len(self.text) > MOST_TEXT or len(self.calendar or b"") > MOST_CALENDAR:
            raise ValueError("a letter is too long")


@dataclass(frozen=True, slots=True)
class Held:
    """A letter that one thread of one hub has taken to send. `failures` so far."""

    letter: Letter
    holder: str
    failures: int


class LetterBook(Protocol):
    """The letters of one site. Every method may block, and may raise JournalFault."""

    def begin(self) -> None:
        """The hub starts. What another left in the middle is settled, if there can be no other."""

    def add(self, letters: Sequence[Letter], now: datetime) -> None:
        """Keep them; those whose id is known are left as they are."""

    def take(self, channel: str, now: datetime, until: datetime, holder: str) -> Held | None:
        """The letter that has waited longest of those that may be tried now."""

    def handing(self, held: Held, until: datetime) -> bool:
        """Note that it is being handed over; False where it was dropped or taken meanwhile."""

    def settle(self, held: Held, end: LetterState) -> None:
        """It has come to its end: forget the address and the words."""

    def again(self, held: Held, next_at: datetime) -> None:
        """It is tried again then, one failure more."""

    def drop(self, topic: str) -> None:
        """Forget what has not left of a topic, and every address in it."""

    def tidy(self, now: datetime, forget_before: datetime) -> None:
        """End what is past its time or was left in the middle; drop what was ended long ago."""

    def counts(self) -> Mapping[tuple[str, LetterState], int]:
        """Letters by channel and state."""

    def wipe(self) -> None:
        """Let nothing of what was deleted stay in the files."""


class Carrier(Protocol):
    """How letters of one channel leave. `carry` may block for minutes."""

    def carry(self, letter: Letter, now: datetime, handing: Callable[[], None]) -> None:
        """Send it; raises NotSent, Refused or Unclear. `handing` as hub.adapters.smtp.Postman."""


class Outbox:
    """Safe to use from several threads; every method may block, and may raise JournalFault."""

    def __init__(
        self, book: LetterBook, carriers: Mapping[str, Carrier], clock: Callable[[], datetime]
    ) -> None:
        self._book = book
        self._carriers = carriers
        self._clock = clock
        self._news = Condition()
        self._count = 0
        self._failing = Counter[str]()
        self._refused: list[Callable[[Letter], None]] = []

    @property
    def channels(self) -> tuple[str, ...]:
        """Those letters can be sent by."""
        return tuple(self._carriers)

    def carries(self, channel: str) -> bool:
        """Can letters of this channel be sent?"""
        return channel in self._carriers

    def begin(self) -> None:
        """Before anything is sent."""
        self._book.begin()

    def on_refused(self, listener: Callable[[Letter], None]) -> None:
        """Call `listener`, where letters are sent, with each that was refused for good."""
        self._refused.append(listener)

    def failing(self, channel: str) -> int:
        """Attempts that went wrong since the server of this channel last answered."""
        return self._failing[channel]

    def put(self, letters: Iterable[Letter]) -> None:
        """Durable when it returns. ValueError for a channel that there is not."""
        given = tuple(letters)
        if any(not self.carries(letter.channel) for letter in given):
            raise ValueError("no such channel")
        if given:
            self._book.add(given, self._clock())
            self._ring()

    def drop(self, topic: str) -> None:
        """Nothing more of this topic is sent, and no address of it is kept."""
        self._book.drop(topic)

    def counts(self) -> Mapping[tuple[str, LetterState], int]:
        """Letters by channel and state, of the last days."""
        return self._book.counts()

    def tidy(self) -> None:
        """End what is past its time, and forget what ended long ago."""
        now = self._clock()
        self._book.tidy(now, now - REMEMBERED)

    def wipe(self) -> None:
        """As LetterBook.wipe."""
        self._book.wipe()

    def seen(self) -> int:
        """A mark for `listen`: to be read before the look that finds nothing."""
        with self._news:
            return self._count

    def listen(self, seen: int, seconds: float) -> None:
        """Wait until something was put in after `seen`, or so long."""
        with self._news:
            self._news.wait_for(lambda: self._count != seen, seconds)

    def rouse(self) -> None:
        """Wake up all who listen."""
        self._ring()

    def send_one(self, channel: str) -> bool:
        """Send the next letter of a channel, if one is due; False where none is.

        Raises NotSent or Unclear after it was noted.
        """
        now = self._clock()
        held = self._book.take(channel, now, now + BEFORE, uuid4().hex)
        if held is None:
            return False
        try:
            self._carriers[channel].carry(held.letter, now, lambda: self._handing(held))
        except LostTurn:
            return True
        except Refused:
            self._failing[channel] = 0
            for listener in self._refused:
                listener(held.letter)
            self._book.settle(held, LetterState.REFUSED)
            raise
        except NotSent:
            self._failing[channel] += 1
            failures = held.failures + 1
            self._book.again(held, self._clock() + wait(failures, FIRST_WAIT, LONGEST_WAIT))
            raise
        except Unclear:
            self._failing[channel] += 1
            self._book.settle(held, LetterState.UNCLEAR)
            raise
        self._failing[channel] = 0
        self._book.settle(held, LetterState.SENT)
        return True

    def _handing(self, held: Held) -> None:
        now = self._clock()
        if now >= held.letter.not_after:
            self._book.settle(held, LetterState.EXPIRED)
            raise LostTurn
        if not self._book.handing(held, now + AFTER):
            raise LostTurn

    def _ring(self) -> None:
        with self._news:
            self._count += 1
            self._news.notify_all()
