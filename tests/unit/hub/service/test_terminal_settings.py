"""What a kiosk is told about its card reader, and a display about its voice."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from pydantic import TypeAdapter

from config.schema.terminals import Card as CardSetting
from config.schema.visits import Survey
from hub.client import Card, Guidance
from hub.domain.forms.book import Book
from hub.service.terminal_settings import displays, kiosks
from hub.service.terminals import DISPLAY, KIOSK, Speech, VolumePeriod
from tests.unit.config.cities import demo_city

SETTINGS = demo_city()
SETTING: TypeAdapter[CardSetting] = TypeAdapter(CardSetting)
WRITTEN: list[tuple[dict[str, Any], Card]] = [
    ({"kind": "none"}, Card()),
    ({"kind": "pcsc"}, Card("pcsc")),
    (
        {"kind": "pcsc", "reader": "SCR3310", "scrambled": True},
        Card("pcsc", "SCR3310", scrambled=True),
    ),
    ({"kind": "simulator"}, Card("simulator")),
    ({"kind": "demo", "scrambled": True}, Card("demo", scrambled=True)),
]


@pytest.mark.parametrize(("written", "told"), WRITTEN)
def test_a_kiosk_is_told_the_reader_that_is_written(written: dict[str, Any], told: Card) -> None:
    kiosk = SETTINGS.terminals.kiosks[0].model_copy(
        update={"card": SETTING.validate_python(written)}
    )
    terminals = SETTINGS.terminals.model_copy(update={"kiosks": (kiosk,)})
    settings = kiosks(replace(SETTINGS, terminals=terminals), Book())[kiosk.id]
    assert settings.card == told
    assert KIOSK.validate_json(KIOSK.dump_json(settings)) == settings


def test_settings_of_before_there_were_readers_read_no_cards() -> None:
    """A kiosk that starts without its hub has the settings of its last day."""
    settings = KIOSK.dump_python(kiosks(SETTINGS, Book())["kiosk-1"], mode="json")
    del settings["card"]
    assert KIOSK.validate_python(settings).card == Card()


def test_a_display_is_told_how_the_city_calls_and_what_it_does_itself() -> None:
    told = displays(SETTINGS)
    early = VolumePeriod(time(8), time(9), 0.6)
    assert told["display-1"].speech == Speech("demo", "all", ("ja", "en"), 0.8, (early,))
    assert told["display-2"].speech.kind == "none"
    assert DISPLAY.validate_json(DISPLAY.dump_json(told["display-1"])) == told["display-1"]


def test_a_city_that_names_no_languages_speaks_all_of_its_own() -> None:
    speech = SETTINGS.site.speech.model_copy(update={"languages": None})
    site = SETTINGS.site.model_copy(update={"speech": speech})
    told = displays(replace(SETTINGS, site=site))["display-1"]
    assert told.speech.languages == SETTINGS.site.languages


def test_a_kiosk_is_told_how_it_is_read_aloud() -> None:
    kiosk = SETTINGS.terminals.kiosks[0].model_copy(update={"headset": "USB Audio"})
    terminals = SETTINGS.terminals.model_copy(update={"kiosks": (kiosk,)})
    speech = SETTINGS.site.speech.model_copy(update={"readings": {"放出": "はなてん"}})
    site = SETTINGS.site.model_copy(update={"speech": speech})
    settings = kiosks(replace(SETTINGS, terminals=terminals, site=site), Book())[kiosk.id]
    guidance = settings.guidance
    assert (guidance.headset, guidance.volume) == ("USB Audio", 0.5)
    assert guidance.readings == {"放出": "はなてん"}
    assert guidance.keys["repeat"] == ("F5", "Num+*")
    assert KIOSK.validate_json(KIOSK.dump_json(settings)) == settings


def test_settings_of_before_it_spoke_have_no_headset_and_no_keys() -> None:
    settings = KIOSK.dump_python(kiosks(SETTINGS, Book())["kiosk-1"], mode="json")
    del settings["guidance"]
    assert KIOSK.validate_python(settings).guidance == Guidance()


def test_a_kiosk_asks_how_it_was_and_checks_in_where_the_city_says_so() -> None:
    visits = SETTINGS.visits
    asks = Survey(question={"ja": "どうでしたか"}, kiosks=("kiosk-1",))
    none = visits.appointments.model_copy(update={"services": ()})
    for survey, appointments, asked, checks in (
        (asks, visits.appointments, True, True),
        (asks.model_copy(update={"kiosks": ()}), none, False, False),
        (None, none, False, False),
    ):
        given = visits.model_copy(update={"survey": survey, "appointments": appointments})
        told = kiosks(replace(SETTINGS, visits=given), Book())["kiosk-1"]
        assert (told.survey.asks, told.checks_in) == (asked, checks)


def test_a_kiosk_that_gives_no_number_of_the_service_receives_nobody_for_it() -> None:
    kiosk = SETTINGS.terminals.kiosks[0].model_copy(update={"services": ("residence",)})
    terminals = SETTINGS.terminals.model_copy(update={"kiosks": (kiosk,)})
    assert not kiosks(replace(SETTINGS, terminals=terminals), Book())[kiosk.id].checks_in
