"""Each refusal is another sentence, and says what to do."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from hub.sealing.opened import Opened
from hub.sealing.refusals import (
    Damaged,
    Expired,
    Flaw,
    Incomplete,
    NotOpened,
    Replayed,
    UnknownKey,
    UnknownKiosk,
)
from hub.service.desk.refusals import EXIT_CODES, Reason, explain
from tests.lobbies import NINE

TOKYO = ZoneInfo("Asia/Tokyo")
LETTER = Opened("00ff" * 4, "kiosk-1", NINE, NINE, 1, 1, {})
DAY = timedelta(days=1)
ALL: tuple[NotOpened, ...] = (
    *(Damaged(flaw) for flaw in Flaw),
    Incomplete([1], 2),
    UnknownKey(b"\0\1\2\3"),
    UnknownKey(b"\0\1\2\3", NINE),
    UnknownKiosk(b"\0\1\2\3"),
    UnknownKiosk(b"\0\1\2\3", forged=True),
    Expired("kiosk-1", NINE - DAY, NINE),
    Expired("kiosk-1", NINE + DAY, NINE + DAY, early=True),
    Replayed(LETTER, NINE),
)


def test_all_are_told_apart_and_say_what_to_do() -> None:
    told = [explain(refused, TOKYO) for refused in ALL]
    assert len({one.title for one in told}) == len(ALL)
    assert all(one.hint.endswith("。") for one in told)
    assert {one.reason for one in told} == set(Reason)
    assert set(EXIT_CODES) == set(Reason)
    assert len(set(EXIT_CODES.values())) == len(Reason)


@pytest.mark.parametrize(
    ("refused", "title", "words"),
    [
        (Incomplete([1], 2), "2つのうち1つめを読みました。あと1つ", "2つめ"),
        (Incomplete([2, 4], 4), "4つのうち2つめ・4つめを読みました。あと2つ", "1つめ・3つめ"),
        (Expired("kiosk-1", NINE - DAY, NINE), "期限が切れています", "11月24日 09:00 まで"),
        (UnknownKey(b"\0\0\0\0", NINE), "もう開けません", "令和8年11月24日"),
        (Replayed(LETTER, NINE), "すでに読みとったコード", "11月24日 09:00 に、佐藤 が"),
    ],
)
def test_the_words_of_some(refused: NotOpened, title: str, words: str) -> None:
    told = explain(refused, TOKYO, "佐藤")
    assert title in told.title
    assert words in told.hint


def test_only_missing_parts_are_no_refusal() -> None:
    assert [explain(one, TOKYO).is_refusal for one in ALL].count(False) == 1
