"""What the terminals and the web pages show: fonts, icons, sounds, words and design tokens.

Data only. `licences/` holds the licence of everything that is not our own.
"""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Return the absolute path of an asset, as in `path("icons", "map.svg")`."""
    return _ROOT.joinpath(*parts)
