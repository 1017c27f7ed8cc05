"""What the other tests of cards stand on: a pcscd of their own, and words where there is none."""

import os
import sys
from pathlib import Path

import pytest

from devices.cards.context import PRESENT, Context
from devices.cards.simulator.people import ORDINARY
from tests import pcscd as harness
from tests.pcscd import Pcscd

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pcscd is for POSIX")

READERS = ["Virtual PCD 00 00", "Virtual PCD 00 01"]


def test_only_virtual_readers_are_seen(pcscd: Pcscd) -> None:
    assert _readers() == READERS
    # The drivers of real readers are out of its sight.
    assert "No bundle files in pcsc drivers directory" in pcscd.log()


def test_readers_are_unplugged_and_plugged_in_again(pcscd: Pcscd) -> None:
    pcscd.restart(readers=False)
    assert _readers() == []

    pcscd.restart()
    assert _readers() == READERS


@pytest.mark.parametrize("end", ["kill", "stop"])
def test_a_card_lies_in_its_reader_over_a_restart(pcscd: Pcscd, end: str) -> None:
    pcscd.insert(ORDINARY, slot=1)
    _wait_for_card(READERS[1])

    getattr(pcscd, end)()
    pcscd.start()

    _wait_for_card(READERS[1])


def test_where_it_cannot_run_it_says_what_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing = ["sh", "-c", "echo 'unshare failed: Operation not permitted' >&2; exit 1"]
    monkeypatch.setattr(harness, "_namespaces", lambda: refusing)
    # Not this process's own folder: another pcscd may be in it.
    monkeypatch.setattr(harness, "folder_of_process", lambda: tmp_path)

    with pytest.raises(RuntimeError, match=r"vsmartcard-vpcd(.|\n)*Operation not permitted"):
        Pcscd().__enter__()


def test_clients_of_this_process_look_nowhere_else() -> None:
    assert os.environ["PCSCLITE_CSOCK_NAME"] == str(harness.folder_of_process() / "pcscd.comm")


def _readers() -> list[str]:
    context = Context()
    try:
        return context.readers()
    finally:
        context.release()


def _wait_for_card(reader: str) -> None:
    context = Context()
    while not (known := context.states([reader]))[reader] & PRESENT:
        context.until_change(known, 5)
    context.release()
