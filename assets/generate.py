"""Write the QML theme and the style sheet from the one token file.

Run `python -m assets.generate` after a change of `tokens.json`; a test fails while the
committed files differ from what this writes.
"""

import json
from pathlib import Path
from typing import Any

from assets import path

_NOTE = "Written by assets/generate.py from assets/tokens.json: change that file instead."
_THEME = Path(__file__).resolve().parent.parent / "kiosk/shell/qml/Machiai/Shell/Theme.qml"

_Tokens = dict[str, Any]


def qml(tokens: _Tokens) -> str:
    """Return the QML singleton `Theme` (Machiai.Shell)."""
    colors = [_qml_color(tokens, name) for name in tokens["colors"]]
    sizes = [f"readonly property int {name}: {size}" for name, size in tokens["sizes"].items()]
    lines = [*_qml_states(tokens), "", *colors, "", *sizes]
    body = "\n".join(f"    {line}" if line else "" for line in lines)
    head = f"// {_NOTE}\npragma Singleton\n\nimport QtQuick\n\n"
    return f"{head}QtObject {{\n{body}\n}}\n"


def css(tokens: _Tokens) -> str:
    """Return the style sheet that declares every token as a custom property."""
    palette = [f"--{name}: {value};" for name, value in tokens["palette"].items()]
    standard = [f"--{_kebab(n)}: {_css_value(c['standard'])};" for n, c in tokens["colors"].items()]
    contrast = [f"--{_kebab(n)}: {_css_value(c['contrast'])};" for n, c in tokens["colors"].items()]
    sizes = [f"--{name}: {size};" for name, size in tokens["webSizes"].items()]
    return (
        f"/* {_NOTE} */\n"
        + _css_block(":root", palette + standard + sizes)
        + _css_block(':root[data-contrast="high"]', contrast)
    )


def _qml_states(tokens: _Tokens) -> list[str]:
    fonts = ", ".join(f'"{lang}": "{family}"' for lang, family in tokens["fonts"].items())
    return [
        "// Set by the terminal, and set back after every visitor.",
        "property bool highContrast: false",
        "property bool enlarged: false",
        "property bool reducedMotion: false",
        'property string language: "ja"',
        "// Device pixels a design pixel (1080 on the short side of the screen); set by Stage.",
        "property real unit: 1",
        "",
        f"readonly property real zoom: enlarged ? {tokens['enlargedZoom']} : 1",
        f"readonly property var families: ({{{fonts}}})",
        'readonly property string japaneseFamily: families["ja"]',
        "readonly property string family: families[language]",
    ]


def _qml_color(tokens: _Tokens, name: str) -> str:
    color, palette = tokens["colors"][name], tokens["palette"]
    standard, contrast = (palette.get(color[k], color[k]) for k in ("standard", "contrast"))
    chosen = (
        f'"{standard}"' if standard == contrast else f'highContrast ? "{contrast}" : "{standard}"'
    )
    return f"readonly property color {name}: {chosen}"


def _css_value(color: str) -> str:
    return color if color.startswith("#") else f"var(--{color})"


def _css_block(selector: str, lines: list[str]) -> str:
    return f"{selector} {{\n" + "".join(f"  {line}\n" for line in lines) + "}\n"


def _kebab(name: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name)


def outputs() -> dict[Path, str]:
    """Return what each generated file must hold."""
    tokens = json.loads(path("tokens.json").read_text(encoding="utf-8"))
    return {_THEME: qml(tokens), path("tokens.css"): css(tokens)}


if __name__ == "__main__":
    for file, text in outputs().items():
        file.write_text(text, encoding="utf-8", newline="\n")
