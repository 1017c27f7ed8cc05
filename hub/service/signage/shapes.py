"""JSON between the hub and its displays: publications, feeds, proofs of play, states of screens.

Apart from wire.py: making these takes some 30 ms, which a kiosk's start has not to spare.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, TypeAdapter

from hub.domain.signage.content import Feed
from hub.domain.signage.programme import Generation, Play
from hub.service.signage.wire import MOST_PLAYS, ScreenReport, ScreenSeen

GENERATION = TypeAdapter(Generation)
FEEDS: TypeAdapter[Mapping[str, Feed]] = TypeAdapter(Mapping[str, Feed])
PLAYS = TypeAdapter(Annotated[tuple[Play, ...], Field(max_length=MOST_PLAYS)])
SCREEN_REPORT = TypeAdapter(ScreenReport)
SCREENS_SEEN = TypeAdapter(tuple[ScreenSeen, ...])
