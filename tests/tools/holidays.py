"""Write down the national holidays of the years in which a hub may run.

    python -m tests.tools.holidays

A test fails while the file has others than the jpholiday of uv.lock: after an upgrade that knows
a new law, run this again.
"""

import json
import sys

import jpholiday

import assets

FILE = assets.path("holidays.json")
YEARS = range(2025, 2041)


def fresh() -> str:
    """The file as it should be: one line a year."""
    lines = (f'"{year}": {json.dumps(_days(year), ensure_ascii=False)}' for year in YEARS)
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _days(year: int) -> dict[str, str]:
    return {f"{day:%m-%d}": name for day, name in jpholiday.year_holidays(year)}


if __name__ == "__main__":
    FILE.write_text(fresh(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{FILE}\n")
