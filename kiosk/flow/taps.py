"""Two habits of fingers that the screen machine must not see: the double tap, and staff's pattern.

Neither is kept with the visit, because neither belongs to a visitor.
"""

# A tap this soon after a change of screen was meant for the screen before. A double click is
# two taps within 0.5 s on most systems; people who tap twice do so within 0.3 s.
SETTLE = 0.35

# Left and right ends of the header in turn, twice, within this many seconds.
PATTERN = "LRLR"
PATTERN_SECONDS = 5.0

Presses = tuple[tuple[str, float], ...]


def is_stray(changed_at: float, at: float, settle: float = SETTLE) -> bool:
    """Was this tap meant for the screen before the one that came at `changed_at`?"""
    return at - changed_at < settle


def pressed(presses: Presses, side: str, at: float) -> tuple[Presses, bool]:
    """The header's presses that still count with this one, and whether they are the pattern."""
    recent = tuple(press for press in presses if at - press[1] < PATTERN_SECONDS)
    recent = (*recent, (side, at))[-len(PATTERN) :]
    if "".join(side for side, _ in recent) == PATTERN:
        return (), True
    return recent, False
