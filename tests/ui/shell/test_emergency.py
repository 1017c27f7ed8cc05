"""The layer of an emergency: whole words in every language, nothing touched below, no empty box."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from assets.words import LANGUAGES, Words, load
from hub.domain.alerts import Alert, Calls, Status, covers_display, covers_kiosk
from kiosk.shell.emergency import NOTHING, Manner, Panel, panel
from tests.ui.qml import Screen, clipped

STAND = Path(__file__).with_name("EmergencyStand.qml")
# Half a panel: the same page, drawn four times as fast.
SMALL = (540, 960)
NOW = datetime(2026, 11, 22, 1, 15, tzinfo=UTC)

FIRE = Alert(
    "1",
    "staff",
    Status.ACTUAL,
    {
        "ja": "2階で火災が発生しました",
        "ja-easy": "2{階|かい}で {火事|かじ}です",
        "en": "Fire on the second floor",
        "vi": "Cháy ở tầng hai",
        "ne": "दोस्रो तलामा आगलागी",
    },
    NOW,
    NOW,
    instruction={
        "ja": "係員の案内にしたがって、階段で1階正面玄関から外へ出てください。"
        "エレベーターは使わないでください。",
        "ja-easy": "{係|かかり}の {人|ひと}と いっしょに、{階段|かいだん}で {外|そと}へ "
        "{出|で}てください。エレベーターは {使|つか}わないで ください。",
        "en": "Follow the staff. Use the stairs and leave by the main entrance on the first floor. "
        "Do not use the lifts.",
        "vi": "Hãy làm theo hướng dẫn của nhân viên, dùng cầu thang bộ và ra bằng cửa chính.",
        "ne": "कर्मचारीको निर्देशन पालना गर्नुहोस् र सिँढीबाट बाहिर निस्कनुहोस्।",
    },
    area={"ja": "本庁舎", "en": "Main building"},
    calls=Calls.STOP,
)
RAIN = Alert(
    "2",
    "jma",
    Status.ACTUAL,
    {"ja": "待合市に土砂災害危険警報が出ています"},
    NOW,
    NOW,
    instruction={"ja": "がけや川の近くから離れ、あすなろ公民館などの避難所へ移動してください。"},
    area={"ja": "待合市全域"},
    level=4,
)
ADVICE = replace(
    RAIN, id="3", level=2, headline={"ja": "待合市に大雨注意報が出ています"}, area=None
)
DRILL = replace(RAIN, id="4", status=Status.EXERCISE)


@lru_cache
def words(language: str) -> Words:
    return load(language, "emergency")


def manner(covers: Callable[[Alert], bool], first: str = "ja", *others: str) -> Manner:
    return Manner("Asia/Tokyo", others or ("ja", "en"), words, covers, first)


def display(*alerts: Alert, languages: tuple[str, ...] = ("ja", "en")) -> Panel:
    return panel(alerts, manner(covers_display, "ja", *languages), NOW, frozenset())


def kiosk(*alerts: Alert, language: str = "ja") -> Panel:
    return panel(alerts, manner(covers_kiosk, language), NOW, frozenset())


def put(screen: Screen, shown: Panel, **properties: object) -> None:
    for name, value in {"panel": asdict(shown), **properties}.items():
        screen.window.setProperty(name, value)


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)], ids=["portrait", "landscape"])
def test_every_emergency_is_shown_whole(
    show: "type[Screen]", tmp_path: Path, size: tuple[int, int]
) -> None:
    screen = show(STAND, {}, size=size)
    for name, shown, more in (
        ("fire", display(FIRE, ADVICE), {}),
        ("calls", display(RAIN), {"hasCalls": True}),
        ("drill", display(DRILL), {"hasCalls": True}),
        ("advice", display(ADVICE), {"low": True}),
        ("read", kiosk(DRILL), {"readText": words("ja").text("emergency.read"), "low": False}),
        (
            "easy",
            kiosk(FIRE, language="ja-easy"),
            {"note": words("ja-easy").text("emergency.stopped")},
        ),
    ):
        put(screen, shown, **more)
        screen.grab(tmp_path / f"{name}.png")
        assert clipped(screen) == [], name


def test_every_language_fits_beside_the_japanese(show: "type[Screen]", tmp_path: Path) -> None:
    screen = show(STAND, {}, size=SMALL)
    for language in LANGUAGES:
        for shown in (display(DRILL, languages=("ja", language)), kiosk(RAIN, language=language)):
            put(screen, shown, hasCalls=True)
            screen.grab(tmp_path / f"{language}-{shown.drill}.png")
            assert clipped(screen) == [], language


def test_a_kiosk_shows_it_large_and_in_high_contrast_too(
    show: "type[Screen]", tmp_path: Path
) -> None:
    screen = show(STAND, {"large": True, "contrast": True}, size=SMALL)
    for language in ("ja", "ja-easy", "ne", "vi"):
        own = words(language)
        note, read = own.text("emergency.stopped"), own.text("emergency.read")
        for alert in (FIRE, DRILL):
            put(screen, kiosk(alert, language=language), note=note, readText=read)
            screen.grab(tmp_path / f"{language}-{alert.id}.png")
            assert clipped(screen) == [], language


def test_nothing_is_drawn_without_an_emergency_and_what_is_below_can_be_touched(
    show: "type[Screen]",
) -> None:
    screen = show(STAND, {}, size=(1080, 1920))
    put(screen, NOTHING)
    assert not screen.find("emergency").isVisible()
    screen.click("below")
    assert screen.window.property("below") == 1
    put(screen, kiosk(FIRE))
    QTest.mouseClick(screen.window, Qt.MouseButton.LeftButton, pos=QPoint(500, 1700))
    assert screen.window.property("below") == 1


def test_a_band_leaves_the_rest_to_touch_and_is_put_away(show: "type[Screen]") -> None:
    screen = show(STAND, {}, size=(1080, 1920))
    put(screen, kiosk(ADVICE), readText="読みました")
    QTest.mouseClick(screen.window, Qt.MouseButton.LeftButton, pos=QPoint(500, 1700))
    assert screen.window.property("below") == 1
    screen.wait("emergency-read")
    screen.click("emergency-read")
    assert screen.window.property("reads") == 1
