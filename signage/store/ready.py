"""What the store hands to the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hub.domain.signage.content import Playable
from hub.domain.signage.programme import Generation


@dataclass(frozen=True, slots=True)
class Ready:
    """A publication that can be shown now, whole: posted to the screen when it changes.

    `playable` has the digests whose files were verified, and the feeds as last known; `files`
    are those files by digest. They stay on the disk until well after the next Ready.
    """

    generation: Generation
    playable: Playable
    files: Mapping[str, Path] = field(default_factory=dict)
