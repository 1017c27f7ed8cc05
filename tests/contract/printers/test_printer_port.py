"""What every printer does, whatever its make and its cable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from devices.printers.factory import Setup, open_printer
from devices.printers.port import (
    AWAY,
    NOT_INSTALLED,
    READY,
    Advice,
    Cover,
    CoverOpen,
    Fault,
    Paper,
    PaperOut,
    PrinterAway,
    PrinterError,
    PrinterFault,
    PrinterState,
)
from tests.contract.printers.rigs import AWAY_SETUPS, DOTS_80, RIGS, TELLING, Rig
from tests.waiting import eventually


@pytest.fixture(params=list(RIGS))
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    with RIGS[request.param](tmp_path) as made:
        yield made


@pytest.fixture(params=list(TELLING))
def telling(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    with TELLING[request.param](tmp_path) as made:
        yield made


def ticket(number: int, height: int = 400) -> Image.Image:
    """Lines at places that differ from ticket to ticket, up to the last dot of the paper."""
    image = Image.new("1", (DOTS_80, height), 1)
    draw = ImageDraw.Draw(image)
    for step in range(number, height, 7):
        draw.line((step, 0, DOTS_80 - 1, step), fill=0)
    return image


def same(one: Image.Image, other: Image.Image) -> bool:
    return (
        one.size == other.size
        and not ImageChops.difference(one.convert("L"), other.convert("L")).getbbox()
    )


def test_a_ticket_is_printed_dot_for_dot(rig: Rig) -> None:
    rig.printer.print(ticket(1))
    rig.printer.close()
    wait_until_printed(rig, 1)
    assert same(rig.receipts()[0], ticket(1))
    assert not rig.complaints()


def test_every_ticket_is_cut_off_by_itself(rig: Rig) -> None:
    for number, height in ((1, 31), (2, 1500), (3, 48)):
        rig.printer.print(ticket(number, height))
    wait_until_printed(rig, 3)
    assert [image.height for image in rig.receipts()] == [31, 1500, 48]


def wait_until_printed(rig: Rig, count: int) -> None:
    """A printer that tells nothing may still be printing when all has been sent."""
    eventually(lambda: len(rig.receipts()) >= count, f"{count} tickets")
    assert len(rig.receipts()) == count


def test_a_printer_that_works_can_print(rig: Rig) -> None:
    state = rig.printer.state()
    assert state.can_print
    assert state.advice is Advice.NOTHING


def test_a_printer_that_tells_says_all_is_well(telling: Rig) -> None:
    assert telling.printer.state() == READY


def test_it_works_again_after_it_was_closed(rig: Rig) -> None:
    assert rig.printer.state().online
    rig.printer.close()
    rig.printer.close()
    rig.printer.print(ticket(5))
    wait_until_printed(rig, 1)


@pytest.mark.parametrize(
    ("state", "error"),
    [
        (PrinterState(True, Paper.OUT, Cover.CLOSED), PaperOut),
        (PrinterState(True, Paper.OK, Cover.OPEN), CoverOpen),
        (PrinterState(True, Paper.OK, Cover.CLOSED, Fault.CUTTER), PrinterFault),
        (PrinterState(True, Paper.OK, Cover.CLOSED, Fault.PAUSED), PrinterFault),
    ],
)
def test_what_the_printer_tells_is_told_and_nothing_is_printed(
    telling: Rig, state: PrinterState, error: type[PrinterError]
) -> None:
    telling.set_state(state)
    assert telling.printer.state() == state
    with pytest.raises(error):
        telling.printer.print(ticket(1))
    telling.set_state(READY)
    telling.printer.print(ticket(2))
    assert same(telling.receipts()[0], ticket(2))
    assert len(telling.receipts()) == 1


def test_an_idle_printer_tells_by_itself_that_something_has_changed(telling: Rig) -> None:
    out = PrinterState(True, Paper.OUT, Cover.CLOSED)
    telling.printer.print(ticket(1))
    telling.printer.news()
    for state in (out, READY):
        telling.set_state(state)
        if telling.tells:
            heard = eventually_news(telling)
            assert heard == state
        else:
            assert telling.printer.news() is None
        assert telling.printer.state() == state
    telling.printer.print(ticket(2))
    assert len(telling.receipts()) == 2


def eventually_news(rig: Rig) -> PrinterState:
    heard: list[PrinterState] = []

    def listen() -> bool:
        news = rig.printer.news()
        heard.extend([] if news is None else [news])
        return bool(heard)

    eventually(listen, "news of the printer")
    return heard[-1]


def test_a_printer_that_was_not_opened_yet_has_no_news(rig: Rig) -> None:
    assert rig.printer.news() is None


def test_paper_near_its_end_is_told_while_printing_goes_on(telling: Rig) -> None:
    telling.set_state(PrinterState(True, Paper.NEAR_END, Cover.CLOSED))
    telling.printer.print(ticket(1))
    assert telling.printer.state().advice is Advice.REFILL_SOON
    assert len(telling.receipts()) == 1


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_only_black_and_white_is_taken(rig: Rig, mode: str) -> None:
    with pytest.raises(ValueError, match=mode):
        rig.printer.print(Image.new(mode, (DOTS_80, 10)))


@pytest.mark.parametrize("setup", AWAY_SETUPS.values(), ids=AWAY_SETUPS.keys())
def test_a_printer_that_is_not_there_is_a_state_not_a_crash(setup: Setup) -> None:
    printer = open_printer(setup)
    assert printer.state() in (AWAY, NOT_INSTALLED)
    assert not printer.state().can_print
    with pytest.raises(PrinterAway, match=r"\w"):
        printer.print(ticket(1))
    printer.close()
