"""From emergencies.yaml and feeds.yaml to sources, templates and rules."""

from datetime import timedelta
from pathlib import Path

import pytest

from config.faults import Faults
from config.load import load_lobby
from config.schema.settings import Settings
from hub.adapters.alarms.cap_sources import CapFeed, CapFolder
from hub.adapters.alarms.jma_source import JmaSource
from hub.domain.alerts import Calls, Ending, Status
from hub.rooms.alarm_sources import alarm_sources
from hub.rooms.alarms import templates
from hub.rooms.feed_sources import feed_sources
from tests.hubs import DEMO
from tests.lobbies import NINE
from tests.unit.config.cities import City

SOURCES = """
cap:
  - {id: pref, url: "https://bosai.example.jp/cap.xml", areas: ["待合市"], every_seconds: 10}
  - {id: folder, folder: cap, exercises: true, least: Severe}
jma:
  prefecture: 待合県
  city: "9910100"
  instructions: {level4: {ja: 高台へ, en: Go to high ground}}
"""
FEEDS = """
- {id: news, kind: news, url: "https://city.example.jp/news.rss", every_minutes: 5}
- {id: events, kind: calendar, url: "https://city.example.jp/events.ics"}
- {id: weather, kind: weather, url: "https://www.jma.go.jp/f/130000.json", area: "130010"}
"""


def settings_of(city: City, emergencies: str = SOURCES, feeds: str = FEEDS) -> Settings:
    city.write("emergencies.yaml", emergencies)
    city.write("feeds.yaml", feeds)
    return load_lobby(city.directory)


@pytest.fixture
def city(tmp_path: Path) -> City:
    return City(tmp_path, forms=False)


def test_every_source_of_the_settings_is_read(city: City) -> None:
    settings = settings_of(city)
    pref, folder, jma = alarm_sources(settings)
    assert isinstance(pref, CapFeed)
    assert isinstance(folder, CapFolder)
    assert isinstance(jma, JmaSource)
    assert [source.name for source in (pref, folder, jma)] == ["cap:pref", "cap:folder", "jma"]
    assert pref.every == timedelta(seconds=10)
    assert [source.id for source in feed_sources(settings)] == ["news", "events", "weather"]


def test_the_demo_citys_templates_are_ready_to_be_raised() -> None:
    found = templates(load_lobby(DEMO).emergencies.templates)
    assert list(found) == ["fire", "quake", "evacuation", "failure"]
    fire, quake = found["fire"].draft(Status.ACTUAL, NINE), found["quake"]
    assert (fire.calls, fire.ending, fire.expires) == (Calls.STOP, Ending.MANUAL, None)
    assert len(fire.headline) == 10
    drill = quake.draft(Status.EXERCISE, NINE)
    assert (drill.ending, drill.expires) == (Ending.EXPIRY, NINE + timedelta(minutes=30))


@pytest.mark.parametrize(
    ("emergencies", "feeds", "key"),
    [
        ("cap: [{id: a, url: 'https://a.jp', folder: b}]", "[]", "cap[0]"),
        ("cap: [{id: a}]", "[]", "cap[0]"),
        ("cap: [{id: a, folder: b}, {id: a, folder: c}]", "[]", "cap[1].id"),
        ("jma: {prefecture: 待合県}", "[]", "jma"),
        ("jma: {city: '13101'}", "[]", "jma.city"),
        ("templates: [{id: a, name: b, headline: {en: Fire}}]", "[]", "templates[0].headline"),
        ("templates: [{id: a, name: b, headline: c, level: 6}]", "[]", "templates[0].level"),
        ("{}", "[{id: a, kind: news, url: 'https://a.jp', area: '130010'}]", "[0]"),
        ("{}", "[{id: a, kind: news, url: 'file:///etc/passwd'}]", "[0].url"),
    ],
)
def test_mistakes_are_named(city: City, emergencies: str, feeds: str, key: str) -> None:
    with pytest.raises(Faults) as raised:
        settings_of(city, emergencies, feeds)
    assert [fault.key for fault in raised.value.faults] == [key]
