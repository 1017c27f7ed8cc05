"""signage.yaml is checked as a whole: names lead somewhere, and files are what they say."""

from datetime import time

import pytest

from config.load import load_lobby
from config.schema.signage import STANDARD
from config.schema.windows import Part
from hub.domain.signage.layouts import STANDARD as DRAWN
from hub.domain.signage.programme import ZoneKind
from tests.unit.config.cities import DEMO, City

FILE = "signage.yaml"

WRONG = [
    ("item: flu-shot", "item: flu-shop", "playlists[0].entries[3].item", "flu-shot"),
    ("items: [bakery-spot]", "items: [bakery]", "campaigns[0].items[0]", "bakery-spot"),
    ("lower: figures", "lower: figure", "screens[0].fallback.playlists.lower", "figures"),
    ("lower: figures", "lowre: figures", "screens[0].fallback.playlists.lowre", "lower"),
    ("calls-landscape", "call-landscape", "screens[0].fallback.layout", "calls-landscape"),
    ("- id: display-2", "- id: display-3", "screens[1].id", "display-2"),
    ("screens: [display-1", "screens: [dispaly-1", "campaigns[0].screens[0]", "display-1"),
    ("media/concert.jpg", "media/consert.jpg", "items[4].content.file", "media/concert.jpg"),
    ("kind: waiting", "kind: waitng", "items[7].content", "waiting"),
    ("kind: waiting", "kind: waiting, services: [taxes]", "items[7].content.services[0]", "tax"),
    ("template: event", "template: events", "items[0].content.template", "event"),
]


@pytest.mark.parametrize(("old", "new", "key", "near"), WRONG)
def test_a_name_that_leads_nowhere_is_answered_with_the_near_one(
    city: City, old: str, new: str, key: str, near: str
) -> None:
    city.change(FILE, old, new)
    faults = {fault.key: fault.near for fault in city.faults()}
    assert faults[key] == near


VALUES = [
    ("media/concert.jpg", "../site.yaml", "items[4].content.file", "media/名前"),
    ("media/concert.jpg", "/etc/passwd", "items[4].content.file", "media/名前"),
    ("media/concert.jpg", "media/plastics.pdf", "items[4].content.file", "画像"),
    ("file: media/plastics.pdf", "file: site.yaml", "items[6].content.file", "PDF"),
    ("08:00-18:00", "8-18", "playlists[0].entries[3].window.parts[0]", "08:30-12:00"),
    ("weekdays: mon-fri", "weekdays: 月", "playlists[0].entries[3].window.weekdays", "mon-fri"),
    ('"2026-12-28"', '"2026-12-32"', "playlists[0].entries[3].window.excluded[0]", "2026-12-25"),
    ("BYDAY=TU", "BYDAY=XX", "playlists[0].entries[8].window.rule", "RRULE"),
    ("FREQ=WEEKLY", "FREQ=HOURLY", "playlists[0].entries[8].window.rule", "RRULE"),
    ("FREQ=WEEKLY", "EVERY=WEEK", "playlists[0].entries[8].window.rule", "RRULE"),
    ('last_day: "2027-03-31"', 'last_day: "2026-03-31"', "campaigns[0]", "first_day"),
    ('first_day: "2026-10-01"', 'first_day: "0001-10-01"', "campaigns[0].first_day", "2000 から"),
    ('{until: "2026-12-25"}', '{until: "9999-12-31"}', "items[0].window.until", "2199 まで"),
    ('target: "2026-12-13 13:30"', 'target: "0206-12-13"', "items[9].content.target", "2000 から"),
    ("layout: l-portrait", "layout: l-landscape", "screens[1].fallback.layout", "portrait"),
    ("weight: 2}", "weight: 11}", "playlists[0].entries[0].weight", "10"),
]


@pytest.mark.parametrize(("old", "new", "key", "words"), VALUES)
def test_a_value_that_cannot_be_is_told_in_words(
    city: City, old: str, new: str, key: str, words: str
) -> None:
    city.change(FILE, old, new)
    faults = {fault.key: fault.message for fault in city.faults()}
    assert words in faults[key]


LAYOUT = """
layouts:
  - id: own
    title: 市の割りつけ
    orientation: landscape
    zones:
      - {{id: calls, kind: calls, x: 0, y: 0, width: 0.4, height: 1}}
      - {{id: left, kind: main, x: 0.4, y: 0, width: {width}, height: 1}}
      - {{id: right, kind: main, x: 0.7, y: 0, width: 0.3, height: 1}}
"""


@pytest.mark.parametrize(
    ("width", "words"),
    [("0.4", "重なって"), ("0.7", "はみ出して"), ("0", "0 より大きく"), ("1.2", "1")],
)
def test_zones_lie_apart_and_on_the_screen(city: City, width: str, words: str) -> None:
    city.append(FILE, LAYOUT.format(width=width))
    assert any(words in fault.message for fault in city.faults())


def test_an_own_layout_can_be_used_like_the_others(city: City) -> None:

    city.append(FILE, LAYOUT.format(width="0.3"))
    city.change(
        FILE,
        "{layout: calls-landscape, playlists: {main: lobby, lower: figures}}",
        "{layout: own, playlists: {left: lobby, right: figures}}",
    )
    assert load_lobby(city.directory).signage.layouts[0].id == "own"


def test_the_standard_layouts_are_those_that_are_drawn() -> None:
    drawn = {
        name: (
            layout.orientation,
            {zone.id for zone in layout.zones if zone.kind is ZoneKind.MAIN},
        )
        for name, layout in DRAWN.items()
    }
    named = {name: (layout.orientation, set(layout.zones)) for name, layout in STANDARD.items()}
    assert named == drawn


def test_a_part_of_the_day_may_span_midnight_or_end_with_it(city: City) -> None:

    city.change(FILE, '["08:00-18:00"]', '["22:00-06:00", "18:00-24:00"]')
    window = load_lobby(city.directory).signage.playlists[0].entries[3].window
    assert window.parts == (Part(time(22), time(6)), Part(time(18), time()))


def test_the_demo_city_s_media_are_small() -> None:
    sizes = [path.stat().st_size for path in (DEMO / "media").iterdir()]
    assert len(sizes) >= 4
    assert sum(sizes) < 1_000_000
