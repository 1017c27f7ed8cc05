"""Reports of the 気象庁: what concerns this city, as grave as the city wants it, and no test."""

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

import pytest

from assets.words import Words, load
from hub.adapters.alarms.jma_xml import read_feed, read_report
from hub.adapters.xml import BadXml
from hub.domain.alerts import Alert, Calls, Status
from hub.service.alarms.jma import Rules, States, Step, grade, intensity, level, step
from tests.lobbies import NINE
from tests.unit.hub.alarms.reports import (
    CITY,
    COAST,
    OTHER,
    QUAKE,
    REGION,
    TSUNAMI,
    WARNINGS,
    feed,
    kinds,
    report,
)

MINUTE = timedelta(minutes=1)


@lru_cache
def words(language: str) -> Words:
    return load(language, "emergency")


RULES = Rules(CITY, REGION, COAST, ("ja", "en", "ne"), words, stops=frozenset({"tsunami"}))


def played(*bodies: bytes, rules: Rules = RULES) -> Step:
    states: States = {}
    found = Step(states)
    for body in bodies:
        found = step(read_report(body), states, rules, NINE + 2 * MINUTE)
        states = found.states
    return found


def shown(*bodies: bytes, rules: Rules = RULES) -> Alert:
    alert = played(*bodies, rules=rules).show
    assert alert is not None
    return alert


@pytest.mark.parametrize(
    ("kind", "graded", "levelled"),
    [
        ("大雨特別警報", 5, 5),
        ("暴風特別警報", 5, 0),
        ("土砂災害警戒情報", 4, 4),
        ("レベル４氾濫危険警報", 4, 4),
        ("洪水警報", 3, 3),
        ("レベル３大雨警報", 3, 3),
        ("大雪警報", 3, 0),
        ("大雨注意報", 2, 2),
        ("雷注意報", 2, 0),
        ("解除", 0, 0),
        ("注意報解除", 0, 0),
        ("竜巻注意情報", 0, 0),
    ],
)
def test_each_kind_has_its_grade_and_a_level_where_it_stands_for_one(
    kind: str, graded: int, levelled: int
) -> None:
    assert (grade(kind), level(kind)) == (graded, levelled)


def test_warnings_of_the_city_are_one_sentence_the_gravest_first() -> None:
    alert = shown(
        report(
            WARNINGS,
            *kinds("大雨警報", "土砂災害警戒情報", "雷注意報"),
            *kinds("波浪警報", code=OTHER),
        )
    )
    assert alert.headline == {"ja": "待合市に土砂災害警戒情報、大雨警報が出ています"}
    assert (alert.level, alert.status, alert.calls) == (4, Status.ACTUAL, Calls.GO_ON)
    assert alert.instruction == {"ja": "待合市では、土砂災害に警戒してください。"}


def test_what_is_lighter_or_elsewhere_ends_what_was_shown() -> None:
    for body in (
        report(WARNINGS, *kinds("大雨注意報")),
        report(WARNINGS, *kinds("大雨警報", code=OTHER)),
        report(WARNINGS, *kinds("解除")),
        report(WARNINGS, *kinds("大雨警報"), kind="取消"),
    ):
        found = played(report(WARNINGS, *kinds("大雨警報")), body)
        assert (found.show, found.ends) == (None, "jma:actual:weather")


def test_several_reports_of_one_time_make_one_alert_that_lasts_as_long_as_any() -> None:
    old, new = (
        report(WARNINGS, *kinds("大雨警報")),
        report("大雨危険警報", *kinds("レベル４大雨危険警報")),
    )
    both = shown(old, new)
    assert both.headline["ja"] == "待合市にレベル４大雨危険警報、大雨警報が出ています"
    one_left = shown(old, new, report(WARNINGS, at=NINE + MINUTE))
    assert one_left.headline["ja"] == "待合市にレベル４大雨危険警報が出ています"


def test_the_latest_time_wins_whatever_comes_last() -> None:
    latest = report(WARNINGS, *kinds("大雨警報"), at=NINE + MINUTE)
    found = played(latest, report(WARNINGS, *kinds("大雨特別警報")))
    assert (found.show, found.ends) == (None, "")


def test_advisories_are_shown_only_where_they_are_wanted_and_have_a_level() -> None:
    wanted = replace(RULES, least=2)
    assert shown(report(WARNINGS, *kinds("大雨注意報", "雷注意報")), rules=wanted).level == 2
    assert played(report(WARNINGS, *kinds("雷注意報")), rules=wanted).show is None


@pytest.mark.parametrize("title", [WARNINGS, QUAKE, TSUNAMI])
def test_training_and_tests_are_never_real(title: str) -> None:
    items = [("大雨特別警報", CITY), ("震度７", REGION), ("大津波警報", COAST)]
    for status in ("訓練", "試験"):
        assert played(report(title, *items, status=status)) == Step({})
    exercises = replace(RULES, exercises=True)
    assert shown(report(title, *items, status="訓練"), rules=exercises).status is Status.EXERCISE
    assert played(report(title, *items, status="試験"), rules=exercises) == Step({})
    real, drill = report(title, *items), report(title, status="訓練", kind="取消", at=NINE + MINUTE)
    ended = played(real, drill, rules=exercises).ends
    assert ended.startswith("jma:exercise:")


@pytest.mark.parametrize(
    ("said", "felt"),
    [
        ("震度４", "4"),
        ("震度５弱", "5弱"),
        ("震度６強", "6強"),
        ("震度７", "7"),
        ("震度", ""),
        ("8", ""),
    ],
)
def test_intensities_are_read(said: str, felt: str) -> None:
    assert intensity(said) == felt


def test_a_strong_earthquake_here_is_shown_in_every_language_for_its_time() -> None:
    alert = shown(report(QUAKE, ("震度３", "990"), ("震度５強", REGION)))
    assert alert.headline["ja"] == "震度5強の地震がありました"
    assert alert.headline["en"] == "Earthquake: seismic intensity 5 upper"
    assert alert.instruction is not None
    assert alert.instruction["ne"]
    assert (alert.level, alert.expires) == (0, NINE + timedelta(minutes=30))
    assert played(report(QUAKE, ("震度４", REGION))).show is None
    assert played(report(QUAKE, ("震度７", "990"))).show is None
    assert played(report(QUAKE, ("震度５強", REGION), kind="取消")).ends == alert.id
    long_ago = report(QUAKE, ("震度７", REGION), at=NINE - timedelta(minutes=30))
    assert played(long_ago).show is None


def test_a_tsunami_warning_for_this_coast_stops_the_calls_until_it_is_lifted() -> None:
    alert = shown(report(TSUNAMI, ("大津波警報：発表", COAST), ("津波警報", "990")))
    assert alert.headline["ja"] == "大津波警報が出ています"
    assert alert.calls is Calls.STOP
    assert shown(report(TSUNAMI, ("津波警報", COAST))).headline["en"] == "Tsunami warning"
    assert played(report(TSUNAMI, ("津波注意報", COAST))).ends == alert.id
    assert played(report(TSUNAMI, ("警報解除", COAST))).ends == alert.id


def test_what_a_city_does_not_ask_for_is_not_read() -> None:
    inland = replace(RULES, coast="", region="")
    assert played(report(TSUNAMI, ("大津波警報", COAST)), rules=inland) == Step({})
    assert played(report(QUAKE, ("震度７", REGION)), rules=inland) == Step({})
    assert played(report("府県天気予報", *kinds("大雨警報"))) == Step({})


def test_the_citys_own_words_come_before_the_reports() -> None:
    own = replace(RULES, say={"level3": {"ja": "市の案内"}})
    assert shown(report(WARNINGS, *kinds("大雨警報")), rules=own).instruction == {"ja": "市の案内"}


@pytest.mark.parametrize(
    "body",
    [
        b"null",
        b"<Report/>",
        report(WARNINGS).replace("通常".encode(), b"null"),
        report(WARNINGS).replace("発表".encode(), b""),
        report(WARNINGS).replace(b"+00:00", b""),
        b'<!DOCTYPE a [<!ENTITY x "y">]>' + report(WARNINGS)[38:],
    ],
)
def test_what_is_no_report_is_refused(body: bytes) -> None:
    with pytest.raises(BadXml):
        read_report(body)


def test_a_feed_is_read_and_entries_that_make_no_sense_are_passed_over() -> None:
    body = feed("https://example.jp", (WARNINGS, "a.xml", NINE))
    broken = body.replace(b"<entry>", b"<entry><updated>x</updated></entry><entry/><entry>")
    assert [entry.url for entry in read_feed(broken)] == ["https://example.jp/a.xml"]
    with pytest.raises(BadXml):
        read_feed(b"<rss/>")
