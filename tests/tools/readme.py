"""Write the table of settings into the README.

    python -m tests.tools.readme

The table stands between the marks `<!-- settings -->` and `<!-- /settings -->`. A test fails
while the README has another one than the schema of the settings gives.
"""

import sys
from pathlib import Path

from config.describe import markdown

README = Path(__file__).resolve().parents[2] / "README.md"


def filled(text: str, name: str, content: str) -> str:
    """`text` with `content` between the marks of `name`; ValueError where they do not stand."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    head, found, rest = text.partition(begin)
    _, closed, tail = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"README: no {begin} … {end}")
    return f"{head}{begin}\n\n{content.strip()}\n\n{end}{tail}"


def refreshed(text: str) -> str:
    """The README with the settings as they are."""
    return filled(text, "settings", markdown())


def main() -> int:
    """Rewrite the README where it is stale."""
    old = README.read_text(encoding="utf-8")
    new = refreshed(old)
    if new != old:
        README.write_text(new, encoding="utf-8")
    print("README.md: already right." if new == old else "README.md: written anew.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
