"""News, calendars and weather of strangers: plain words, however hostile the feed is."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.adapters.feeds.calendar import appointments
from hub.adapters.feeds.cleaning import plain, web_address
from hub.adapters.feeds.news import headlines
from hub.adapters.feeds.sources import FetchedSource
from hub.adapters.feeds.weather import forecasts
from hub.adapters.fetching import Limits
from hub.domain.signage.content import Feed, Forecast
from hub.service.feeding import BadFeed, Feeding, FeedNotRead, FeedWatch
from tests.contract.feeds.strange_server import Site
from tests.lobbies import NINE

TOKYO = ZoneInfo("Asia/Tokyo")


def rss(*items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    listed = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}<rss version="2.0"><channel><title>市</title>{listed}</channel></rss>'.encode()


def titles(body: bytes, media_type: str = "") -> list[str]:
    return [headline.title for headline in headlines(body, media_type)]


def test_rss_and_atom_are_read() -> None:
    found = headlines(
        rss(
            "<title>給付金の受付</title><link>https://city.example.jp/1</link>"
            "<pubDate>Tue, 24 Nov 2026 09:00:00 +0900</pubDate>"
        ),
        "",
    )
    assert [(item.title, item.link, item.at) for item in found] == [
        ("給付金の受付", "https://city.example.jp/1", NINE)
    ]
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">&lt;b&gt;防災'
        "&lt;/b&gt;訓練</title><link href='javascript:alert(1)'/></entry></feed>"
    ).encode()
    assert [(item.title, item.link) for item in headlines(atom, "")] == [("防災訓練", "")]


def test_scripts_and_markup_leave_only_words() -> None:
    nasty = "&lt;script&gt;alert(1)&lt;/script&gt;図書館 &lt;img src=x onerror=y&gt;休館"
    assert titles(rss(f"<title>{nasty}</title>")) == ["図書館 休館"]
    assert titles(rss("<title>A&amp;amp;B \u202e\u0007逆</title>")) == ["A&B 逆"]


@pytest.mark.parametrize("nothing", ["null", "None", " NULL ", "undefined", "", "&lt;br&gt;"])
def test_what_says_nothing_is_left_out(nothing: str) -> None:
    assert titles(rss(f"<title>{nothing}</title>", "<title>あり</title>", "<link>x</link>")) == [
        "あり"
    ]


def test_the_wrong_encoding_and_broken_xml_are_mended() -> None:
    shift = rss("<title>市役所</title>", head='<?xml version="1.0" encoding="Shift_JIS"?>')
    body = shift.decode().encode("shift_jis")
    assert titles(body, "application/rss+xml") == ["市役所"]
    assert titles(rss("<title>市役所 & 図書館</title>")) == ["市役所 & 図書館"]


@pytest.mark.parametrize("title", ["&x;", "&x; & broken"])
@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_entities_are_refused(head: str, title: str) -> None:
    with pytest.raises(BadFeed):
        headlines(rss(f"<title>{title}</title>", head=head), "")


def test_a_feed_is_as_long_as_a_screen_can_show() -> None:
    found = titles(rss(*(f"<title>{'あ' * 500}{at}</title>" for at in range(500))))
    assert len(found) == 30
    assert {len(title) for title in found} == {100}


@given(st.binary(max_size=200))
def test_no_bytes_do_more_than_being_refused(body: bytes) -> None:
    readers: tuple[Callable[[], object], ...] = (
        lambda: headlines(body, ""),
        lambda: appointments(body, NINE, "Asia/Tokyo"),
        lambda: forecasts(body, "", NINE),
    )
    for reader in readers:
        try:
            assert reader() == ()
        except BadFeed:
            continue


@given(st.text(max_size=80))
def test_plain_words_are_one_line_of_what_can_be_drawn(markup: str) -> None:
    said = plain(markup, 20)
    assert len(said) <= 20
    assert all(sign.isprintable() for sign in said if not sign.isspace())
    assert said.lower() != "null"


def test_only_https_addresses_become_codes() -> None:
    assert web_address(" https://city.example.jp/a ") == "https://city.example.jp/a"
    for link in ("http://a.jp", "javascript:x", "https://a.jp/\n", "https://例.jp", None, 5):
        assert web_address(link) in ("", "https://a.jp/")


def calendar(*events: str) -> bytes:
    listed = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{listed}END:VCALENDAR\r\n".encode()


def event(summary: str, *lines: str) -> str:
    return "\r\n".join((f"UID:{summary}", f"SUMMARY:{summary}", *lines))


def days(body: bytes) -> list[str]:
    found = appointments(body, NINE, "Asia/Tokyo")
    return [f"{item.begins.astimezone(TOKYO):%m-%d %H:%M} {item.title}" for item in found]


def test_events_and_their_recurrences_of_the_next_weeks_are_listed() -> None:
    body = calendar(
        event(
            "健診", "DTSTART:20261125T013000Z", "DTEND:20261125T030000Z", "LOCATION:保健センター"
        ),
        event("図書館", "DTSTART;VALUE=DATE:20261128", "DTEND;VALUE=DATE:20261130"),
        event(
            "相談",
            "DTSTART;TZID=Asia/Tokyo:20260106T100000",
            "DURATION:PT2H",
            "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261215T145959Z",
            "EXDATE;TZID=Asia/Tokyo:20261201T100000",
        ),
        event("終わった", "DTSTART:20261101T013000Z", "DTEND:20261101T030000Z"),
        event("中止", "DTSTART:20261125T013000Z", "STATUS:CANCELLED"),
    )
    assert days(body) == [
        "11-24 10:00 相談",
        "11-25 10:30 健診",
        "11-28 00:00 図書館",
        "12-08 10:00 相談",
        "12-15 10:00 相談",
    ]
    library = appointments(body, NINE, "Asia/Tokyo")[2]
    assert library.whole_day
    assert library.ends - library.begins == timedelta(days=2)


def test_an_occurrence_that_was_moved_is_listed_where_it_went() -> None:
    series = ("DTSTART;TZID=Asia/Tokyo:20261124T100000", "RRULE:FREQ=DAILY;COUNT=2")
    moved = (
        "RECURRENCE-ID;TZID=Asia/Tokyo:20261125T100000",
        "DTSTART;TZID=Asia/Tokyo:20261126T150000",
    )
    assert days(calendar(event("朝市", *series), event("朝市", *moved))) == [
        "11-24 10:00 朝市",
        "11-26 15:00 朝市",
    ]


@pytest.mark.parametrize(
    "bad",
    [
        event("毎秒", "DTSTART:20261124T000000Z", "RRULE:FREQ=SECONDLY"),
        event("大昔", "DTSTART:00010101T000000Z", "RRULE:FREQ=DAILY"),
        event("null", "DTSTART:20261125T000000Z"),
        event("始まりなし"),
        event("きまり", "DTSTART:20261124T000000Z", "RRULE:FREQ=WEEKLY;BYDAY=XX"),
    ],
)
def test_one_event_that_makes_no_sense_stops_no_other(bad: str) -> None:
    good = event("よい", "DTSTART:20261125T000000Z")
    try:
        assert days(calendar(bad, good)) == ["11-25 09:00 よい"]
    except BadFeed:
        assert "BYDAY=XX" in bad, "the library refuses the whole file"


def weather_json() -> list[object]:
    days = ["2026-11-24T05:00:00+09:00", "2026-11-25T00:00:00+09:00", "2026-11-26T00:00:00+09:00"]
    hours = ["2026-11-24T06:00:00+09:00", "2026-11-24T12:00:00+09:00", "2026-11-25T00:00:00+09:00"]
    snow = {"weatherCodes": ["400"] * 3, "weathers": ["雪"] * 3, "pops": ["90"] * 3}
    mixed = {
        "weatherCodes": ["101", "300", "200"],
        "weathers": ["晴れ　時々　くもり", "雨", "くもり"],
        "pops": ["10", "30", "80"],
    }
    areas = [
        {"area": {"name": "山", "code": "991020"}, **snow},
        {"area": {"name": "待合地方", "code": "991010"}, **mixed},
    ]
    heat = [days[0], "2026-11-24T09:00:00+09:00", days[1], "2026-11-25T09:00:00+09:00"]
    stations = [{"area": {"name": "待合", "code": "1"}, "temps": ["15", "15", "6", "12"]}]
    series = [
        {"timeDefines": days, "areas": areas},
        {"timeDefines": hours, "areas": areas},
        {"timeDefines": heat, "areas": stations},
    ]
    return [{"publishingOffice": "待合地方気象台", "timeSeries": series}]


def test_todays_and_tomorrows_weather_of_an_area() -> None:
    body = json.dumps(weather_json()).encode()
    assert forecasts(body, "991010", NINE) == (
        Forecast("2026-11-24", "晴れ 時々 くもり", "partly_cloudy_day", 15, None, 30),
        Forecast("2026-11-25", "雨", "rainy", 12, 6, 80),
    )
    assert forecasts(body, "", NINE)[0].words == "雪"
    with pytest.raises(BadFeed):
        forecasts(body.replace(b'"weathers"', b'"w"'), "991010", NINE)


@pytest.mark.parametrize("body", [b"null", b"[]", b"{}", b"[" * 50_000, b'[{"timeSeries": null}]'])
def test_json_that_is_no_forecast_is_refused(body: bytes) -> None:
    with pytest.raises(BadFeed):
        forecasts(body, "", NINE)


class Book:
    """A FeedBook in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Feed] = {}

    def feeds(self) -> dict[str, Feed]:
        return dict(self.kept)

    def put(self, feed: Feed) -> None:
        self.kept[feed.source] = feed

    def keep(self, sources: object) -> None:
        assert isinstance(sources, list)
        self.kept = {key: feed for key, feed in self.kept.items() if key in sources}


def test_what_was_read_stays_while_its_server_fails(site: Site) -> None:
    limits = Limits(seconds=0.5, private=True)

    def reader(source: str, body: bytes, media_type: str, now: datetime) -> Feed:
        return Feed(source, now, headlines=headlines(body, media_type))

    source = FetchedSource("news", f"{site.base}/rss", timedelta(minutes=5), limits, reader)
    book = Book()
    feeding = Feeding([source], book, lambda: NINE)
    watch = FeedWatch(source, feeding.put, lambda: NINE)
    watch.look()
    assert (dict(feeding.feeds()), watch.wait()) == ({}, timedelta(minutes=1))
    site.put("/rss", rss("<title>一報</title>"), headers={"ETag": '"1"'})
    watch.look()
    assert watch.wait() == timedelta(minutes=5)
    assert feeding.feeds()["news"].headlines[0].title == "一報"
    assert source.read(NINE) is None, "nothing has changed"
    assert source.read(NINE + timedelta(days=1)) is not None, "but the day has"
    before = feeding.feeds()
    site.put("/rss", b"null")
    watch.look()
    with pytest.raises(BadFeed):
        source.read(NINE)
    del site.pages["/rss"]
    with pytest.raises(FeedNotRead):
        source.read(NINE)
    assert feeding.feeds() is before
    again = Feeding([source], book, lambda: datetime.now(UTC))
    again.begin()
    assert again.feeds() == before, "a start without network shows what was known"
