"""What a mail address is, in settings and in what visitors write."""

import re

# As much of RFC 5321's mailbox as mail servers of offices use; no name, no comment.
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


def is_mailbox(text: str) -> bool:
    """Is it one plain address, and nothing that a mail's header could be made of?"""
    return len(text) <= 254 and _MAILBOX.fullmatch(text) is not None
