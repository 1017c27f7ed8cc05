"""Lock-out, passwords and codes as rules, without a clock or a database."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.service.access import (
    RIGHTS,
    TERMINALS,
    Denial,
    Denied,
    LockOut,
    Right,
    Role,
    Staff,
    after_failure,
    after_success,
    check_password,
    check_unlocked,
    code_hash,
    new_code,
)
from tests.lobbies import NINE

SATO = Staff("sato", "佐藤", Role.CLERK, "-")
RULE = LockOut(3, timedelta(minutes=10))
MINUTE = timedelta(minutes=1)


def test_every_role_has_rights_and_terminals_have_no_session() -> None:
    assert set(RIGHTS) == set(Role)
    for role in TERMINALS:
        assert Right.SESSION not in RIGHTS[role]
        assert Right.SERVE not in RIGHTS[role]
    assert set().union(*RIGHTS.values()) == set(Right)


def test_the_last_failure_locks_and_the_lock_ends() -> None:
    staff = SATO
    for _ in range(2):
        staff = after_failure(staff, NINE, RULE)
        check_unlocked(staff, NINE)
    staff = after_failure(staff, NINE, RULE)
    with pytest.raises(Denied) as denied:
        check_unlocked(staff, NINE + 9 * MINUTE)
    assert denied.value.code is Denial.LOCKED
    assert denied.value.details["minutes"] == 1
    check_unlocked(staff, NINE + 10 * MINUTE)


def test_after_a_lock_the_count_starts_anew() -> None:
    staff = SATO
    for _ in range(3):
        staff = after_failure(staff, NINE, RULE)
    again = after_failure(staff, NINE + 10 * MINUTE, RULE)
    assert (again.failures, again.locked_until) == (1, None)


@given(st.lists(st.booleans(), max_size=20))
def test_only_failures_in_a_row_lock(tries: list[bool]) -> None:
    staff, row = SATO, 0
    for right in tries:
        if staff.locked_until is not None:
            return
        staff = after_success(staff) if right else after_failure(staff, NINE, RULE)
        row = 0 if right else row + 1
        assert (staff.locked_until is not None) is (row >= RULE.attempts)


@pytest.mark.parametrize(
    "password", ["", "short", "aaaaaaaaaaaa", "abababababab", "x" * 201, "my sato 2026 abc"]
)
def test_weak_passwords_are_refused(password: str) -> None:
    with pytest.raises(Denied, match="weak_password"):
        check_password("sato", password)


@pytest.mark.parametrize("password", ["とても長い合言葉です", "correct horse battery"])
def test_long_passwords_of_any_script_are_fine(password: str) -> None:
    check_password("sato", password)


def test_codes_can_be_read_aloud_and_typed() -> None:
    code = new_code()
    assert re.fullmatch(r"([A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}", code)
    assert code_hash(code) == code_hash(code.lower().replace("-", " "))
    assert code_hash(code) != code_hash(new_code())
