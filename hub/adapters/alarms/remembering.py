"""Fetch only what has changed since a source was last read, and what it lists once."""

import json
from collections.abc import Mapping
from datetime import datetime

from hub.adapters.fetching import FetchFault, Limits, Validators, fetch
from hub.service.alarms.ports import Mark, NotRead

# How often a document that cannot be had is tried before it is left alone.
TRIES = 5


def fetched(
    url: str,
    limits: Limits,
    known: Mapping[str, Mark],
    marks: dict[str, Mark],
    now: datetime,
) -> bytes | None:
    """The document, or None where it is as it was. What to ask with next goes to `marks`.

    Raises NotRead.
    """
    name = f"seen:{url}"
    said = json.loads(known[name].body) if name in known else {}
    try:
        found = fetch(url, limits, Validators(**said))
    except FetchFault as fault:
        raise NotRead(f"{url[:200]}: {fault}") from fault
    if found.body is None:
        marks[name] = Mark(now, known[name].body) if name in known else Mark(now, "{}")
        return None
    asked = {"etag": found.validators.etag, "modified": found.validators.modified}
    marks[name] = Mark(now, json.dumps(asked))
    return found.body


def is_read(url: str, known: Mapping[str, Mark]) -> bool:
    """Was this document had already, or left alone?"""
    return f"url:{url}" in known


def linked(
    url: str,
    limits: Limits,
    known: Mapping[str, Mark],
    marks: dict[str, Mark],
    now: datetime,
) -> bytes | None:
    """A document that a list names, which does not change; None where it cannot be had now.

    It must not keep the others from being read: the list is read again next time, and after some
    tries the document is left alone.
    """
    failed = f"failed:{url}"
    try:
        body = fetch(url, limits).body or b""
    except FetchFault:
        tries = int(known[failed].body) + 1 if failed in known else 1
        if tries < TRIES:
            marks[failed] = Mark(now, str(tries))
            for name in [name for name in marks if name.startswith("seen:")]:
                del marks[name]
            return None
        body = b""
    marks[f"url:{url}"] = Mark(now)
    return body
