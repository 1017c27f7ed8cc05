"""The page of devices as data."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from hub.service.health import LINK
from hub.service.ports_health import DeviceState, Key, Need, Passage
from hub.service.terminals import Stage
from hub.web.equipment import Place, equipment, history, since, stage_cell, to_do
from tests.lobbies import NINE

KIOSK = Place("kiosk-1", "発券機1", "発券機")
NOW = (NINE + timedelta(minutes=30)).astimezone(ZoneInfo("Asia/Tokyo"))


def state(
    device: str, stage: Stage, need: Need = Need.NONE, terminal: str = "kiosk-1"
) -> DeviceState:
    return DeviceState(Key(terminal, device), stage, NINE, need, NINE, NINE)


def test_the_line_to_the_hub_comes_first_and_needs_are_counted() -> None:
    states = [
        state("card_reader", Stage.DEGRADED, Need.SOON),
        state(LINK, Stage.FAILED, Need.NOW),
        state("printer", Stage.FAILED, Need.NOW, terminal="gone"),
    ]
    page = equipment([KIOSK], states, NOW)
    (card,) = page.terminals
    assert [row.name for row in card.devices] == ["通信", "カードリーダー"]
    assert (card.name, card.kind, card.is_silent) == ("発券機1", "発券機　kiosk-1", True)
    assert (page.now, page.soon) == (1, 1)


def test_a_terminal_that_never_spoke() -> None:
    (card,) = equipment([KIOSK], [], NOW).terminals
    assert (card.is_silent, card.devices) == (False, ())


def test_each_stage_has_a_word_a_shape_and_a_colour_of_its_own() -> None:
    cells = [stage_cell(stage) for stage in Stage]
    assert len({cell.word for cell in cells}) == len({cell.mark for cell in cells}) == len(cells)


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (timedelta(minutes=12), "09:18 から（12分）"),
        (timedelta(hours=5), "04:30 から（5時間0分）"),
        (timedelta(hours=16), "11月23日 17:30 から（16時間0分）"),
        (timedelta(days=3), "11月21日 09:30 から（3日）"),
    ],
)
def test_since_when(gone: timedelta, said: str) -> None:
    assert since(NOW - gone, NOW) == said


@pytest.mark.parametrize(
    ("stage", "advice", "said"),
    [
        (Stage.FAILED, "close_cover", "ふたが開いています"),
        (
            Stage.FAILED,
            "disk",
            "この端末が番号をひかえられません。ディスクの空きを確かめてください",
        ),
        (Stage.READY, "close_cover", ""),
        (Stage.FAILED, "", ""),
    ],
)
def test_what_to_do(stage: Stage, advice: str, said: str) -> None:
    assert to_do(stage, advice) == said


def test_a_history_in_local_time() -> None:
    (row,) = history([Passage(NINE, Stage.READY, "")], NOW)
    assert (row.at, row.stage.word, row.to_do) == ("2026-11-24 09:00:00", "使えます", "")
