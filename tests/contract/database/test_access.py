"""Devices, codes, staff, sessions and the audit log, on whichever database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hub.adapters.database.access import SqlAccess
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.engine import Database
from hub.service.access import Role, Staff
from hub.service.ports_access import AuditLine, Code, Device, Session
from tests.lobbies import NINE

HOUR = timedelta(hours=1)
CODE = Code("code hash", Role.KIOSK, "kiosk-1", NINE + HOUR)
DEVICE = Device("d1", Role.KIOSK, "kiosk-1", "token hash", NINE)
SATO = Staff("sato", "佐藤", Role.CLERK, "$argon2id$...")
SESSION = Session("session hash", "sato", NINE, NINE + HOUR)


@pytest.fixture
def access(database: Database) -> SqlAccess:
    return SqlAccess(database, "test")


def test_a_code_can_be_used_once(access: SqlAccess) -> None:
    access.add_code(CODE)
    assert access.take_code(CODE.code_hash, NINE) == CODE
    assert access.take_code(CODE.code_hash, NINE) is None


def test_an_unknown_or_expired_code_is_no_code(access: SqlAccess) -> None:
    access.add_code(CODE)
    assert access.take_code("another", NINE) is None
    assert access.take_code(CODE.code_hash, CODE.expires_at) is None


def test_a_code_of_another_site_is_no_code(access: SqlAccess, database: Database) -> None:
    access.add_code(CODE)
    assert SqlAccess(database, "branch").take_code(CODE.code_hash, NINE) is None


def test_devices_are_listed_by_enrolment(access: SqlAccess) -> None:
    later = Device("d0", Role.SIGNAGE, "hall", "other hash", NINE + HOUR)
    access.add_device(later)
    access.add_device(DEVICE)
    assert access.devices() == [DEVICE, later]


def test_revoking_a_terminal_takes_the_rights_of_all_its_devices(access: SqlAccess) -> None:
    others = replace(DEVICE, id="d3", terminal="kiosk-2", token_hash="c")
    for device in (DEVICE, replace(DEVICE, id="d2", token_hash="b"), others):
        access.add_device(device)
    assert access.revoke("kiosk-1", NINE + HOUR) == 2
    assert access.revoke("kiosk-1", NINE + 2 * HOUR) == 0
    revoked = {device.id: device.revoked_at for device in access.devices()}
    assert revoked == {"d1": NINE + HOUR, "d2": NINE + HOUR, "d3": None}


def test_a_member_of_staff_is_found_by_login(access: SqlAccess) -> None:
    access.put_member(SATO)
    assert access.member("sato") == SATO
    assert access.member("suzuki") is None


def test_a_member_of_staff_is_replaced(access: SqlAccess) -> None:
    locked = replace(SATO, failures=5, locked_until=NINE + HOUR, disabled=True)
    access.put_member(replace(SATO, login="abe"))
    access.put_member(SATO)
    access.put_member(locked)
    assert access.staff() == [replace(SATO, login="abe"), locked]


def test_sessions_end_by_time(access: SqlAccess) -> None:
    longer = replace(SESSION, token_hash="longer", expires_at=NINE + 2 * HOUR)
    access.add_session(SESSION)
    access.add_session(longer)
    assert access.sessions(NINE) == [SESSION, longer]
    assert access.sessions(NINE + HOUR) == [longer]
    assert access.sessions(NINE) == [longer]


def test_sessions_end_by_signing_out(access: SqlAccess) -> None:
    sessions = [replace(SESSION, token_hash=f"hash {number}") for number in range(3)]
    colleague = Session("hers", "suzuki", NINE, NINE + HOUR)
    for session in (*sessions, colleague):
        access.add_session(session)
    access.drop_session("hash 0")
    assert access.sessions(NINE) == [*sessions[1:], colleague]
    access.drop_sessions("sato")
    assert access.sessions(NINE) == [colleague]


def test_the_audit_log_shows_the_latest_first(database: Database) -> None:
    log = SqlAuditLog(database, "test")
    lines = [AuditLine(NINE, "sato", "staff.add", f"member {number}") for number in range(3)]
    for line in lines:
        log.record(line)
    assert log.latest(2) == [lines[2], lines[1]]
    assert SqlAuditLog(database, "branch").latest(2) == []


def test_the_audit_log_tells_all_about_one_subject_in_order(database: Database) -> None:
    log = SqlAuditLog(database, "test")
    lines = [AuditLine(NINE, who, "desk-open", code) for who, code in (("a", "1"), ("b", "1"))]
    for line in (*lines, AuditLine(NINE, "c", "desk-open", "12")):
        log.record(line)
    assert log.about("1") == lines
    assert SqlAuditLog(database, "branch").about("1") == []
