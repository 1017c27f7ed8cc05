"""What the buttons' forms mean, and what a form that no button sends is told."""

import pytest

from hub.domain.errors import Refusal, Refused
from hub.service.access import Principal, Role
from hub.web.deeds import ACTIONS, Stale, deed
from hub.web.forms import BadForm, local_path
from hub.web.words import AUDITED, minutes, refusal
from tests.lobbies import MINUTE, World

CLERK = Principal("sato", "佐藤", Role.CLERK)


def test_a_call_counts_only_for_the_visitor_that_the_clerk_saw() -> None:
    world = World()
    world.open("c1")
    world.issue()
    world.issue()
    world.do("c1", deed(world.lobby, "c1", "call-next", {"seen": ""}, CLERK))
    with pytest.raises(Stale):
        deed(world.lobby, "c1", "call-next", {"seen": ""}, CLERK)


def test_a_typed_number_is_called() -> None:
    world = World()
    world.open("c1")
    world.issue()
    second = world.issue()
    called = world.do("c1", deed(world.lobby, "c1", "call", {"number": "a2"}, CLERK))
    assert called.id == second.id


@pytest.mark.parametrize("number", ["", "Z-999", "<b>"])
def test_a_number_that_nobody_has_is_refused(number: str) -> None:
    with pytest.raises(Refused) as refused:
        deed(World().lobby, "c1", "call", {"number": number}, CLERK)
    assert refused.value.code is Refusal.UNKNOWN_TICKET


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"to": "service:cert"},
        {"to": "moon:1", "place": "first"},
        {"to": "service:cert", "place": "top"},
    ],
)
def test_a_transfer_needs_a_target_and_a_place(form: dict[str, str]) -> None:
    with pytest.raises(BadForm):
        deed(World().lobby, "c1", "transfer", {"ticket": "x", **form}, CLERK)


def test_every_action_has_words_for_the_audit_log() -> None:
    assert AUDITED.keys() >= ACTIONS


@pytest.mark.parametrize("code", Refusal)
def test_every_refusal_has_words(code: Refusal) -> None:
    assert refusal(World().site, code.value, {}).endswith("。")


def test_a_refusal_names_what_and_what_to_do() -> None:
    site = World().site
    assert (
        refusal(site, "other_counter", {"number": "A-001", "counter": "c2"})
        == "A-001 の方は、いま2番窓口で対応中です。"
    )
    assert (
        refusal(site, "too_early_for_absent", {"number": "A-001", "calls": 1, "seconds": 40})
        == "不在にするには、あと1回・40秒必要です。"
    )


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("/counter/c1", "/counter/c1"),
        ("", "/counter"),
        ("https://evil.example/", "/counter"),
        ("//evil.example/", "/counter"),
        ("/\\evil.example/", "/counter"),
        ("/a\r\nSet-Cookie: x", "/counter"),
    ],
)
def test_signing_in_leads_to_our_own_pages_only(wanted: str, path: str) -> None:
    assert local_path(wanted) == path


def test_minutes_are_said_as_people_say_them() -> None:
    assert [minutes(n * MINUTE) for n in (0, 19, 60, 65)] == ["0分", "19分", "1時間0分", "1時間5分"]
