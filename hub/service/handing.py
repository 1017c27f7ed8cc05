"""A message is handed over to another machine: what can become of it, and when to try again."""

from datetime import timedelta

# After the first failure, and the longest wait between two attempts.
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=30)


class NotSent(Exception):
    """The message did not leave, or was refused: it is tried again. Says why."""


class Refused(NotSent):
    """This message, or whom it is for, is refused for good: another attempt changes nothing."""


class Unclear(Exception):
    """The message was handed over and nobody said whether it was taken: it is not repeated."""


class LostTurn(Exception):
    """It must not be sent any more: another hub has taken over, or it is not wanted now."""


def wait(
    failures: int, first: timedelta = FIRST_WAIT, longest: timedelta = LONGEST_WAIT
) -> timedelta:
    """How long after so many failures, one after the other, the next attempt is made."""
    return min(first * (1 << min(failures - 1, 20)), longest)
