"""Where the fonts of a ticket lie on Debian, Ubuntu and Windows."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from devices.printers.fonts import Face, Fonts

LATIN_LANGUAGES = ("en", "vi", "pt", "fil")

# Index of a face in Noto Sans CJK's collection (Debian fonts-noto-cjk 20220127).
_NOTO_CJK_INDEX = {"ja": 0, "ko": 1, "zh-Hans": 2, "zh-Hant": 3}

# Windows 10 and 11 bring these along: (regular, bold).
_WINDOWS = {
    "ja": ("YuGothM.ttc", "YuGothB.ttc"),
    "ko": ("malgun.ttf", "malgunbd.ttf"),
    "zh-Hans": ("msyh.ttc", "msyhbd.ttc"),
    "zh-Hant": ("msjh.ttc", "msjhbd.ttc"),
}


def find_fonts(bundled: Path) -> Fonts:
    """The fonts for a ticket: those bundled in a folder, and the system's for what they lack.

    Raises FileNotFoundError, naming the folder, where not even the bundled ones are there.
    """
    return Fonts(
        regular=_order(bundled, bold=False),
        bold=_order(bundled, bold=True),
        regular_first=_by_language(bundled, bold=False),
        bold_first=_by_language(bundled, bold=True),
    )


def _order(bundled: Path, *, bold: bool) -> tuple[Face, ...]:
    weight = "Bold" if bold else "Regular"
    names = ("BIZUDPGothic", "NotoSans", "NotoSansDevanagari")
    own = _present(Face(bundled / f"{name}-{weight}.ttf") for name in names)
    if not own:
        raise FileNotFoundError(f"no ticket fonts (BIZUDPGothic-{weight}.ttf ...) in {bundled}")
    return own + tuple(face for lang in _NOTO_CJK_INDEX for face in _system(lang, bold=bold))


def _by_language(bundled: Path, *, bold: bool) -> dict[str, tuple[Face, ...]]:
    """Chinese and Korean forms of characters that Japanese shares; one face for accents."""
    weight = "Bold" if bold else "Regular"
    latin = _present((Face(bundled / f"NotoSans-{weight}.ttf"),))
    nepali = _present((Face(bundled / f"NotoSansDevanagari-{weight}.ttf"),))
    own_forms = {lang: _system(lang, bold=bold) for lang in ("ko", "zh-Hans", "zh-Hant")}
    return {**own_forms, **dict.fromkeys(LATIN_LANGUAGES, latin), "ne": nepali + latin}


def _system(language: str, *, bold: bool) -> tuple[Face, ...]:
    weight = "Bold" if bold else "Regular"
    noto = Path("/usr/share/fonts/opentype/noto") / f"NotoSansCJK-{weight}.ttc"
    windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts" / _WINDOWS[language][bold]
    return _present((Face(noto, _NOTO_CJK_INDEX[language]), Face(windows)))


def _present(faces: Iterable[Face]) -> tuple[Face, ...]:
    return tuple(face for face in faces if face.path.is_file())
