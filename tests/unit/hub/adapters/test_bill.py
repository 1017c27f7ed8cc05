"""A sponsor's bill is one page, whatever the contract's length and whatever was typed into it."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import assets
from hub.adapters.player import KEPT, PlayerPictures
from hub.adapters.sheets.bill import TypstSheets
from hub.domain.signage.accounts import account
from hub.domain.signage.programme import Campaign, Play, Programme
from hub.domain.signage.windows import Calendar
from hub.service.signage.billing import Bill, rows, shares
from hub.service.signage.pictures import NoPicture, Shot

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)


def bill(days: int) -> Bill:
    first = date(2026, 4, 1)
    last = first + timedelta(days=days - 1)
    campaign = Campaign("c1", "まち信用金庫 #let $x$", "年金相談 *太字*", ("i",), first, last, 40)
    began = datetime(2026, 4, 1, 1, tzinfo=UTC)
    plays = [
        Play(
            f"{number:032x}",
            f"display-{number % 12}",
            "i",
            f"広告{number % 12}",
            "c1",
            "",
            began + timedelta(hours=number % (24 * days - 12)),
            15,
            number % 7 != 0,
        )
        for number in range(400)
    ]
    found = account(campaign, plays, "Asia/Tokyo", first, last)
    return Bill("待合市", campaign, found, rows(found), *shares(campaign, plays), date(2026, 5, 1))


@pytest.mark.parametrize("days", [1, 31, 400])
def test_a_bill_is_one_page(days: int) -> None:
    made = TypstSheets(assets.path("fonts")).bill(bill(days))
    assert made.startswith(b"%PDF-")
    assert b"/Type/Pages/Count 1/" in made


def test_a_long_contract_is_told_by_the_month() -> None:
    assert [row.name for row in bill(70).rows] == ["2026-04", "2026-05", "2026-06"]
    assert sum(row.done for row in bill(70).rows) == bill(70).account.done
    assert len(bill(31).rows) == 31


def shot(**more: Any) -> Shot:
    return Shot(Programme(Calendar("Asia/Tokyo")), "display-1", NOON, **more)


def test_the_player_is_asked_once_for_a_set_of_pictures(tmp_path: Path) -> None:
    asked: list[dict[str, str]] = []

    def draw(arguments: list[str]) -> None:
        given = dict(zip(arguments[::2], arguments[1::2], strict=True))
        asked.append(given)
        json.loads(Path(given["--generation"]).read_bytes())
        for number in range(int(given["--count"])):
            (Path(given["--out"]) / f"{number:03}.png").write_bytes(b"%d" % number)

    pictures = PlayerPictures(tmp_path / "previews", tmp_path / "media", draw)  # type: ignore[arg-type] # a list is a sequence
    assert pictures.take(shot(count=2)) == (b"0", b"1")
    assert pictures.take(shot(count=2)) == (b"0", b"1")
    assert [given["--at"] for given in asked] == [NOON.isoformat()]
    for number in range(KEPT + 3):
        pictures.take(shot(count=1, every=number + 1))
    assert len(list((tmp_path / "previews").iterdir())) == KEPT


def test_a_player_that_draws_too_little_gives_no_picture(tmp_path: Path) -> None:
    pictures = PlayerPictures(tmp_path / "previews", tmp_path / "media", lambda _arguments: None)
    with pytest.raises(NoPicture):
        pictures.take(shot())
    assert list((tmp_path / "previews").iterdir()) == []


def test_a_hub_that_stops_starts_no_player(tmp_path: Path) -> None:
    pictures = PlayerPictures(tmp_path / "previews", tmp_path / "media")
    pictures.stop()
    with pytest.raises(NoPicture):
        pictures.take(shot())
