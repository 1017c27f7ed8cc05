"""`machiai desk open`: what a script gets, on a hub's own disk."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner, Result

from config.load import load
from hub.adapters.database.audit import SqlAuditLog
from hub.cli import desk as command
from hub.cli.configured import database
from hub.cli.main import app
from hub.rooms.desk import sealed_codes
from hub.sealing.answers import write
from hub.sealing.keys import read_bundle
from hub.sealing.sealing import Sealed, Topic, seal
from hub.service.ports_access import AuditLine
from tests.desks import FAMILY, Keys, answers, book, large_answers
from tests.unit.config.cities import City

NOW = datetime.now(UTC)


@dataclass
class Place:
    """A hub's configuration and data, with one registered kiosk."""

    city: City
    kiosk: Ed25519PrivateKey

    def run(self, *words: str, typed: str = "") -> Result:
        place = ("--config", str(self.city.directory))
        result = CliRunner().invoke(app, ["desk", "open", *words, *place], input=typed)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result

    @contextmanager
    def keys(self) -> Iterator[tuple[bytes, SqlAuditLog]]:
        """The bundle, with this kiosk known."""
        settings = load(self.city.directory)
        with database(settings) as opened:
            audit = SqlAuditLog(opened, settings.site.id)
            codes = sealed_codes(settings, opened, audit, lambda: NOW)
            codes.kiosks.register(self.kiosk.public_key().public_bytes_raw(), "kiosk-1", "test")
            bundle = codes.bundle()
            assert bundle is not None
            yield bundle, audit

    def seal(self, given: object = None, *, kiosk: Ed25519PrivateKey | None = None) -> Sealed:
        with self.keys() as (bundle, _):
            key = read_bundle(bundle).at(NOW)
        body = write(book(), given or answers())  # type: ignore[arg-type] # answers of this file
        return seal(body, Topic(1, 1), kiosk or self.kiosk, key, NOW, timedelta(hours=2))

    def deeds(self) -> list[AuditLine]:
        with self.keys() as (_, audit):
            return [line for line in audit.latest(20)[::-1] if line.action.startswith("desk-")]


@pytest.fixture
def place(city: City, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(command, "domain_book", lambda _: book())
    return Place(city, Ed25519PrivateKey.generate())


def test_a_code_on_standard_input_becomes_json(place: Place) -> None:
    sealed = place.seal()
    result = place.run("--json", typed=f"{sealed.texts[0]}\n")
    assert result.exit_code == 0, result.output
    made = json.loads(result.stdout)
    assert (made["code"], made["event"]) == (sealed.id, "moving-in")
    assert FAMILY in result.stdout
    (line,) = place.deeds()
    assert (line.who, line.action, line.subject) == ("machiai", "desk-open", sealed.id)


def test_a_file_becomes_csv_and_pdf(place: Place, tmp_path: Path) -> None:
    file, out = tmp_path / "code.txt", tmp_path / "form.pdf"
    file.write_text(place.seal().texts[0], encoding="utf-8")
    result = place.run("--csv", "--pdf", str(out), str(file))
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"))))
    assert FAMILY in [row["value"] for row in rows]
    assert out.read_bytes().startswith(b"%PDF")


def test_parts_in_one_file_are_put_together_and_shown_as_text(place: Place) -> None:
    texts = place.seal(large_answers()).texts
    assert len(texts) == 2
    result = place.run(typed="\n".join(reversed(texts)))
    assert result.exit_code == 0, result.output
    assert "様式: 住民異動届" in result.stdout
    assert "12人目" in result.stdout


def test_each_refusal_has_an_exit_code_of_its_own(place: Place) -> None:
    whole = place.seal().texts[0]
    stranger = place.seal(kiosk=Ed25519PrivateKey.generate()).texts[0]
    codes = {
        place.seal(large_answers()).texts[0]: 10,
        whole[:-1]: 11,
        "": 11,
        Keys(NOW).seal(now=NOW).texts[0]: 12,
        stranger: 13,
    }
    for typed, code in codes.items():
        result = place.run("--json", typed=typed)
        assert (result.exit_code, result.stdout) == (code, ""), result.output
        assert result.stderr.strip().endswith("。")


def test_a_replay_is_opened_only_when_asked_for(place: Place) -> None:
    (text,) = place.seal().texts
    assert place.run("--json", typed=text).exit_code == 0
    again = place.run("--json", typed=text)
    assert (again.exit_code, again.stdout) == (15, "")
    assert "すでに読みとったコード" in again.stderr
    assert place.run("--json", "--again", typed=text).exit_code == 0
    assert place.deeds()[-1].subject.endswith(" command")


def test_what_cannot_be_read_or_written_is_told(place: Place, tmp_path: Path) -> None:
    missing = place.run(str(tmp_path / "none"))
    assert missing.exit_code == 1
    assert "読めません" in missing.stderr
    folder = place.run("--pdf", str(tmp_path), typed=place.seal().texts[0])
    assert folder.exit_code == 1
    assert "書けません" in folder.stderr


def test_a_hub_of_the_lobby_opens_nothing(place: Place) -> None:
    text = place.seal().texts[0]
    place.city.append("hub.yaml", "role: lobby\n")
    result = place.run(typed=text)
    assert result.exit_code == 2
    assert "lobby" in result.stderr
