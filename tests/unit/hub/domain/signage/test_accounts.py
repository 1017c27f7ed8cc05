"""A sponsor is billed on whole plays, each once, on the day on which it began."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from hub.domain.signage.accounts import account, proofs
from hub.domain.signage.programme import Play
from tests.unit.hub.domain.signage.programmes import HOUR, campaign

CONTRACT = campaign("c", "s", plays=2)
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def play(number: int, began: datetime = HOUR, *, whole: bool = True, of: str = "c") -> Play:
    return Play(f"{number:032x}", "d1", "s", "商店", of, "a" * 64, began, 15.0, whole)


def test_days_are_the_citys_own_and_proofs_count_once() -> None:
    midnight = datetime(2026, 11, 21, tzinfo=timezone(timedelta(hours=9)))
    plays = [
        play(1),
        play(1),
        play(2, whole=False),
        play(3, of="other"),
        play(4, midnight - timedelta(microseconds=1)),
        play(5, midnight),
    ]
    found = account(CONTRACT, plays, "Asia/Tokyo", date(2026, 11, 20), date(2026, 11, 21))
    friday, saturday = found.days
    assert (friday.done, friday.broken, friday.promised, friday.seconds) == (2, 1, 2, 30.0)
    assert (saturday.done, saturday.promised) == (1, 2)
    assert (found.promised, found.done, found.broken, found.missing) == (4, 3, 1, 1)
    assert [proof.id[-1] for proof in proofs(CONTRACT, reversed(plays))] == ["1", "4", "5"]


def test_only_the_contracts_days_are_accounted() -> None:
    found = account(CONTRACT, [], "Asia/Tokyo", date(2026, 1, 1), date(2027, 1, 1))
    assert (found.days[0].day, found.days[-1].day) == (FIRST, LAST)
    assert account(CONTRACT, [], "Asia/Tokyo", date(2027, 1, 1), date(2027, 1, 2)).days == ()
    early = replace(play(1), began=HOUR - timedelta(days=60))
    assert account(CONTRACT, [early], "Asia/Tokyo", FIRST, LAST).done == 0
