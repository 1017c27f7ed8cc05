"""The demonstration's copy of a city touches no hardware that it was not meant for."""

from pathlib import Path

import pytest

from config.load import load
from hub.cli.demo.city import make_city
from tests.hubs import DEMO
from tests.unit.config.cities import City


@pytest.mark.parametrize(
    ("hurried", "kinds"), [(True, ["simulator", "none"]), (False, ["demo", "none"])]
)
def test_a_script_reads_no_real_card(tmp_path: Path, hurried: bool, kinds: list[str]) -> None:
    """Whoever looks on may lay a card of their own on a reader; a script has virtual ones."""
    make_city(DEMO, tmp_path / "copy", hurried=hurried)
    copied = load(tmp_path / "copy").terminals.kiosks
    assert [kiosk.card.kind for kiosk in copied] == kinds
    assert {kiosk.printer.kind for kiosk in copied} == {"simulator"}


def test_a_kiosk_without_a_reader_stays_without(city: City, tmp_path: Path) -> None:
    city.change("terminals.yaml", "    card: {kind: demo}\n", "")
    make_city(city.directory, tmp_path / "copy", hurried=True)
    assert {kiosk.card.kind for kiosk in load(tmp_path / "copy").terminals.kiosks} == {"none"}
