"""The demo city is a whole lobby that a visitor of any of ten languages can use."""

import re
from collections.abc import Iterator
from datetime import time

from config.schema import SimulatedPrinter, Span, week
from config.translations import holes
from tests.unit.config.cities import demo_city

settings = demo_city()
services = {service.id: service for service in settings.services}


def test_it_is_right() -> None:
    assert settings.site.name["ja"] == "待合市役所"
    assert [service.prefix for service in settings.services] == list("ABCDEFGKP")
    assert [counter.number for counter in settings.counters] == list("123456789")


def test_every_text_that_a_visitor_reads_is_in_all_ten_languages() -> None:
    assert len(settings.site.languages) == 10
    assert list(holes(settings)) == []


def plain_japanese(settings_part: object) -> Iterator[str]:
    """Every text in plain Japanese, however deep."""
    if isinstance(settings_part, dict):
        for key, value in settings_part.items():
            yield from [value] if key == "ja-easy" else plain_japanese(value)
    elif isinstance(settings_part, list | tuple):
        for value in settings_part:
            yield from plain_japanese(value)


def test_every_kanji_of_plain_japanese_has_its_reading() -> None:
    parts = (settings.site, settings.terminals, *settings.services)
    texts = [text for part in parts for text in plain_japanese(part.model_dump())]
    assert len(texts) > 25
    kanji = re.compile(r"[\u3400-\u9fff]")
    assert [
        text for text in texts if kanji.search(re.sub(r"\{[^|{}]+\|[ぁ-ー]+\}", "", text))
    ] == []


def test_certificates_go_on_to_payment_and_collection_with_one_number() -> None:
    assert services["residence"].steps == ("payment", "pickup")
    assert services["pickup"].board
    assert not services["payment"].at_kiosk
    assert not services["pickup"].at_kiosk


def test_child_care_closes_at_half_past_four() -> None:
    hours = services["childcare"].hours
    assert hours is not None
    assert week(hours)[4] == (Span(time(8, 30), time(16, 30)),)
    assert 5 not in week(hours)


def test_two_kiosks_and_two_displays() -> None:
    terminals = settings.terminals
    assert [kiosk.mark for kiosk in terminals.kiosks] == ["X", "Y"]
    assert all(isinstance(kiosk.printer, SimulatedPrinter) for kiosk in terminals.kiosks)
    assert [kiosk.card.kind for kiosk in terminals.kiosks] == ["demo", "none"]
    assert [display.orientation for display in terminals.displays] == ["landscape", "portrait"]


def test_it_runs_on_this_machine_alone() -> None:
    assert settings.hub.listen.host == "127.0.0.1"
    assert settings.database.startswith("sqlite:///")
    assert settings.database.endswith("/machiai.sqlite")
