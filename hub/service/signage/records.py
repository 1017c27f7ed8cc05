"""JSON as the hub keeps it, and as it is written out and brought in."""

from pydantic import TypeAdapter

from hub.domain.signage.content import Feed, Medium
from hub.domain.signage.programme import Programme
from hub.domain.signage.publishing import Piece

PIECE = TypeAdapter(Piece)
PROGRAMME = TypeAdapter(Programme)
MEDIUM = TypeAdapter(Medium)
FEED = TypeAdapter(Feed)
