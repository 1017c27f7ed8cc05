"""Answers become codes at the kiosk, which the desk opens again; or a calm word why not."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from devices.printers.code import CAPACITY
from hub.client.api import HubClient
from hub.client.errors import HubAway, HubRefused
from hub.client.keys import SealingKeys
from hub.domain.forms.answers import Ask, Slot
from hub.domain.forms.checking import Fault
from hub.sealing.answers import read
from hub.sealing.keys import BadBundle, Bundle, DeskKey, KioskKey, Ring, sign_bundle
from hub.sealing.opening import open_code
from kiosk.app.sealing import PERIOD, RETRY, KeyRounds, Keys, oversize, said, sealed
from kiosk.flow import events as ev
from kiosk.flow.forms.filling import FormState, change
from kiosk.flow.state import SealForms
from tests.forms_people import FAMILY, VISITORS, Visitor, book
from tests.unit.kiosk.app.endings import REQUEST, family_of, filled

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
WIDE, NARROW = CAPACITY[80], CAPACITY[58]


class Desk:
    """A desk with a key for the day, and its bundle on a kiosk's disk."""

    def __init__(self, folder: Path) -> None:
        self.identity = Ed25519PrivateKey.generate()
        self.private = X25519PrivateKey.generate()
        public = self.private.public_key().public_bytes_raw()
        self.key = DeskKey(public, NOW - timedelta(hours=2), NOW + timedelta(hours=20))
        self.body = sign_bundle((self.key,), self.identity, NOW)
        self.keys = SealingKeys(folder)
        (folder / "desk.keys").write_bytes(self.body)

    def open(self, codes: tuple[str, ...]) -> FormState:
        """A form with the answers in the codes."""
        public = self.keys.own().public_key().public_bytes_raw()
        kiosk = KioskKey(public, "kiosk-1")
        ring = Ring({self.key.id: self.private}, {})
        opened = open_code(codes, ring, {kiosk.id: kiosk}, Fresh(), NOW)
        return replace(filled(), answers=read(book(), opened.body).answers)


class Fresh:
    def first(self, letter: str, now: datetime, until: datetime) -> None:
        del letter, now, until


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def codes_of(outcome: ev.Event) -> tuple[str, ...]:
    assert isinstance(outcome, ev.FormsSealed)
    assert outcome.request == REQUEST
    return outcome.codes


@pytest.mark.parametrize("characters", [WIDE, NARROW])
@pytest.mark.parametrize("visitor", VISITORS.values(), ids=VISITORS)
def test_every_visitor_of_the_demo_city_arrives_whole(
    visitor: Visitor, characters: int, desk: Desk
) -> None:
    form = filled(visitor)
    codes = codes_of(sealed(desk.keys, SealForms(REQUEST, form), NOW, characters))
    assert all(len(code) <= characters for code in codes)
    assert desk.open(codes).answers == said(form)


def test_what_is_not_asked_any_more_is_not_sealed(desk: Desk) -> None:
    form = filled(FAMILY)
    left = Slot("never-asked-of-this-visitor")
    stray = replace(form, answers={**form.answers, left: "x"})
    assert left not in said(stray)
    codes = codes_of(sealed(desk.keys, SealForms(REQUEST, stray), NOW, WIDE))
    assert desk.open(codes).answers == said(form)


def test_without_a_key_for_now_the_form_fails_calmly(desk: Desk, tmp_path: Path) -> None:
    later = NOW + timedelta(days=2)
    effect = SealForms(REQUEST, filled())
    assert sealed(desk.keys, effect, later, WIDE) == ev.FormsFailed(REQUEST)
    (tmp_path / "desk.keys").unlink()
    assert sealed(desk.keys, effect, NOW, WIDE) == ev.FormsFailed(REQUEST)


def test_no_answer_gets_into_the_log(desk: Desk) -> None:
    with structlog.testing.capture_logs() as lines:
        sealed(desk.keys, SealForms(REQUEST, filled()), NOW, WIDE)
        sealed(desk.keys, SealForms(REQUEST, filled()), NOW + timedelta(days=9), WIDE)
    assert [line["event"] for line in lines] == ["form sealed", "form not sealed"]
    assert set(lines[0]) == {"event", "letter", "parts", "log_level"}
    text = json.dumps(lines, ensure_ascii=False)
    assert text.isascii()
    assert not [
        value for value in FAMILY.answers.values() if len(str(value)) > 4 and str(value) in text
    ]


# Too large


def test_a_usual_form_is_never_called_too_large() -> None:
    for visitor in VISITORS.values():
        form = filled(visitor)
        assert oversize(change(form, form.way.stops[0]), NARROW) == ()
        assert oversize(form, NARROW) == ()  # nothing is on the screen to stop at


def test_a_form_too_large_for_four_codes_says_so_while_it_is_filled() -> None:
    (wrong,) = oversize(family_of(400), WIDE)
    assert wrong.fault is Fault.RULE
    assert "コードに入りきりません" in wrong.say["ja"]
    assert "わからないので、窓口で聞く" in wrong.say["ja"]
    assert "{ask}" not in "".join(wrong.say.values())
    assert len(wrong.say) == 10


def test_what_is_left_to_the_counter_takes_no_room() -> None:
    form = family_of(400)
    eased = {
        slot: Ask.AT_COUNTER if hasattr(value, "family") else value
        for slot, value in form.answers.items()
    }
    assert oversize(replace(form, answers=eased), WIDE) == ()


def test_a_form_too_large_after_all_is_not_sealed(desk: Desk) -> None:
    form = replace(family_of(400), stop=None)
    assert sealed(desk.keys, SealForms(REQUEST, form), NOW, WIDE) == ev.FormsFailed(REQUEST)


# The desk's keys


class Hub(HubClient):
    """Gives a bundle, or a fault."""

    def __init__(self, answer: Callable[[], bytes]) -> None:
        super().__init__("http://127.0.0.1:1")
        self._answer = answer
        self.handed_in: list[bytes] = []

    def keys(self) -> bytes:
        return self._answer()

    def hand_in(self, public: bytes) -> None:
        self.handed_in.append(public)


def fails(fault: Exception) -> Callable[[], bytes]:
    def answer() -> bytes:
        raise fault

    return answer


def bundles(posted: list[Keys]) -> list[Bundle | None]:
    return [keys.bundle for keys in posted]


def test_keys_are_fetched_kept_and_recalled(desk: Desk, tmp_path: Path) -> None:
    posted: list[Keys] = []
    keys = SealingKeys(tmp_path / "new")
    (tmp_path / "new").mkdir()
    with Hub(lambda: desk.body) as hub:
        rounds = KeyRounds(hub, keys, posted.append)
        rounds.recall()
        assert rounds.go() == PERIOD
        assert hub.handed_in == [keys.own().public_key().public_bytes_raw()]
    KeyRounds(hub, keys, posted.append).recall()
    assert [bundle and bundle.keys for bundle in bundles(posted)] == [
        None,
        (desk.key,),
        (desk.key,),
    ]


@pytest.mark.parametrize(
    ("fault", "pause"),
    [(HubAway("away"), RETRY), (HubRefused("no_keys"), RETRY), (BadBundle("forged"), PERIOD)],
)
def test_without_new_keys_the_old_ones_stay(fault: Exception, pause: float, desk: Desk) -> None:
    posted: list[Keys] = []
    with Hub(fails(fault)) as hub:
        rounds = KeyRounds(hub, desk.keys, posted.append)
        rounds.recall()
        assert rounds.go() == pause
    assert [bundle and bundle.keys for bundle in bundles(posted)] == [(desk.key,)]
