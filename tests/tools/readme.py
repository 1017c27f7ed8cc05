"""Write the tables of settings into the README and config/FORMS.md, and the schema for editors.

    python -m tests.tools.readme

A table stands between marks such as `<!-- settings -->` and `<!-- /settings -->`. A test fails
while a file has another one than the schema of the settings gives.
"""

import sys
from pathlib import Path

from config.describe import markdown
from config.forms.describe import reference, schema_file

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
FORMS = ROOT / "config" / "FORMS.md"
SCHEMA = ROOT / "config" / "forms.schema.json"


def filled(text: str, name: str, content: str) -> str:
    """`text` with `content` between the marks of `name`; ValueError where they do not stand."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    head, found, rest = text.partition(begin)
    _, closed, tail = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"no {begin} … {end}")
    return f"{head}{begin}\n\n{content.strip()}\n\n{end}{tail}"


def refreshed(text: str) -> str:
    """The README with the settings as they are."""
    return filled(text, "settings", markdown())


def fresh() -> dict[Path, str]:
    """The files as they should be."""
    return {
        README: refreshed(README.read_text(encoding="utf-8")),
        FORMS: filled(FORMS.read_text(encoding="utf-8"), "reference", reference()),
        SCHEMA: schema_file(),
    }


def main() -> int:
    """Rewrite the files that are stale."""
    for file, new in fresh().items():
        stale = not file.exists() or file.read_text(encoding="utf-8") != new
        if stale:
            file.write_text(new, encoding="utf-8")
        print(f"{file.name}: {'written anew' if stale else 'already right'}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
