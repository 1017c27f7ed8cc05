"""JSON between the hub and its displays: publications, feeds, proofs of play, states of screens.

Apart from wire.py: to load what a programme is takes some 30 ms, which a kiosk has not to spare.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from hub.domain.signage.content import Feed
from hub.domain.signage.programme import Generation, Play
from hub.domain.site import Site
from hub.service.signage.wire import MOST_PLAYS, ScreenReport, ScreenSeen
from hub.shape import Shape

GENERATION = Shape(Generation)
SITE: Shape[Site | None] = Shape(Site | None)
FEEDS: Shape[Mapping[str, Feed]] = Shape(Mapping[str, Feed])
PLAYS: Shape[tuple[Play, ...]] = Shape(Annotated[tuple[Play, ...], Field(max_length=MOST_PLAYS)])
SCREEN_REPORT = Shape(ScreenReport)
SCREENS_SEEN = Shape(tuple[ScreenSeen, ...])
