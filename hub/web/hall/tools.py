"""What the pages of figures stand on."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hub.service.figures.report import Report
from hub.service.figures.statistics import Statistics
from hub.service.figures.tables import Discretion, Goal, Table
from hub.service.survey import Count

# The counts of the survey from a day to before another.
Answers = Callable[[date, date], Awaitable[Sequence[Count]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTools:
    """`workbook` and `paper` block. `opens_codes`: is the desk at this hub?

    `from_outside`: can numbers be taken by phone without being at the hall?
    """

    statistics: Statistics
    goals: tuple[Goal, ...]
    discretion: Discretion
    answers: Answers | None
    opens_codes: bool
    from_outside: bool
    workbook: Callable[[Sequence[Table]], bytes]
    paper: Callable[[Report], bytes]
