"""Every text colour of the theme on every ground it is used on: WCAG 2.2 SC 1.4.3 and 1.4.11."""

import json

import pytest

import assets

TOKENS = json.loads(assets.path("tokens.json").read_text(encoding="utf-8"))
TEXT, GRAPHIC = 4.5, 3.0
PAIRS = [
    ("heading", "background", TEXT),
    ("heading", "surface", TEXT),
    ("heading", "primarySoft", TEXT),
    ("text", "background", TEXT),
    ("text", "surface", TEXT),
    ("textMuted", "background", TEXT),
    ("textMuted", "surface", TEXT),
    ("textMuted", "surfaceSunken", TEXT),
    ("primary", "surface", TEXT),
    ("primary", "background", TEXT),
    ("primary", "primarySoft", TEXT),
    ("primaryInk", "primary", TEXT),
    ("primaryInk", "primaryHover", TEXT),
    ("primaryInk", "primaryPressed", TEXT),
    ("primaryInk", "primaryTile", GRAPHIC),
    ("primaryInkMuted", "primary", TEXT),
    ("successText", "background", TEXT),
    ("successText", "surface", TEXT),
    ("successText", "successSoft", TEXT),
    ("success", "surface", GRAPHIC),
    ("error", "surface", GRAPHIC),
    ("errorText", "surface", TEXT),
    ("errorText", "errorSoft", TEXT),
    ("warningText", "surface", TEXT),
    ("caution", "surface", GRAPHIC),
    ("cautionText", "surface", TEXT),
    ("cautionText", "cautionSoft", TEXT),
    ("disabledText", "disabledSurface", TEXT),
    ("disabledText", "disabledBadge", TEXT),
    ("surface", "disabledTile", GRAPHIC),
    ("boardText", "board", TEXT),
    ("boardMuted", "board", TEXT),
    ("boardText", "boardReady", TEXT),
    ("tickerText", "ticker", TEXT),
    ("boardText", "level0", TEXT),
    ("ticker", "level1", TEXT),
    ("ticker", "level2", TEXT),
    # The Cabinet Office's red; words on it are large (SC 1.4.3).
    ("boardText", "level3", GRAPHIC),
    ("boardText", "level4", TEXT),
    ("boardText", "level5", TEXT),
    ("ticker", "focusOuter", TEXT),
]


def _color(name: str, look: str) -> tuple[float, float, float]:
    value = TOKENS["colors"][name][look]
    hexa = TOKENS["palette"].get(value, value).lstrip("#")
    red, green, blue = (int(hexa[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def _luminance(color: tuple[float, float, float]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str, look: str) -> float:
    low, high = sorted(_luminance(_color(name, look)) for name in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_ink_stands_out(ink: str, ground: str, least: float) -> None:
    assert contrast(ink, ground, "standard") >= least


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_ink_stands_out_far_more_in_high_contrast(ink: str, ground: str, least: float) -> None:
    enhanced = {TEXT: 7.0, GRAPHIC: TEXT}  # SC 1.4.6
    assert contrast(ink, ground, "contrast") >= enhanced[least]


def test_the_levels_of_warning_have_the_colours_that_the_cabinet_office_tested() -> None:
    # 避難情報に関するガイドライン（内閣府）, 警戒レベルの配色: R, G, B of levels 2 to 5.
    tested = [(242, 231, 0), (255, 40, 0), (170, 0, 170), (12, 0, 12)]
    shown = [TOKENS["palette"][f"level-{level}"] for level in range(2, 6)]
    assert shown == ["#{:02x}{:02x}{:02x}".format(*each) for each in tested]
