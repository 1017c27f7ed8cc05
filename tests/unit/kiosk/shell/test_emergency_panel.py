"""What the emergency layer says: the most pressing, in languages that take turns by the clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from assets.words import LANGUAGES, Words, load, plain
from hub.domain.alerts import Alert, Calls, Status, covers_display, covers_kiosk
from kiosk.shell import emergency
from kiosk.shell.emergency import LEAST_APART, NOTHING, TURN, Manner, Panel, Steady, panel, until
from tests.unit.hub.domain.test_raising import ALERTS

# A turn of the languages begins here.
NOW = datetime.fromtimestamp(1_795_000_000 // 10 * 10, UTC)
NOBODY: frozenset[tuple[str, datetime]] = frozenset()
FIRE = Alert("fire", "staff", Status.ACTUAL, {"ja": "火災です", "en": "Fire"}, NOW, NOW)
LEVEL = replace(FIRE, id="level", headline={"ja": "避難指示です"}, level=4)


@lru_cache
def words(language: str) -> Words:
    return load(language, "emergency")


def manner(*languages: str, first: str = "ja") -> Manner:
    return Manner("Asia/Tokyo", languages or ("ja", "en"), words, covers_display, first)


def test_languages_of_the_alert_take_turns_beside_the_japanese() -> None:
    alert = replace(FIRE, headline=dict.fromkeys(("ja", "ja-easy", "en", "ko", "ne"), "x"))
    shown = manner("ja", "ja-easy", "en", "vi", "ko")
    turns = [panel([alert], shown, NOW + count * TURN, NOBODY) for count in range(6)]
    assert {turn.first.language for turn in turns} == {"ja"}
    beside = [turn.second.language for turn in turns if turn.second]
    assert set(beside) == {"ja-easy", "en", "ko"}, "those of the site that the alert speaks"
    assert beside[:3] == beside[3:]
    assert panel([alert], shown, NOW + TURN / 2, NOBODY) == turns[0]
    assert until([alert], shown, NOW) == NOW + TURN


def test_who_chose_a_language_has_it_first_and_the_japanese_beside_it() -> None:
    made = panel([FIRE], manner(first="en"), NOW, NOBODY)
    assert made.second is not None
    assert (made.first.headline, made.second.language) == ("Fire", "ja")
    assert until([FIRE], manner(first="en"), NOW) is None


def test_from_level_3_on_everybody_reads_what_to_do_though_nobody_translated_it() -> None:
    made = panel([LEVEL], manner("ja", "vi", first="vi"), NOW, NOBODY)
    assert made.first.headline == words("vi").text("emergency.level.4")
    japanese = panel([LEVEL], manner("ja"), NOW, NOBODY)
    assert plain(japanese.first.instruction).replace("\u2060", "") == "危険な場所から、全員避難"
    below = panel([replace(LEVEL, level=0)], manner("ja", "vi", first="vi"), NOW, NOBODY)
    assert below.first.language == "ja", "rather than nothing"


def test_others_are_named_in_a_line_each_drills_as_drills() -> None:
    drill = replace(LEVEL, id="drill", status=Status.EXERCISE)
    made = panel([FIRE, LEVEL, drill, replace(drill, id="more")], manner(), NOW, NOBODY)
    lines = made.others.replace("\u2060", "").split("\n")
    assert made.alert == "level"
    assert lines == ["火災です", "【訓練】 【警戒レベル4】 避難指示です"]


def test_a_drill_says_so_in_both_languages() -> None:
    made = panel([replace(FIRE, status=Status.EXERCISE)], manner(), NOW, NOBODY)
    assert made.second is not None
    assert made.drill
    assert (made.first.drill, made.second.drill) == ("訓練", "DRILL")


def test_what_was_read_is_away_until_it_changes_but_what_covers_stays() -> None:
    kiosk = replace(manner(), covers=covers_kiosk)
    read = frozenset({("fire", NOW), ("level", NOW)})
    assert panel([FIRE], kiosk, NOW, read) == NOTHING
    assert panel([replace(FIRE, updated_at=NOW + TURN)], kiosk, NOW, read).shape == "band"
    assert panel([LEVEL], kiosk, NOW, read).shape == "cover"


@given(st.lists(ALERTS, unique_by=lambda alert: alert.id), st.sampled_from(sorted(LANGUAGES)))
def test_until_its_next_change_a_panel_stays_and_never_has_an_empty_box(
    alerts: list[Alert], first: str
) -> None:
    shown = manner("ja", "en", first=first)
    made, change = panel(alerts, shown, NOW, NOBODY), until(alerts, shown, NOW)
    assert bool(made.shape) == bool(made.first.headline)
    assert made.second is None or made.second.headline
    assert not made.shape or made.first.updated
    assert not made.drill or made.first.drill
    if change is not None:
        assert change > NOW
        assert panel(alerts, shown, change - timedelta(microseconds=1), NOBODY) == made


@given(st.lists(st.tuples(st.floats(0.001, 0.4), st.integers(0, 3)), max_size=60))
def test_nothing_flashes_however_often_it_is_told(told: list[tuple[float, int]]) -> None:
    steady, at, changes = Steady(), 0.0, []
    for pause, level in told:
        at += pause
        before = steady.shown
        steady.show(Panel(shape="cover", level=level), at)
        if steady.shown != before:
            changes.append(at)
    for count, moment in enumerate(changes[3:], 3):
        assert moment - changes[count - 3] >= 1, "no more than three in a second"
    assert LEAST_APART * 3 >= 1


def test_nothing_in_the_layer_moves_by_itself() -> None:
    folder = Path(emergency.__file__).parent / "qml" / "Machiai" / "Shell"
    files = [*folder.glob("Emergency*.qml"), folder / "DrillBand.qml", folder / "FittingText.qml"]
    assert len(files) == 6
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "Animation" not in text
        assert "Timer" not in text
        assert "Behavior on" not in text


def test_calls_stop_only_as_the_most_pressing_one_says() -> None:
    stopping = replace(LEVEL, status=Status.EXERCISE, calls=Calls.STOP)
    assert panel([FIRE, stopping], manner(), NOW, NOBODY).calls
    assert not panel([stopping], manner(), NOW, NOBODY).calls
