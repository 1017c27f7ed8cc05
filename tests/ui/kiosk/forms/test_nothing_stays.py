"""After a visit no object of the program holds an answer: real sealing, paper and threads."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from PySide6.QtTest import QTest

from devices.printers.journal import Journal
from hub.client import Printer
from hub.client.keys import SealingKeys
from hub.domain.forms.answers import Address, Name, Slot
from hub.domain.issuing import OfflineTicket, Request
from hub.sealing.keys import DeskKey, read_bundle, sign_bundle
from kiosk.app.effects import Performer
from kiosk.app.kiosk import Kiosk
from kiosk.app.moment import read_clock
from kiosk.app.pin import PinGuard
from kiosk.app.printing import Printing
from kiosk.app.staff import Staff
from kiosk.flow import events as ev
from kiosk.flow.forms.filling import FormState
from kiosk.flow.state import INITIAL, Print, Screen, State
from kiosk.shell.qr import QrProvider
from tests.forms_people import FAMILY, Visitor, book
from tests.ui.kiosk.kit import MAIN, forms_world, offline_number
from tests.ui.qml import Screen as Window
from tests.ui.qml import until
from tests.unit.kiosk.app.endings import ASKED, REQUEST, filled

# In pieces, so that the test itself holds no text that it looks for.
FAMILY_NAME, STREET, PHONE = ("植", "込", "澤"), ("9", "8丁目", "765番"), ("0968", "31", "7245")


class Desk:
    """Gives a number of the own series: no hub is near."""

    def issue(self, request: Request) -> OfflineTicket:
        return offline_number(replace(ASKED, request=request.id, service=request.service))


def planted() -> Visitor:
    """The family, with a name, a street and a telephone found nowhere else."""
    answers = dict(FAMILY.answers)
    for slot, value in FAMILY.answers.items():
        if isinstance(value, Name):
            answers[slot] = replace(value, family="".join(FAMILY_NAME))
        elif isinstance(value, Address):
            answers[slot] = replace(value, street="".join(STREET))
    return replace(FAMILY, answers=answers | {Slot("phone"): "".join(PHONE)})


@dataclass
class Whole:
    """A kiosk with its screens, its sealer and its printer."""

    kiosk: Kiosk
    performer: Performer
    printing: Printing
    window: Window

    @property
    def state(self) -> State:
        return self.kiosk.engine.state

    def close(self) -> None:
        self.window.close()
        self.performer.close()
        self.printing.close()
        self.kiosk.close()


@pytest.fixture
def whole(tmp_path: Path, qapp: object) -> Iterator[Whole]:
    del qapp
    now, private = datetime.now(UTC), X25519PrivateKey.generate()
    key = DeskKey(private.public_key().public_bytes_raw(), now, now + timedelta(days=1))
    body = sign_bundle((key,), Ed25519PrivateKey.generate(), now)
    (tmp_path / "desk.keys").write_bytes(body)
    staff = Staff(PinGuard(), lambda: (0, 0))

    def perform(effect: object) -> None:
        performer.perform(effect)  # type: ignore[arg-type] # an Effect

    kiosk = Kiosk(read_clock, perform, staff)
    performer = Performer(
        Desk(), staff.guard, SealingKeys(tmp_path), read_clock, kiosk.send, lambda: None
    )
    printer = Printer("simulator")
    printing = Printing(printer, tmp_path / "receipts", Journal(), kiosk.send, lambda _: None)
    performer.press = printing
    world = replace(forms_world(book()), keys=read_bundle(body))
    performer.world = world
    kiosk.learn(world)
    window = Window(MAIN, {"kiosk": kiosk}, images={"qr": QrProvider()})
    made = Whole(kiosk, performer, printing, window)
    yield made
    made.close()


def holders(pieces: tuple[str, ...]) -> list[str]:
    """What kinds of objects hold a text with these pieces in a row."""
    wanted = "".join(pieces)
    gc.collect()
    found = [
        type(holder).__name__
        for holder in gc.get_objects()
        if any(
            isinstance(part, str) and part is not wanted and wanted in part
            for part in gc.get_referents(holder)
        )
    ]
    del wanted
    return found


def forms_alive() -> set[int]:
    """Who is in a form: a visit that another test left behind may be among them."""
    gc.collect()
    return {id(each) for each in gc.get_objects() if isinstance(each, FormState)}


def test_no_object_holds_an_answer_when_the_visit_is_over(whole: Whole, tmp_path: Path) -> None:
    kiosk = whole.kiosk
    kiosk.engine.settle = 0
    others = forms_alive()
    kiosk.engine.state = State(Screen.FORM_REVIEW, form=filled(planted()))
    kiosk.tick()
    QTest.qWait(100)
    for pieces in (FAMILY_NAME, STREET, PHONE):
        assert holders(pieces), "the search finds what is there"
    kiosk.send(ev.Confirmed(REQUEST))
    until(lambda: whole.state.printed is Print.DONE, "the paper", 20_000)
    QTest.qWait(100)
    assert list((tmp_path / "receipts").glob("*.png"))
    kiosk.send(ev.Finished())
    until(lambda: whole.state == INITIAL, "home")
    QTest.qWait(300)
    assert forms_alive() <= others
    for pieces in (FAMILY_NAME, STREET, PHONE):
        assert holders(pieces) == []
