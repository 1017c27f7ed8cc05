"""Faults that only show when two places are read together."""

import pytest

from tests.unit.config.cities import City


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("services.yaml", "id: moving", "id: tax", "[4].id"),
        ("services.yaml", "prefix: B", "prefix: A", "[1].prefix"),
        ("services.yaml", "[payment, pickup]", "[payment, payment]", "[0].steps[1]"),
        ("counters.yaml", "id: counter-2", "id: counter-1", "[1].id"),
        ("counters.yaml", "number: 2", 'number: "1"', "[1].number"),
        ("counters.yaml", "service: moving, ", "service: residence, ", "[0].profile[1].service"),
        ("terminals.yaml", "id: display-1", "id: kiosk-1", "displays[0].id"),
        ("terminals.yaml", "mark: Y", "mark: X", "kiosks[1].mark"),
        ("terminals.yaml", "[residence, moving", "[moving, moving", "kiosks[1].services[1]"),
        ("signage.yaml", "id: year-end", "id: flu-shot", "items[3].id"),
        ("signage.yaml", "id: figures", "id: lobby", "playlists[1].id"),
        ("signage.yaml", "- id: display-2", "- id: display-1", "screens[1].id"),
        ("site.yaml", "id: pregnant", "id: elderly", "priority_classes[1].id"),
        ("site.yaml", "languages: [ja, en]", "languages: [ja, en, en]", "speech.languages[2]"),
    ],
)
def test_a_name_stands_for_one_thing(city: City, file: str, old: str, new: str, key: str) -> None:
    city.change(file, old, new)
    twice = [fault for fault in city.faults() if "もうあります" in fault.message]
    assert [(fault.file, fault.key) for fault in twice] == [(file, key)]


def test_steps_must_not_go_in_a_circle(city: City) -> None:
    city.change("services.yaml", "mean_minutes: 2\n  at_kiosk: false", "steps: [residence]")
    fault = city.only_fault()
    assert fault.file == "services.yaml"
    assert "residence → payment → residence" in fault.message or (
        "payment → residence → payment" in fault.message
    )


def test_a_service_is_not_its_own_next_step(city: City) -> None:
    city.change("services.yaml", "[payment, pickup]", "[residence]")
    assert "residence → residence" in city.only_fault().message


def test_every_service_has_a_counter(city: City) -> None:
    city.change("counters.yaml", "    - service: insurance\n", "")
    fault = city.only_fault()
    assert (fault.file, fault.key) == ("services.yaml", "[3].id")
    assert "counters.yaml" in fault.message


def test_a_mark_must_not_make_the_label_of_another_service(city: City) -> None:
    city.change("services.yaml", "prefix: B", "prefix: AX")
    fault = city.only_fault()
    assert (fault.file, fault.key) == ("terminals.yaml", "kiosks[0].mark")
    assert "AX" in fault.message


def test_a_kiosk_offers_only_what_is_given_at_kiosks(city: City) -> None:
    city.change("terminals.yaml", "[residence, moving", "[residence, payment")
    assert city.only_fault().key == "kiosks[1].services[1]"


def test_nothing_is_concluded_from_a_file_that_cannot_be_read(city: City) -> None:
    """No "unknown service" for every reference, only because services.yaml is broken."""
    city.write("services.yaml", "- id: [")
    assert city.only_fault().file == "services.yaml"
    city.write("services.yaml", "[]")
    city.remove("counters.yaml")
    assert {fault.file for fault in city.faults()} >= {"services.yaml", "counters.yaml"}


def test_a_wrong_entry_still_counts_where_it_is_named(city: City) -> None:
    city.change("services.yaml", "prefix: E", "prefix: e")
    assert city.only_fault().key == "[4].prefix"


def test_what_is_spoken_is_a_language_of_the_city(city: City) -> None:
    city.change("site.yaml", "ja-easy, en, zh-Hans", "ja-easy, zh-Hans")
    assert city.only_fault().key == "speech.languages[1]"


def test_a_time_of_another_volume_has_a_length(city: City) -> None:
    city.change("site.yaml", 'until: "09:00"', 'until: "08:00"')
    fault = city.only_fault()
    assert (fault.file, fault.key) == ("site.yaml", "speech.periods[0]")
    assert "ちがう時刻" in fault.message
