"""Write the tables of settings into config/SETTINGS.md and FORMS.md, and the schema for editors.

    python -m tests.tools.references

A table stands between marks such as `<!-- settings -->` and `<!-- /settings -->`. A test fails
while a file has another one than the schema of the settings gives.
"""

import sys
from pathlib import Path

from config.describe import markdown
from config.forms.describe import reference, schema_file

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "config" / "SETTINGS.md"
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


def fresh() -> dict[Path, str]:
    """The files as they should be."""
    return {
        SETTINGS: filled(SETTINGS.read_text(encoding="utf-8"), "settings", markdown()),
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
