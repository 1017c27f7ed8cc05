"""`machiai bench estimate --log`: a hub's own days are replayed past every rule."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from config.load import load
from config.schema.settings import Settings
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.files import make_folder
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.schema import migrate
from hub.domain.events import Event
from hub.service.site import domain_site
from tests.bench.estimate import MORNING, replayed
from tests.bench.figures import Figure
from tests.contract.database.records import commit
from tests.simulation.days import Booked, Matter, Town, simulate
from tests.unit.config.cities import City

RATES = {9: 30.0, 10: 24.0}


def hall(settings: Settings) -> Town:
    """A morning at the demo city's counters, with appointments. Papers are not called in turn."""
    matters = {"residence": Matter(7.0, RATES), "payment": Matter(2.0), "pickup": Matter(1.0)}
    here = domain_site(settings, MORNING.date())
    return Town("demo", here, matters, booked={"residence": Booked({9: 2, 10: 2})})


def days(town: Town) -> Iterator[Event]:
    """As a journal numbers them: gapless over the days."""
    last = 0
    for number in range(2):
        for event in simulate(town, f"log {number}", None, MORNING).events:
            yield replace(event, id=last + event.id)
        last += event.id


def test_a_hubs_own_database_is_judged_as_simulated_days_are(tmp_path: Path) -> None:
    city = City(tmp_path, forms=False)
    city.change("hub.yaml", "../../var", "var")
    settings = load(city.directory)
    with closing(Database(database_url(settings.database))) as database:
        make_folder(settings.data)
        migrate(database)
        empty = list(replayed(city.directory, tmp_path, "", 0))
        assert empty == [Figure("log: visitors who waited", 0, "")]
        commit(SqlJournal(database, settings.site.id), *days(hall(settings)))
        found = {figure.name: figure for figure in replayed(city.directory, tmp_path, "", 0)}
    assert found["log: visitors who waited"].value > 30
    own = found["log: mean absolute error"]
    assert 0 < own.value < found["log: wait, mean"].value
    assert own.aim == pytest.approx(
        0.9 * min(f.value for name, f in found.items() if "absolute error" in name and f != own)
    )
    assert 0 < found["log: in the 80 % range"].value <= 1
