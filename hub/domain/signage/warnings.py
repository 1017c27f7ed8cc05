"""What a manager should know before publishing: what would be missing, unreadable or broken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from hub.domain.signage.content import Item, media_of
from hub.domain.signage.programme import Programme
from hub.domain.signage.publishing import PieceKind


class Code(StrEnum):
    """Stable codes; the words for them belong to the edges."""

    TEXT_TOO_SMALL = "text_too_small"
    LOW_CONTRAST = "low_contrast"
    IMAGE_TOO_SMALL = "image_too_small"
    UNPLAYABLE = "unplayable"
    EXPIRED = "expired"
    GAP = "gap"
    NOTHING_PLAYABLE = "nothing_playable"
    UNKNOWN_REFERENCE = "unknown_reference"
    BAD_RULE = "bad_rule"
    PROMISE_TOO_LARGE = "promise_too_large"
    TOO_LONG = "too_long"
    NEVER_OPEN = "never_open"


class Severity(StrEnum):
    """A fault keeps from publishing, a warning is shown beside the button."""

    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - hub.domain.signage.warnings.Warning: no other word is as plain
    """One thing to mend, or to know. `details` by name, for the words."""

    code: Code
    severity: Severity
    kind: PieceKind
    id: str
    details: Mapping[str, str] = field(default_factory=dict)


# How far ahead a schedule is looked through for gaps.
HORIZON = timedelta(days=7)


def warnings(
    programme: Programme,
    now: datetime,
    *,
    unplayable: Mapping[str, str] | None = None,
    sources: frozenset[str] = frozenset(),
    horizon: timedelta = HORIZON,
) -> tuple[Warning, ...]:
    """Everything to say about a programme before it is published, faults first.

    `unplayable`: digest -> reason, from decoding; `sources`: the ids of the settings' feeds.
    """
    found = [
        *_unknown_media(programme),
        *(w for item in programme.items.values() for w in _undecodable(item, unplayable or {})),
    ]
    return tuple(sorted(found, key=lambda warning: warning.severity is not Severity.FAULT))


def _unknown_media(programme: Programme) -> Iterator[Warning]:
    for item in programme.items.values():
        for digest in media_of(item.content):
            if digest not in programme.media:
                details = {"medium": digest}
                yield Warning(
                    Code.UNKNOWN_REFERENCE, Severity.FAULT, PieceKind.ITEM, item.id, details
                )


def _undecodable(item: Item, unplayable: Mapping[str, str]) -> Iterator[Warning]:
    for digest in media_of(item.content):
        if digest in unplayable:
            details = {"medium": digest, "reason": unplayable[digest]}
            yield Warning(Code.UNPLAYABLE, Severity.FAULT, PieceKind.ITEM, item.id, details)
