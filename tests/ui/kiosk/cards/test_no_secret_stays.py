"""A planted PIN and a planted name: in no object, log or file once they are not needed any more."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import structlog
from PySide6.QtTest import QTest

from devices.cards.simulator.people import ORDINARY, PIN, Person
from devices.cards.simulator.wallet import Wallet
from kiosk.flow import events as ev
from kiosk.flow.state import INITIAL, CardKey
from tests.ui.kiosk.cards.conftest import Table

# In pieces, so that the test itself holds no text that it looks for.
CODE = ("190307", "2041", "8642")
NAME = ("榎", "薗", "澪", "乃")


def wanted(pieces: tuple[str, ...]) -> str:
    return "".join(pieces)


def holders(pieces: tuple[str, ...]) -> list[str]:
    """What kinds of objects hold a text, or bytes, with these pieces in a row."""
    text = wanted(pieces)
    raw = text.encode()
    gc.collect()
    found = [
        type(holder).__name__
        for holder in gc.get_objects()
        if any(
            (isinstance(part, str) and part is not text and text in part)
            or (isinstance(part, bytes | bytearray) and part is not raw and raw in part)
            for part in gc.get_referents(holder)
        )
    ]
    del text, raw
    return found


@pytest.fixture
def logs(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], str]]:
    """All that was logged, by us and by the reader's thread."""
    caplog.set_level("DEBUG")
    with structlog.testing.capture_logs() as ours:
        yield lambda: f"{ours} {caplog.text}"


def planted() -> Person:
    """Somebody with a name found nowhere else."""
    name = "　".join((wanted(NAME[:2]), wanted(NAME[2:])))
    return replace(ORDINARY, key="planted", name=name)


def test_what_was_typed_is_gone_when_the_card_has_it(table: Table, logs: Callable[[], str]) -> None:
    """The digits are not this card's, so that nothing but the kiosk can hold them."""
    table.begin()
    table.shows("card_place")
    table.lay(ORDINARY)
    table.here.send(ev.KeyChosen(CardKey.CODE_B), ev.CardConsent())
    table.shows("card_secret")
    for part in CODE:
        for digit in part:
            table.screens.stroke(ord(digit))
    assert "Pad" in holders(CODE), "the search finds what is there"
    table.here.tap("digit-enter")
    table.shows("card_secret")
    assert "ちがいました" in table.hand.told("secret-notice")
    assert holders(CODE) == []
    assert wanted(CODE) not in logs()


def test_what_was_read_is_gone_when_the_visit_is(table: Table, logs: Callable[[], str]) -> None:
    card = Wallet().card(planted())
    table.begin()
    table.shows("card_place")
    table.source.insert(card)
    del card
    table.shows("card_consent")
    table.here.tap("agree")
    table.shows("card_secret")
    table.enter(PIN)
    table.shows("card_check")
    QTest.qWait(50)
    table.here.tap("accept")
    table.source.remove()
    table.shows("form_question")
    assert holders(NAME[:2]), "the search finds what is there"
    table.here.send(ev.Finished())
    table.here.shows("home")
    QTest.qWait(300)  # removed, the card is gone with all that it knew
    assert table.here.kiosk.engine.state == INITIAL
    for pieces in (NAME[:2], NAME[2:]):
        assert holders(pieces) == []
        assert wanted(pieces) not in logs()
