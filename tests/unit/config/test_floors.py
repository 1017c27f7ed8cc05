"""The floor guide is checked as a whole; in the demo city every place can be reached."""

import pytest

from config.load import load
from config.plans import MOST_BYTES
from hub.domain.floors.route import route
from hub.domain.floors.search import search
from hub.service.floors import building
from tests.unit.config.cities import DEMO, City

SHELL = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 700">{}</svg>'


@pytest.mark.parametrize("step_free", [False, True])
def test_every_place_of_the_demo_city_is_reached_from_every_display(*, step_free: bool) -> None:
    settings = load(DEMO)
    hall = building(settings)
    starts = [display.node for display in settings.terminals.displays]
    assert all(starts)
    unreached = [
        (start, place.id)
        for start in starts
        for place in hall.places.values()
        if route(hall, start or "", place, step_free=step_free) is None
    ]
    assert unreached == []


def test_what_people_come_for_is_found_in_the_demo_city() -> None:
    hall = building(load(DEMO))
    assert [place.id for place in search(hall, "子ども")] == ["counter-8"]
    assert search(hall, "ぜいむ")[0].counter == "counter-8"
    assert {place.id for place in search(hall, "おむつ")} == {"accessible-toilet-1", "nursing-room"}


def test_a_city_without_a_guide_has_an_empty_building(city: City) -> None:
    city.remove("floors.yaml")
    city.change("terminals.yaml", "    node: information\n", "")
    city.change("terminals.yaml", "    node: main-door\n", "")
    assert building(load(city.directory)).places == {}


def test_names_that_mean_nothing_are_told_with_the_one_that_was_meant(city: City) -> None:
    city.change("terminals.yaml", "node: information", "node: infomation")
    city.change("floors.yaml", "counter: counter-3", "counter: counter3")
    city.change("floors.yaml", "along: [main-door,", "along: [main-dor,")
    city.change("floors.yaml", "{id: main-door, floor: f1", "{id: main-door, floor: f-1")
    told = {(fault.file, fault.key): fault.near for fault in city.faults()}
    assert told == {
        ("terminals.yaml", "displays[0].node"): "information",
        ("floors.yaml", "places[6].counter"): "counter-3",
        ("floors.yaml", "ways[0].along[0]"): "main-door",
        ("floors.yaml", "nodes[0].floor"): "f1",
    }


def test_a_spot_beside_its_plan_and_a_plan_that_is_not_there_are_told(city: City) -> None:
    city.change(
        "floors.yaml", "{id: main-door, floor: f1, x: 600", "{id: main-door, floor: f1, x: 6000"
    )
    city.change("floors.yaml", "plan: floors/f3.svg", "plan: floors/f33.svg")
    outside, missing = sorted(city.faults(), key=lambda fault: fault.key, reverse=True)
    assert (outside.key, outside.message) == ("nodes[0].x", "図の外です。")
    assert (missing.key, missing.near) == ("floors[2].plan", "floors/f3.svg")


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        ("no drawing", "読めません"),
        ('<!DOCTYPE a [<!ENTITY b "c">]>' + SHELL.format("&b;"), "読めません"),
        (SHELL.format("<script>1</script>"), "<script>"),
        (SHELL.format("<text>窓口</text>"), "<text>"),
        (SHELL.format('<image href="http://example.com/a.png"/>'), "<image>"),
        (SHELL.format('<rect onclick="x()" width="1" height="1"/>'), "onclick"),
        (SHELL.format('<rect fill="url(http://example.com/#a)"/>'), "fill"),
        (SHELL.replace("viewBox", "box").format(""), "viewBox"),
        (SHELL.replace("0 0 1200 700", "10 0 1200 700").format(""), "viewBox"),
        (SHELL.replace("0 0 1200 700", "0 0 1200").format(""), "viewBox"),
        ("<html/>", "<html>"),
        (SHELL.format(" " * MOST_BYTES), "300 KB"),
    ],
)
def test_a_plan_holds_shapes_alone(city: City, drawing: str, said: str) -> None:
    city.write("floors/f1.svg", drawing)
    fault = city.only_fault()
    assert fault.key == "floors[0].plan"
    assert said in fault.message
