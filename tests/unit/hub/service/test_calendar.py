"""Closed days are known for as long as a hub may run without being started anew."""

from datetime import date

from config.load import load_lobby
from hub.service.site import domain_site
from tests.hubs import DEMO

EVE = date(2026, 12, 31)


def test_holidays_and_the_citys_own_days_reach_over_several_new_years() -> None:
    site = domain_site(load_lobby(DEMO), EVE)
    for day in (
        date(2026, 1, 1),
        date(2027, 11, 23),
        date(2029, 4, 29),
        date(2031, 11, 3),
        date(2031, 12, 30),
    ):
        assert day in site.closed_days, day
    assert date(2031, 11, 4) not in site.closed_days
    assert site.closed_days[date(2031, 11, 3)]["ja"] == "文化の日"
