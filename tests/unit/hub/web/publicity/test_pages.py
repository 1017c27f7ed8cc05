"""The pages for everyone: what they say, in every language, live and as files."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from assets.words import LANGUAGES
from hub.adapters.copies.folder import CopyFolder
from hub.domain import serving
from hub.domain.publicity import Situation, situation
from hub.rooms.copies import CopyMaker
from hub.service.board import Board
from hub.service.publicity.press import Press
from hub.service.publicity.records import Licence
from hub.service.publicity.sheets import DATA, Kind, Sheet
from hub.web.publicity.forecast_view import forecast_page
from hub.web.publicity.hours_view import hours_page
from hub.web.publicity.now_view import now_page
from hub.web.publicity.printing import Printer
from tests.lobbies import OFFICE, World, site
from tests.lobbies_forecast import busy_at_ten

LICENCE = Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
HOLIDAYS = {date(2026, 12, 29) + timedelta(days=ahead): {"ja": "年末年始"} for ahead in range(6)}


def office(**changes: Any) -> World:
    """A lobby with office hours, holidays, and people waiting."""
    usual = site(**{"closed_days": HOLIDAYS, "languages": tuple(LANGUAGES), **changes})
    services = {key: replace(own, hours=OFFICE) for key, own in usual.services.items()}
    world = World(replace(usual, services=services))
    world.open("c1", "c2")
    for _ in range(3):
        world.issue(priority="pregnant", remarks="杖あり")
    world.call("c1")
    return world


def seen(world: World) -> Situation:
    forecast = busy_at_ten(world.site, world.now.date())
    return situation(world.lobby, forecast, world.now)


def page(kind: Kind, world: World, language: str = "ja", service: str = "") -> str:
    printer = Printer(world.site, LICENCE, ("https://www.city.example.jp",))
    return printer.make(Sheet(kind, language, service), seen(world)).body.decode()


def test_the_page_says_who_waits_who_is_called_and_which_counters_are_open() -> None:
    found = now_page(seen(office()), "ja", ("cert",))
    cert = found.services[0]
    assert [(call.number, call.counter) for call in found.calls] == [("A-001", "1番窓口")]
    assert (cert.people, cert.counters) == ("2人 待ち", "窓口 3 のうち 2 が開いています")
    assert cert.calls == found.calls
    assert (cert.has_forecast, found.services[1].has_forecast) == (True, False)


def test_only_those_on_their_way_or_there_are_shown_as_called() -> None:
    world = World()
    world.open("c1", "c2")
    first, _ = world.issue(), world.issue()
    world.call("c1")
    world.call("c2")
    world.do("c1", lambda act: serving.hold(act, first.id))
    found = now_page(seen(world), "ja", ())
    assert [(call.number, call.counter) for call in found.calls] == [("A-002", "2番窓口")]


def test_the_best_time_is_the_quietest_hour_that_is_still_to_come() -> None:
    world = office()
    best = forecast_page(seen(world), "ja", "cert", ("cert",)).best
    assert [(row.day, row.hours) for row in best[:2]] == [
        ("11月24日(火)", ("16:00〜17:00",)),
        ("11月25日(水)", ("16:00〜17:00",)),
    ]
    world.now += timedelta(hours=8)  # 17:00: a quarter of an hour is left, of one grade
    assert forecast_page(seen(world), "ja", "cert", ("cert",)).best[0].hours == ()
    world.now += timedelta(hours=1)
    assert forecast_page(seen(world), "ja", "cert", ("cert",)).best[0].day == "11月25日(水)"


def test_every_day_has_word_and_shape_or_says_why_it_is_closed() -> None:
    found = forecast_page(seen(office()), "ja", "cert", ("cert",))
    days = {day.id: day for week in found.weeks for day in week}
    assert len(days) == 40
    assert days["2026-12-29"].closed == "年末年始"
    grade = days["2026-11-25"].grade
    assert grade is not None
    assert (grade.shape, grade.word) == ("◇", "ふつう")
    hours = days["2026-11-25"].hours
    assert (hours[0].hour, hours[-1].hour) == ("8:30〜9:00", "17:00〜17:15")
    assert [(each.hour, each.grade.shape) for each in hours if each.grade.kind == "very_busy"] == [
        ("10:00〜11:00", "■")
    ]


def test_the_forecast_says_of_which_day_it_is() -> None:
    assert "Made on Tuesday, 24 November 2026<" in page(Kind.FORECAST, office(), "en", "cert")


def test_a_young_lobby_says_that_too_little_is_known() -> None:
    world = office()
    found = replace(seen(world), forecast=Board(world.lobby).forecast)
    assert forecast_page(found, "ja", "cert", ("cert",)).weeks == ()
    body = Printer(world.site, LICENCE).make(Sheet(Kind.FORECAST, "ja", "cert"), found).body
    assert "まだ記録が足りません" in body.decode()


def test_hours_stand_by_weekday_and_closures_in_eras() -> None:
    found = hours_page(seen(office()), "ja")
    assert [(row.days, row.hours) for row in found.weeks[0].rows] == [
        ("月〜金", ("8:30–17:15",)),
        ("土〜日", ()),
    ]
    assert [(row.days, row.reason) for row in found.closures] == [
        ("令和8年12月29日(火)〜1月3日(日)", "年末年始")
    ]
    assert found.counters[0].sign == "1番窓口"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("ja", "元日"),
        ("ja-easy", "{祝日|しゅくじつ}（元日）"),
        ("en", "Public holiday (元日)"),
        ("ne", "सार्वजनिक बिदा (元日)"),
    ],
)
def test_a_holiday_says_what_it_is_in_every_language(language: str, shown: str) -> None:
    holiday = date(2027, 1, 1)
    world = office(closed_days={holiday: {"ja": "元日"}})
    assert [row.reason for row in hours_page(seen(world), language).closures] == [shown]
    days = [day for week in forecast_page(seen(world), language, "cert", ()).weeks for day in week]
    assert [day.closed for day in days if day.id == holiday.isoformat()] == [shown]


def test_what_the_city_wrote_is_nobodys_holiday() -> None:
    assert hours_page(seen(office()), "en").closures[0].reason == "年末年始"


def test_a_service_that_closes_alone_is_named() -> None:
    own = {date(2026, 11, 30): {"ja": "研修"}}
    alone = {key: replace(each, closed_days=own) for key, each in site().services.items()}
    world = office(services={**site().services, "cert": alone["cert"]})
    (row, _) = hours_page(seen(world), "ja").closures
    assert (row.days, row.reason, row.only) == ("令和8年11月30日(月)", "研修", "業務Aのみ")


def test_nothing_personal_is_public() -> None:
    world = office()
    every = page(Kind.NOW, world) + page(Kind.FRAGMENT, world) + page(Kind.HOURS, world)
    assert not [word for word in ("杖", "妊娠", "佐藤") if word in every]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mark_of_a_reading_or_a_blank_is_left_on_a_page(language: str) -> None:
    world = office()
    pages = [
        page(kind, world, language, "cert" if kind is Kind.FORECAST else "")
        for kind in (Kind.NOW, Kind.FORECAST, Kind.HOURS, Kind.FRAGMENT)
    ]
    for shown in pages:
        body = re.sub(r" hx-headers='[^']*'", "", shown.partition("<body")[2])
        assert not set("{}|") & set(body)
        assert ("<ruby>" in body) == (language == "ja-easy")


def test_the_fragment_loads_no_script_and_only_named_sites_may_frame_it() -> None:
    world = office()
    made = Printer(world.site, LICENCE, ("https://www.city.example.jp",)).make(
        Sheet(Kind.FRAGMENT, "ja", "cert"), seen(world)
    )
    assert "frame-ancestors https://www.city.example.jp" in made.headers["Content-Security-Policy"]
    assert made.headers["Refresh"] == "30"
    assert b"<script" not in made.body
    assert b"s-move" not in made.body
    alone = Printer(world.site, LICENCE).make(Sheet(Kind.FRAGMENT, "ja"), seen(world))
    assert "frame-ancestors 'none'" in alone.headers["Content-Security-Policy"]


def test_every_field_of_the_data_is_documented_in_both_languages() -> None:
    world = office()
    for language in ("ja", "en"):
        shown = page(Kind.OPEN_DATA, world, language)
        for field in ("wait_high_minutes", "grade", "closes_at", "timezone"):
            assert f"<code>{field}</code>" in shown


class Links(HTMLParser):
    """What a page leads to and loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found |= {value for name, value in attrs if name in ("href", "src") and value}


def test_a_copy_is_whole_and_leads_to_itself_and_to_booking_at_the_hub(tmp_path: Path) -> None:
    world = office(languages=("ja", "en"))
    book = "https://machiai.example.lg.jp/book"
    maker = CopyMaker(world.site, LICENCE, (CopyFolder(tmp_path),), book)
    board = Board(world.lobby)
    board.forecast = busy_at_ten(world.site, world.now.date())
    assert maker.renew(Press(board, lambda: world.now).edition(), world.now) == [("folder", "")]
    pages = list(tmp_path.glob("*.html"))
    elsewhere = {LICENCE.url, f"{book}?lang=ja", f"{book}?lang=en"}
    assert {f"data/{kind}" for kind in DATA} == {f"data/{p.name}" for p in tmp_path.glob("data/*")}
    for shown in pages:
        for link in Links(shown.read_text(encoding="utf-8")).found - {"#live"} - elsewhere:
            assert (tmp_path / link).is_file(), (shown.name, link)
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'data-made="2026-11-24T09:00:00+09:00"' in index
    assert "令和8年11月24日(火) 09:00 現在" in index
    assert "10分以上前" in index
    assert f'href="{book}?lang=ja"' in index
