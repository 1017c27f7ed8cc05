"""Terminals and members of staff, from the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import typer

from config.faults import near
from config.schema.settings import Settings
from hub.adapters.database.access import SqlAccess
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.passwords import Argon2
from hub.cli.configured import database, end, now
from hub.service.access import LEAST_PASSWORD, TERMINALS, Denied, LockOut, Role, after_success
from hub.service.devices import CODE_VALID, Devices
from hub.service.ports_access import AuditLine
from hub.service.signin import SignIn

STAFF_ROLES = [role for role in Role if role not in TERMINALS]
# Who acts, in the audit log, when it is whoever may run commands on the hub's machine.
OPERATOR = "machiai"
# Fewer digits are soon found by trying; the kiosk's pad takes no more.
LEAST_PIN, MOST_PIN = 4, 12


def new_code(found: Settings, terminal: str) -> None:
    """Print an enrolment code and the command that uses it."""
    role = _terminal_role(found, terminal)
    with _access(found, "new_code", terminal) as (access, _):
        code = Devices(access, now).new_code(role, terminal)
    minutes = int(CODE_VALID.total_seconds() // 60)
    print(f"登録コード: {code}（{minutes}分以内に、一度だけ使えます）")
    print("端末で、次のように動かしてください:")
    print(f"  machiai {role.value} --hub URL --id {terminal} --data DIR --enroll {code}")


def _terminal_role(found: Settings, terminal: str) -> Role:
    roles = {kiosk.id: Role.KIOSK for kiosk in found.terminals.kiosks}
    roles |= {display.id: Role.SIGNAGE for display in found.terminals.displays}
    if terminal not in roles:
        meant = near(terminal, roles)
        hint = f"（もしかして: {meant}）" if meant else ""
        end(f"terminals.yaml に {terminal} という端末はありません{hint}。")
    return roles[terminal]


def list_staff(found: Settings) -> None:
    """Print the members of staff."""
    with database(found) as opened:
        members = SqlAccess(opened, found.site.id).staff()
    if not members:
        print("まだ係員がいません。ハブを動かすと、最初の管理者を作るリンクが出ます。")
    for member in members:
        state = "停止中" if member.disabled else ""
        named = f"{member.name} {member.department}".rstrip()
        print(f"{member.login:<16} {member.role.value:<16} {named} {state}".rstrip())


def add_staff(found: Settings, login: str, name: str, role: str, department: str) -> None:
    """Ask for a password twice and add the member of staff."""
    if role not in STAFF_ROLES:
        end(f"役割は {'、'.join(STAFF_ROLES)} のどれかです。")
    password = typer.prompt("パスワード", hide_input=True, confirmation_prompt="もう一度")
    with _access(found, "add_staff", login) as (access, audit):
        try:
            hours = timedelta(hours=found.hub.session_hours)
            sign_in = SignIn(access, audit, Argon2(), now, LockOut(), hours)
            sign_in.add(login, name, Role(role), password, department)
        except Denied:
            end(f"パスワードは {LEAST_PASSWORD} 字以上で、サインインの名前を含まないものに。")
    print(f"{login} を加えました。")


def set_disabled(found: Settings, login: str, *, disabled: bool) -> None:
    """Stop a member of staff, signed out everywhere; or let in again, with no lock."""
    action = "disable_staff" if disabled else "enable_staff"
    with _access(found, action, login) as (access, _):
        member = access.member(login)
        if member is None:
            end(f"{login} という係員はいません。machiai staff list で確かめてください。")
        access.put_member(replace(after_success(member), disabled=disabled))
        if disabled:
            access.drop_sessions(login)
    print(f"{login} を{'止めました' if disabled else 'また使えるようにしました'}。")


def print_pin() -> None:
    """Ask for a PIN twice; print what to write into site.yaml. The PIN itself is kept nowhere."""
    pin = typer.prompt("暗証番号（数字）", hide_input=True, confirmation_prompt="もう一度")
    if not (pin.isascii() and pin.isdecimal() and LEAST_PIN <= len(pin) <= MOST_PIN):
        end(f"暗証番号は {LEAST_PIN} 桁から {MOST_PIN} 桁の数字にしてください。")
    print("site.yaml に、次のように書いてください:")
    print("kiosk:")
    print(f"  staff_pin_hash: {Argon2().hash(pin)}")


@contextmanager
def _access(found: Settings, action: str, subject: str) -> Iterator[tuple[SqlAccess, SqlAuditLog]]:
    """The access records and the audit log, to which what succeeds is written."""
    with database(found) as opened:
        audit = SqlAuditLog(opened, found.site.id)
        yield SqlAccess(opened, found.site.id), audit
        audit.record(AuditLine(now(), OPERATOR, action, subject))
