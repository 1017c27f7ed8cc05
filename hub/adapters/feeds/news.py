"""RSS and Atom: the headlines of a city's pages."""

from calendar import timegm
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from hub.adapters.feeds.cleaning import plain, web_address
from hub.domain.signage.content import Headline
from hub.service.feeding import BadFeed

# More than a screen will ever show; and characters of a headline.
MOST, LENGTH = 30, 100


def headlines(body: bytes, media_type: str) -> tuple[Headline, ...]:
    """The entries in the feed's order, those without words left out. Raises BadFeed."""
    _refuse_document_types(body)
    headers = {"content-type": media_type} if media_type else {}
    # A stream: bytes could be taken for the name of a file.
    found: Any = feedparser.parse(BytesIO(body), response_headers=headers)
    if not found.get("version"):
        raise BadFeed("neither RSS nor Atom")
    listed = (_headline(entry) for entry in found.entries[: 4 * MOST])
    return tuple(filter(None, listed))[:MOST]


def _refuse_document_types(body: bytes) -> None:
    """What is not well-formed is left to feedparser, which mends it and expands no entities."""
    try:
        fromstring(body, forbid_dtd=True)
    except DefusedXmlException as error:
        raise BadFeed(type(error).__name__) from error
    except (ParseError, ValueError, LookupError):
        return


def _headline(entry: Any) -> Headline | None:
    title = plain(entry.get("title"), LENGTH)
    if not title:
        return None
    at = _instant(entry.get("published_parsed") or entry.get("updated_parsed"))
    return Headline(title, at, web_address(entry.get("link")))


def _instant(parsed: struct_time | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None
