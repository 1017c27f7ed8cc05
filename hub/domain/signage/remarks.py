"""What can be said about a programme before it is published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hub.domain.signage.publishing import PieceKind


class Code(StrEnum):
    """Stable codes; the words for them belong to the edges. Beside each, its details."""

    # Both: language, height (percent of the screen's shorter side), layout, zone
    TEXT_CUT = "text_cut"
    TEXT_TOO_SMALL = "text_too_small"
    # contrast
    LOW_CONTRAST = "low_contrast"
    # scale (times its pixels), layout, zone
    IMAGE_TOO_SMALL = "image_too_small"
    # medium, reason
    UNPLAYABLE = "unplayable"
    # since (ISO 8601); of a playlist's entry: item
    EXPIRED = "expired"
    # of a playlist's entry: item
    NEVER_OPEN = "never_open"
    # zone, begins, ends (ISO 8601, the first gap), gaps (how many)
    GAP = "gap"
    # of a screen: zone
    NOTHING_PLAYABLE = "nothing_playable"
    # one of medium, source, item, layout, zone, playlist, screen
    UNKNOWN_REFERENCE = "unknown_reference"
    # rule, reason (a code of BadRule), part
    BAD_RULE = "bad_rule"
    # screen, needed, share (both percent of time)
    PROMISE_TOO_LARGE = "promise_too_large"
    # minutes: longer than the hour in which it has to find its place
    TOO_LONG = "too_long"


class Severity(StrEnum):
    """A fault keeps from publishing, a warning is shown beside the button."""

    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend, or to know, about the piece `id`. `details` by name, for the words."""

    code: Code
    severity: Severity
    kind: PieceKind
    id: str
    details: Mapping[str, str] = field(default_factory=dict)
