"""What is on the ticket, in the visitor's language."""

from dataclasses import replace

from assets.words import load
from kiosk.app.paper import sheet
from kiosk.app.world import World
from kiosk.flow.state import IssueNumber
from tests.ui.kiosk.kit import demo_world, number, offline_number

ASKED = IssueNumber("7" * 32, "residence", "ja", None)


def test_a_ticket_of_the_hub() -> None:
    printed = sheet(number(ASKED), demo_world(), load("ja", "common", "kiosk"))
    assert printed.city == "待合市役所"
    assert printed.label == "A-047"
    assert printed.service == "住民票・戸籍・印鑑証明"
    assert printed.issued_at == "令和8年11月24日(火) 9:12"
    assert (printed.ahead, printed.wait) == (12, "15〜25分")
    assert printed.url == f"https://machiai.example.lg.jp/t/{'7' * 32}"
    assert not printed.offline


def test_a_ticket_of_the_kiosks_own_promises_no_wait() -> None:
    printed = sheet(offline_number(ASKED), demo_world(), load("ja", "common", "kiosk"))
    assert printed.label == "AX-001"
    assert printed.offline
    assert (printed.ahead, printed.wait) == (None, None)


def test_every_language_prints_without_marks_of_readings() -> None:
    for tag in ("ja-easy", "en", "ne"):
        printed = sheet(number(ASKED), demo_world(), load(tag, "common", "kiosk"))
        assert "|" not in repr(printed)
        assert printed.language == tag


def test_the_class_is_named_and_no_address_means_no_code() -> None:
    given = number(ASKED)
    given = replace(given, ticket=replace(given.ticket, priority="infant"))
    world = demo_world()
    assert world.lobby is not None
    printed = sheet(given, world, load("en", "common", "kiosk"))
    assert printed.priority == "With a small child"
    bare = sheet(given, World(), load("en", "common", "kiosk"))
    assert (bare.url, bare.priority, bare.city) == (None, None, "")
