"""Words of strangers as plain text for a screen."""

import html

import nh3

# What programs write where they had nothing to write.
_NOTHING = frozenset({"", "null", "none", "undefined", "nan", "nil", "n/a", "[object object]"})
# Characters of markup that are looked at: enough for any title.
_MOST_MARKUP = 20_000


def plain(markup: object, most: int) -> str:
    """At most so many characters in one line, without markup; "" where nothing is said."""
    text = html.unescape(nh3.clean(str(markup or "")[:_MOST_MARKUP], tags=set()))
    # Controls draw nothing, or turn the line around (U+202E).
    shown = (sign if sign.isprintable() else " " for sign in text)
    line = " ".join("".join(shown).split())
    if line.lower() in _NOTHING:
        return ""
    return line if len(line) <= most else line[: most - 1] + "…"


def web_address(link: object) -> str:
    """An https address, or "": nothing else is made into a code for visitors' phones."""
    text = str(link or "").strip()
    usable = text.lower().startswith("https://") and len(text) <= 500 and text.isascii()
    return text if usable and not any(sign.isspace() for sign in text) else ""
