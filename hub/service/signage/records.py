"""JSON as the hub keeps it, and as it is written out and brought in."""

from hub.domain.signage.content import Feed, Medium
from hub.domain.signage.programme import Programme
from hub.domain.signage.publishing import Piece
from hub.shape import Shape

PIECE = Shape(Piece)
PROGRAMME = Shape(Programme)
MEDIUM = Shape(Medium)
FEED = Shape(Feed)
