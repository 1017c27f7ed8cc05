"""The supervisor's list of what was done: today's lines, with names that people know."""

from datetime import datetime, timedelta

from hub.service.ports_access import AuditLine
from hub.web.overview import overview
from hub.web.words import AUDITED
from tests.lobbies import NINE, World


def deeds(world: World, *lines: AuditLine) -> list[tuple[str, str]]:
    return [(row.at, row.deed) for row in overview(world.lobby, world.now, (), lines).deeds]


def line(action: str, subject: str = "", at: datetime = NINE) -> AuditLine:
    return AuditLine(at, "sato", action, subject)


def test_only_the_lines_of_today_are_shown() -> None:
    # The lobby's day begins at five in the morning, in its own time zone.
    begin = NINE - timedelta(hours=4)
    lines = [line("open", at=begin), line("close", at=begin - timedelta(seconds=1))]
    assert deeds(World(), *lines) == [("05:00", "窓口を開いた")]


def test_subjects_have_their_names() -> None:
    world = World()
    ticket = world.issue()
    lines = [line("issue", ticket.id), line("open", "c1"), line("close-service", "tax")]
    assert [deed for _, deed in deeds(world, *lines)] == [
        "A-001 番号を出した",
        "1番窓口 窓口を開いた",
        "業務E 受付を停止",
    ]


def test_signing_in_has_no_subject_and_unknown_actions_keep_their_name() -> None:
    found = [deed for _, deed in deeds(World(), line("sign-in"), line("melted", "x"))]
    assert found == [AUDITED["sign-in"], "x melted"]
