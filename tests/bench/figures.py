"""A measured figure beside its aim."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`aim` is the bound that `value` must keep: at most, or at least where `more_is_better`.

    Without an aim the figure is there to compare others with.
    """

    name: str
    value: float
    unit: str
    aim: float | None = None
    more_is_better: bool = False

    @property
    def holds(self) -> bool:
        if self.aim is None:
            return True
        return self.value >= self.aim if self.more_is_better else self.value <= self.aim

    def as_dict(self) -> dict[str, object]:
        return asdict(self) | {"holds": self.holds}


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(figures: Iterable[Figure]) -> str:
    """Markdown for the README."""
    lines = ["| figure | measured | aim |", "|---|---|---|"]
    for figure in figures:
        mark = "" if figure.holds else " ✗"
        value = f"{figure.value:,.0f}" if figure.value >= 100 else f"{figure.value:.3g}"
        lines.append(f"| {figure.name} | {value} {figure.unit}{mark} | {_aim(figure)} |")
    return "\n".join(lines)


def _aim(figure: Figure) -> str:
    if figure.aim is None:
        return "–"
    return f"{'≥' if figure.more_is_better else '≤'} {figure.aim:,g} {figure.unit}"
