"""A visitor fills a form at a real kiosk of a real hub; what was typed is on the paper, sealed,
and nowhere else."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from devices.cards.simulator.people import BY_KEY
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.keys import SqlPublicKeys
from hub.adapters.keys.files import KeyFiles
from hub.cli.demo.carded import RIGHT, CardHolder
from hub.domain.forms.answers import Address, Answers, Name, Slot
from hub.sealing.answers import read
from hub.sealing.keys import KioskKey, Ring, read_bundle
from hub.sealing.opened import Opened
from hub.sealing.opening import open_code
from tests.e2e.form_places import Place
from tests.e2e.form_visits import FormHand
from tests.forms_people import VISITORS, Visitor, book
from tests.live import City, LiveHub
from tests.terminals import Terminal
from tests.waiting import eventually

NAME = Name("", "", "うえこみ", "ひふみ")
PHONE = "0969871234"
STREET = "98-7654"
EVENT = "residence-certificate"


def planted() -> Visitor:
    """A visitor whose name, street and telephone are found nowhere else."""
    person = VISITORS[EVENT]
    answers = {**person.answers, Slot("applicant-name"): NAME, Slot("phone"): PHONE}
    home = person.answers[Slot("applicant-address")]
    assert isinstance(home, Address)
    answers[Slot("applicant-address")] = replace(home, street=STREET, building="")
    return replace(person, answers=answers)


def opened(place: Place) -> Opened:
    """The code on the paper, opened with the desk's keys."""
    pairs = KeyFiles(place.city.folder / "data" / "keys").pairs()
    ring = Ring({pair.key.id: pair.private for pair in pairs}, {})
    return open_code(place.codes(), ring, kiosks(place), Fresh(), datetime.now(UTC))


def kiosks(place: Place) -> dict[bytes, KioskKey]:
    """The kiosks' keys as the hub knows them."""
    settings = place.city.settings
    database = Database(database_url(settings.database))
    try:
        records = SqlPublicKeys(database, settings.site.id).kiosks()
    finally:
        database.close()
    return {record.key.id: record.key for record in records}


class Fresh:
    """Nothing was opened before."""

    def first(self, letter: str, now: datetime, until: datetime) -> None:
        del letter, now, until


def visit(kiosk: Terminal) -> str:
    """Fill the form and end the visit; the name as the kiosk wrote it."""
    hand = FormHand(kiosk.hand)
    hand.hand.do(see="write-free", seconds=60)
    hand.open(EVENT)
    hand.fill(planted())
    written = hand.read("answer-applicant-name")
    hand.tap("confirm", see="guide-heading")
    hand.hand.do(see="print-again", seconds=20)
    hand.tap("done", see="screen-home")
    return written


def test_what_was_typed_is_on_the_paper_sealed_and_nowhere_else(place: Place) -> None:
    with LiveHub(place.city), Terminal(place.city, "kiosk", "kiosk-1") as kiosk:
        written = visit(kiosk)
        limits = Path(f"/proc/{kiosk.program.process.pid}/limits")
        assert re.search(r"Max core file size +0 +0 ", limits.read_text(encoding="ascii"))
    family = written.split()[0]
    assert family not in ("", NAME.family_kana)
    # Postal codes and such are in the city's own files; the words here were typed alone.
    assert place.holding([family, NAME.family_kana, NAME.given_kana, PHONE, STREET]) == []
    _opens_to(opened(place), family)
    _disk_of_a_kiosk(place)


def test_what_a_card_told_is_in_no_file(place: Place, tmp_path: Path) -> None:
    person = BY_KEY[RIGHT]
    with LiveHub(place.city), Terminal(place.city, "kiosk", "kiosk-1") as kiosk:
        kiosk.hand.do(see="write-free", seconds=60)
        CardHolder(kiosk.hand, tmp_path).read()
    given = person.name.split("\N{IDEOGRAPHIC SPACE}")[1]
    assert place.holding([given, person.address, person.birth, person.code_b]) == []


def _opens_to(letter: Opened, family: str) -> None:
    assert (letter.terminal, letter.event) == ("kiosk-1", book().events[EVENT].wire)
    assert letter.expires - letter.issued == timedelta(days=7)
    reading = read(book(), letter.body)
    assert not reading.unknown
    answers: Answers = reading.answers
    name = answers[Slot("applicant-name")]
    assert isinstance(name, Name)
    assert (name.family, name.family_kana, name.given_kana) == (
        family,
        NAME.family_kana,
        NAME.given_kana,
    )
    same = {slot: value for slot, value in answers.items() if slot != Slot("applicant-name")}
    wanted = {slot: planted().answers[slot] for slot in same}
    assert same == wanted


def _disk_of_a_kiosk(place: Place) -> None:
    """Public keys of the desk, and one private key, with which nothing can be opened."""
    folder = place.city.folder / "kiosk-1"
    kept = {path.name for path in folder.iterdir()}
    assert kept <= {
        *("token", "signing.pem", "desk.keys", "printing.txt", "receipts"),
        *("kiosk.db", "kiosk.db-wal", "kiosk.db-shm"),
    }
    own = load_pem_private_key((folder / "signing.pem").read_bytes(), None)
    assert isinstance(own, Ed25519PrivateKey)
    bundle = read_bundle((folder / "desk.keys").read_bytes())
    pairs = KeyFiles(place.city.folder / "data" / "keys").pairs()
    assert {key.public for key in bundle.keys} <= {pair.key.public for pair in pairs}
    private = [pair.private.private_bytes_raw() for pair in pairs]
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert not [secret for secret in private if any(secret in content for content in files)]
    assert sum(b"PRIVATE KEY" in content for content in files) == 1


def test_without_its_hub_a_kiosk_seals_and_numbers_by_itself(place: Place) -> None:
    with LiveHub(place.city) as hub, Terminal(place.city, "kiosk", "kiosk-1") as kiosk:
        kiosk.hand.do(see="write-free", seconds=60)
        hub.kill()
        visit(kiosk)
        name = read(book(), opened(place).body).answers[Slot("applicant-name")]
        assert isinstance(name, Name)
        assert name.family_kana == NAME.family_kana
        hub.start()
        eventually(lambda: _own_number(place.city), "the kiosk's own number at the hub")


def _own_number(city: City) -> bool:
    tickets = [ticket for event in city.events() for ticket in event.tickets]
    return any("X-" in ticket.label for ticket in tickets)
