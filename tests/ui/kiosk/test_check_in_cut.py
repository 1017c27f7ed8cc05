"""The hub is killed between the commit of a check-in and its answer: one ticket, held by somebody.

The kiosk's program is whole but for its window, and so is the hub's process.
"""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from hub.adapters.database.appointments import SqlAppointments
from hub.adapters.database.engine import Database, database_url
from hub.client.tokens import write_token
from hub.domain.appointments.codes import with_check
from hub.domain.appointments.records import Appointment
from hub.domain.events import Kind
from hub.domain.lobby import fold
from hub.domain.tickets import State, Ticket
from hub.service.site import domain_site
from kiosk.app.options import parse
from kiosk.app.program import Program
from kiosk.app.views import label_of
from kiosk.flow import arrivals as ar
from kiosk.flow import events as ev
from kiosk.flow.machine import ticket_id
from kiosk.flow.state import INITIAL, Given, Screen
from tests.live import ROOT, City, LiveHub, make
from tests.ui.qml import until

PATIENCE_MS = 30_000
# Kills its own process the first time that somebody is to be written down as having come: the
# number is on the disk by then, and the kiosk has not been answered.
CUT = """
import os, runpy, signal
from pathlib import Path
from hub.service.appointments import checking_in
came = checking_in._came
def cut(turn, book, seen, ticket):
    mark = Path({folder!r}) / seen.id
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    came(turn, book, seen, ticket)
checking_in._came = cut
runpy.run_module("hub.cli", run_name="__main__", alter_sys=True)
"""


class CutHub(LiveHub):
    """Falls once at each appointment's check-in."""

    def launch(self) -> subprocess.Popen[bytes]:
        code = CUT.format(folder=str(self.city.folder))
        command = [sys.executable, "-c", code, "hub", "--config", str(self.city.folder)]
        with self.log_file.open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)

    def fallen(self) -> bool:
        return self.process is not None and self.process.poll() is not None


@pytest.fixture
def city(tmp_path: Path) -> City:
    return make(tmp_path / "city")


@pytest.fixture
def program(city: City, qapp: object, tmp_path: Path) -> Iterator[Program]:
    del qapp
    write_token(tmp_path / "token", city.tokens["kiosk-1"])
    options = ["--hub", city.address, "--id", "kiosk-1", "--data", str(tmp_path)]
    made = Program(parse(options, {}), lambda: None)
    made.kiosk.engine.settle = 0
    yield made
    made.stop()


def booked(city: City, number: str) -> Appointment:
    """An appointment at this very moment."""
    now, token = datetime.now(UTC), f"token-{number:>026}"
    end = now + timedelta(minutes=20)
    made = Appointment(uuid4().hex, number, token, "mynumber", now, end, 0, now, now)
    database = Database(database_url(city.settings.database))
    with SqlAppointments(database, city.settings.site.id).turn() as book:
        book.put(made)
    database.close()
    return made


def shows(program: Program, screen: Screen) -> None:
    until(lambda: program.kiosk.engine.state.screen is screen, screen, PATIENCE_MS)


def check_in(program: Program, number: str) -> str:
    """Type the number; the ticket's id that the kiosk asks for."""
    request = uuid4().hex
    begin: tuple[ev.Event, ...] = (ev.Finished(), ar.ArrivalWanted())
    for event in (*begin, *map(ar.ArrivalDigit, number), ar.ArrivalEntered(request)):
        program.kiosk.send(event)
    return request


def given(program: Program) -> Given:
    """What the visitor at the kiosk holds in the end."""
    shows(program, Screen.TICKET)
    found = program.kiosk.engine.state.given
    assert found is not None
    return found


def waiting(city: City) -> dict[str, Ticket]:
    """Who waits for the service, by the journal alone; and every number was given once."""
    events = city.events()
    lobby = fold(domain_site(city.settings, events[0].at.date()), events)
    assert sum(event.kind is Kind.ISSUED for event in events) == len(lobby.tickets)
    return {item.id: item for item in lobby.tickets.values() if item.state is State.WAITING}


def test_no_number_is_left_that_nobody_holds(city: City, program: Program) -> None:
    first, second = (with_check(f"{number:07}") for number in (4711471, 4711472))
    with CutHub(city) as hub:
        appointments = booked(city, first), booked(city, second)
        program.start()
        until(lambda: program.kiosk.engine.limits.checks_in and program.kiosk.world.live, "live")

        asked = check_in(program, first)
        shows(program, Screen.ARRIVAL_TROUBLE)
        until(hub.fallen, "the fall", PATIENCE_MS)
        assert list(waiting(city)) == [asked], "it was committed, and the visitor holds nothing"
        hub.start()
        held = given(program)
        assert ticket_id(held) == asked, "the kiosk has asked again by itself"

        missed = check_in(program, second)
        shows(program, Screen.ARRIVAL_TROUBLE)
        until(lambda: hub.fallen() and not program.kiosk.world.live, "the fall", PATIENCE_MS)
        program.kiosk.send(ev.TakeNumber())
        program.kiosk.send(ev.ServiceChosen("residence", uuid4().hex, is_open=True))
        own = given(program)
        assert (ticket_id(own), label_of(own)[1:]) == (missed, "X-001")
        hub.start()
        until(lambda: waiting(city)[missed].label == label_of(own), "the hand-over", PATIENCE_MS)

    tickets = waiting(city)
    assert [item.label for item in tickets.values()] == [label_of(held), label_of(own)]
    assert [item.appointment for item in tickets.values()] == [item.id for item in appointments]
    program.kiosk.send(ev.Finished())
    assert program.kiosk.engine.state == INITIAL
