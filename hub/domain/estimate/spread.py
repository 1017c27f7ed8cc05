"""From a mean and a variance to the range that 8 visits in 10 fall into."""

from dataclasses import dataclass
from math import sqrt

PROBABILITY = 0.8
# The standard normal distribution's 10th percentile, with its sign changed.
TENTH = 1.2816


@dataclass(frozen=True, slots=True)
class Estimate:
    """Minutes until the call: the mean, and the range of probability `PROBABILITY`."""

    middle: float
    low: float
    high: float


AT_ONCE = Estimate(0.0, 0.0, 0.0)


def estimate(mean: float, variance: float) -> Estimate:
    """A wait is never negative and its long side is the late one: a gamma distribution.

    Its percentiles by E. B. Wilson and M. M. Hilferty (1931): the cube root is nearly normal.
    """
    if mean <= 0:
        return AT_ONCE
    shape = mean * mean / variance if variance > 0 else 1e6
    ninth = 1 / (9 * shape)
    low, high = (
        mean * max(0.0, 1 - ninth + side * TENTH * sqrt(ninth)) ** 3 for side in (-1.0, 1.0)
    )
    return Estimate(mean, min(low, mean), max(high, mean))
