"""A directory becomes settings, or a list of all that is wrong; never a traceback."""

import dataclasses
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.document import Document, Keys, Plain, read
from config.faults import Faults
from config.files import FILES
from config.load import load
from config.schema.hub import Hub, Retention
from config.schema.signage import Signage
from tests.unit.config.cities import DEMO, City


def test_a_missing_directory(tmp_path: Path) -> None:
    with pytest.raises(Faults, match="フォルダーを読めません"):
        load(tmp_path / "nowhere")


def test_an_empty_directory_lacks_the_four_required_files(tmp_path: Path) -> None:
    with pytest.raises(Faults) as raised:
        load(tmp_path)
    assert [fault.file for fault in raised.value.faults] == [
        "counters.yaml",
        "services.yaml",
        "site.yaml",
        "terminals.yaml",
    ]


def test_signage_and_hub_may_be_absent_or_empty(city: City) -> None:
    city.remove("signage.yaml")
    city.write("hub.yaml", "# nothing yet\n")
    found = load(city.directory)
    assert found.signage == Signage()
    assert found.hub == Hub()
    assert found.hub.retention == Retention(), "nothing is deleted unless the city says so"


def test_records_are_kept_long_enough_to_be_counted_and_looked_up(city: City) -> None:
    city.append("hub.yaml", "retention: {visits_days: 60, staff_days: 365}\n")
    assert load(city.directory).hub.retention == Retention(visits_days=60, staff_days=365)
    city.change(
        "hub.yaml", "{visits_days: 60, staff_days: 365}", "{visits_days: 59, staff_days: 1}"
    )
    found = [fault.key for fault in city.faults()]
    assert found == ["retention.visits_days", "retention.staff_days"]


def test_a_required_file_must_not_be_empty(city: City) -> None:
    city.write("counters.yaml", "# nothing yet\n")
    assert ("counters.yaml", "値がありません。") in {
        (fault.file, fault.message) for fault in city.faults()
    }


def test_a_directory_in_the_place_of_a_file(city: City) -> None:
    city.remove("hub.yaml")
    (city.directory / "hub.yaml").mkdir()
    assert "読めません" in city.only_fault().message


def test_a_file_that_nothing_reads_is_told(city: City) -> None:
    (city.directory / "signage.yaml").rename(city.directory / "signage.yml")
    fault = city.only_fault()
    assert (fault.file, fault.near) == ("signage.yml", "signage.yaml")


def test_paths_start_at_the_configuration_directory(city: City) -> None:
    city.write("hub.yaml", "data_directory: ../data\ntls: {certificate: c.pem, key: /k.pem}\n")
    found = load(city.directory)
    assert found.data == city.directory.resolve() / "../data"
    assert found.hub.tls is not None
    assert found.path(found.hub.tls.key) == Path("/k.pem")
    assert found.database == f"sqlite:///{city.directory.as_posix()}/../data/machiai.sqlite"


def test_the_set_database_is_taken(city: City) -> None:
    city.write("hub.yaml", "database: postgresql://hub@db/machiai\n")
    assert load(city.directory).database == "postgresql://hub@db/machiai"


def test_beyond_this_machine_only_with_tls_or_by_express_wish(city: City) -> None:
    open_host = "listen: {host: 192.168.1.5}\n"
    city.write("hub.yaml", open_host)
    assert "allow_plain_http" in city.only_fault().message
    for guard in ("allow_plain_http: true", "tls: {certificate: c.pem, key: k.pem}"):
        city.write("hub.yaml", open_host + guard)
        assert load(city.directory).hub.listen.host == "192.168.1.5"


def test_a_bare_text_is_japanese_alone(city: City) -> None:
    east = '{ja: 東口, ja-easy: "{東|ひがし}の {入口|いりぐち}", en: East entrance}'
    city.change("terminals.yaml", east, "東口")
    assert load(city.directory).terminals.kiosks[1].place == {"ja": "東口"}


def test_a_notice_until_a_day_is_shown_to_the_end_of_it(city: City) -> None:
    window = load(city.directory).signage.items[2].window
    assert window.begins == datetime(2026, 11, 16)  # noqa: DTZ001 - local by meaning
    assert window.ends == datetime(2027, 1, 4)  # noqa: DTZ001 - local by meaning


def test_the_last_day_of_the_calendar_is_a_day_too(city: City) -> None:
    city.change("signage.yaml", "2027-01-03", "2199-12-31")
    window = load(city.directory).signage.items[2].window
    assert window.ends == datetime(2200, 1, 1)  # noqa: DTZ001 - local


def test_new_year_holidays_lie_over_the_end_of_the_year() -> None:
    days = load(DEMO).site.closed.days[0].days
    assert date(2026, 12, 29) in days
    assert date(2027, 1, 3) in days
    assert date(2027, 1, 4) not in days
    assert date(2026, 12, 28) not in days


def replaced(value: Plain, place: Keys, new: Plain) -> Plain:
    """`value` with `new` at `place`."""
    if not place:
        return new
    first, *rest = place
    if isinstance(value, dict):
        return {
            key: replaced(v, tuple(rest), new) if key == first else v for key, v in value.items()
        }
    assert isinstance(value, tuple)
    return tuple(replaced(v, tuple(rest), new) if i == first else v for i, v in enumerate(value))


demo = {file.name: read(DEMO / file.name) for file in FILES}
plain: st.SearchStrategy[Plain] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["ja", "08:30-12:00", "mon-fri", "residence", "A", "12-29", "x", ""])
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.sampled_from(["id", "ja", "kind", "mon"]) | st.text(max_size=3), inner)
    ),
    max_leaves=4,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_value_anywhere_makes_it_crash(
    monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    """Put any value in any place of the demo city: settings or faults in our own words."""
    file = data.draw(st.sampled_from([file.name for file in FILES]))
    spoiled = data.draw(plain)

    def read_spoiled(path: Path) -> Document:
        document = dataclasses.replace(demo[path.name], faults=[])
        if path.name == file:
            place = data.draw(st.sampled_from(sorted(document.values, key=str)))
            document.data = replaced(document.data, place, spoiled)
        return document

    monkeypatch.setattr("config.load.read", read_spoiled)
    message = ""
    try:
        load(DEMO)
    except Faults as faults:
        message = str(faults)
    assert "値が正しくありません" not in message
    message.encode("utf-8")
