"""CAP 1.2: what is a test is never shown as real, whatever else a message says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.adapters.alarms.cap_xml import read_cap
from hub.adapters.xml import BadXml
from hub.domain.acting import Act
from hub.domain.alerts import Alert, Status, is_shown
from hub.domain.lobby import Lobby, apply
from hub.domain.raising import supersede
from hub.service.alarms.cap import MessageStatus, MessageType, Outcome, Rules, Severity, outcome
from tests.lobbies import NINE
from tests.unit.hub.alarms.caps import NAMESPACE, cap, info
from tests.unit.hub.domain.test_raising import small_lobby

RULES = Rules("pref")
WITH_EXERCISES = replace(RULES, exercises=True)
MINUTE = timedelta(minutes=1)

# One message of an office: its number, and the parts that decide what it means.
MESSAGES = st.lists(
    st.tuples(
        st.sampled_from(list(MessageStatus)),
        st.sampled_from(list(MessageType)),
        st.lists(st.integers(0, 7), max_size=3),
        st.booleans(),
    ),
    max_size=8,
)


def read(body: bytes, rules: Rules = RULES) -> Outcome:
    return outcome(read_cap(body), rules, NINE)


def shown(body: bytes, rules: Rules = RULES) -> Alert:
    alert = read(body, rules).show
    assert alert is not None
    return alert


def played(lobby: Lobby, bodies: Sequence[bytes], rules: Rules) -> Lobby:
    for body in bodies:
        found = read(body, rules)
        for event in supersede(Act(lobby, NINE), found.show, found.ends).events:
            apply(lobby, replace(event, id=lobby.last_event + 1))
    return lobby


@given(MESSAGES, st.booleans())
def test_no_message_but_an_actual_one_shows_or_ends_what_is_actual(
    messages: list[tuple[MessageStatus, MessageType, list[int], bool]], exercises: bool
) -> None:
    rules = WITH_EXERCISES if exercises else RULES
    bodies = [
        cap(str(at), status=status, kind=kind, references=[str(ref) for ref in refs],
            scope="Public" if public else "Private", sent=NINE + at * MINUTE)
        for at, (status, kind, refs, public) in enumerate(messages)
    ]  # fmt: skip
    everything = played(small_lobby(), bodies, rules)
    actual = [body for body, message in zip(bodies, messages, strict=True)
              if message[0] is MessageStatus.ACTUAL]  # fmt: skip
    alone = played(small_lobby(), actual, rules)
    real = {key for key, alert in everything.alerts.items() if alert.status is Status.ACTUAL}
    assert real == set(alone.alerts)
    drills = everything.alerts.keys() - real
    assert not drills or exercises
    assert all(everything.alerts[key].status is Status.EXERCISE for key in drills)


@pytest.mark.parametrize("status", ["Test", "System", "Draft", "Exercise"])
def test_what_is_not_meant_for_the_public_as_it_stands_is_not_shown(status: str) -> None:
    assert read(cap(status=status)) == Outcome()
    assert read(cap(status=status, kind="Cancel", references=["0"])) == Outcome()


@pytest.mark.parametrize("scope", ["Restricted", "Private"])
def test_what_is_for_some_alone_is_not_shown(scope: str) -> None:
    assert read(cap(scope=scope)) == Outcome()


def test_an_exercise_is_shown_as_one_where_the_city_wants_it() -> None:
    assert shown(cap(status="Exercise"), WITH_EXERCISES).status is Status.EXERCISE


def test_an_alert_says_what_is_known_and_ends_by_its_time() -> None:
    alert = shown(
        cap(more="<parameter><valueName>警戒レベル</valueName><value>4</value></parameter>")
    )
    assert alert.headline == {"ja": "大雨です"}
    assert alert.instruction == {"ja": "高い所へ"}
    assert alert.area == {"ja": "待合市"}
    assert (alert.level, alert.updated_at) == (4, NINE)
    assert is_shown(alert, NINE + 59 * MINUTE)
    assert not is_shown(alert, NINE + 60 * MINUTE)


def test_people_are_warned_before_the_event_and_not_before_the_message_holds() -> None:
    onset = f"<onset>{(NINE + 30 * MINUTE).isoformat()}</onset>"
    assert is_shown(shown(cap(more=onset)), NINE)
    effective = onset.replace("onset", "effective")
    later = shown(cap(more=effective))
    assert not is_shown(later, NINE)
    assert is_shown(later, NINE + 30 * MINUTE)


def test_several_languages_are_taken_and_the_first_stands_for_a_missing_japanese() -> None:
    both = info("大雨です") + info("Heavy rain", language="en-US") + info("x", language="zh-TW")
    assert shown(cap(infos=both)).headline == {"ja": "大雨です", "en": "Heavy rain", "zh-Hant": "x"}
    assert shown(cap(infos=info("Pluie", language="fr"))).headline == {"fr": "Pluie", "ja": "Pluie"}


def test_an_update_takes_the_place_of_what_it_names_and_a_cancel_ends_it() -> None:
    first, second = cap("1"), cap("2", kind="Update", references=["1"], headline="強まりました")
    lobby = played(small_lobby(), [first, second], RULES)
    assert [alert.headline["ja"] for alert in lobby.alerts.values()] == ["強まりました"]
    assert not played(lobby, [cap("3", kind="Cancel", references=["1", "2"])], RULES).alerts


def test_an_all_clear_ends_and_shows_nothing() -> None:
    clear = cap("2", kind="Update", references=["1"], more="<responseType>AllClear</responseType>")
    assert not played(small_lobby(), [cap("1"), clear], RULES).alerts


def test_what_is_over_or_lighter_or_elsewhere_is_not_shown() -> None:
    assert read(cap(expires=NINE)).show is None
    assert read(cap(severity="Minor")).show is None
    here = replace(RULES, areas=frozenset({"1310100"}), least=Severity.MINOR)
    assert read(cap(severity="Minor"), here).show is not None
    assert read(cap(), replace(RULES, areas=frozenset({"9999999"}))).show is None
    assert read(cap(), replace(RULES, areas=frozenset({"待合市"}))).show is not None


def test_without_an_end_it_ends_by_the_last_resort() -> None:
    assert shown(cap(expires=None)).expires == NINE + timedelta(hours=24)


def test_without_words_there_is_nothing_to_show() -> None:
    silent = info("  ").replace("<event>大雨</event>", "<event/>")
    assert read(cap(infos=silent)).show is None
    assert read(cap(infos="")).show is None


def test_too_many_words_are_cut_and_stay_in_one_line() -> None:
    alert = shown(cap(headline="あ\n" * 500))
    assert len(alert.headline["ja"]) == 120
    assert alert.headline["ja"].endswith("…")
    assert "\n" not in alert.headline["ja"]


BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">
<!ENTITY z "&y;&y;&y;&y;&y;&y;&y;&y;">]><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>&z;</identifier></alert>"""
XXE = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>&x;</identifier></alert>"""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff",
        b"null",
        BOMB,
        XXE,
        b'<?xml version="1.0" encoding="no-such"?><alert/>',
        cap().replace(NAMESPACE.encode(), b"urn:other"),
        cap(status="Real"),
        cap(kind="Destroy"),
        cap(identifier="a b"),
        cap(identifier=""),
        cap(severity="Terrible"),
        cap().replace(b"+00:00", b""),
        cap().replace(b"2026-11-24T00:00:00+00:00", b"0001-01-01T00:00:00+14:00"),
        cap(references=["1"]).replace(b"bosai@example.jp,1,", b"1,"),
        cap()[:-20],
        b"<alert>" * 20_000,
    ],
)
def test_what_is_no_message_is_refused(body: bytes) -> None:
    with pytest.raises(BadXml):
        read_cap(body)


@given(st.binary(max_size=300))
def test_no_bytes_do_anything_but_being_refused(body: bytes) -> None:
    with pytest.raises(BadXml):
        read_cap(body)
