"""The process around the API: sockets, TLS, health, figures, the log, and how it ends."""

import json
import logging
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from config.faults import Faults
from config.load import load
from config.schema import Tls
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.outbox import SqlLetters
from hub.adapters.passwords import Argon2
from hub.client.api import HubClient
from hub.client.errors import HubAway
from hub.domain.forms.book import Book
from hub.http.server import ListenFault, listen
from hub.main import serve
from hub.service.access import Role
from hub.service.outbox import Letter, LetterState
from hub.service.ports import JournalFault
from tests.hubs import STARTED, Clock, RunningHub, demo_settings, furnish, running
from tests.lobbies import NINE
from tests.unit.config.cities import City
from tests.waiting import eventually


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of this machine's own, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(NINE - timedelta(days=365))
        .not_valid_after(NINE + timedelta(days=3650))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, secret = folder / "hub.pem", folder / "hub.key"
    chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return chain, secret


def test_with_a_certificate_the_hub_speaks_tls_only(
    tmp_path: Path, certificate: tuple[Path, Path]
) -> None:
    chain, key = certificate
    settings = demo_settings(tmp_path, tls=Tls(certificate=str(chain), key=str(key)))
    with running(tmp_path, settings=settings) as hub:
        assert hub.address.startswith("https://127.0.0.1:")
        port = hub.address.rpartition(":")[2]
        token = hub.token(Role.SIGNAGE)
        with HubClient(f"https://localhost:{port}", token, ca=chain) as client:
            assert client.snapshot().snapshot.last_event == STARTED
        with HubClient(f"https://localhost:{port}", token) as doubter, pytest.raises(HubAway):
            doubter.snapshot()
        hub.token(Role.CLERK)
        form = {"login": "clerk", "password": "とても長い合言葉です"}
        url = f"https://localhost:{port}/api/session"
        cookie = requests.post(url, json=form, verify=str(chain), timeout=10).headers["Set-Cookie"]
        assert cookie.startswith("__Host-machiai=")
        assert "Secure" in cookie


def test_a_certificate_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("x", encoding="ascii")
    tls = Tls(certificate=str(tmp_path / "x.pem"), key=str(tmp_path / "x.pem"))
    with pytest.raises(ListenFault, match=r"x\.pem"):
        RunningHub(demo_settings(tmp_path, tls=tls), Clock()).start()


@pytest.mark.parametrize(
    ("lines", "fine"),
    [
        ("listen: {host: 0.0.0.0}", False),
        ("listen: {host: hub.city.example}", False),
        ("listen: {host: 0.0.0.0}\nallow_plain_http: true", True),
        ("listen: {host: 0.0.0.0}\ntls: {certificate: a, key: b}", True),
        ('listen: {host: "::1"}', True),
    ],
)
def test_beyond_this_machine_there_is_no_plain_http_unless_told(
    tmp_path: Path, lines: str, *, fine: bool
) -> None:
    city = City(tmp_path, forms=False)
    city.write("hub.yaml", lines)
    if fine:
        load(city.directory)
    else:
        with pytest.raises(Faults, match="allow_plain_http"):
            load(city.directory)


def test_a_port_in_use_is_a_clear_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(listen("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        address = demo_settings(tmp_path).hub.listen.model_copy(update={"port": port})
        root = logging.getLogger()
        before, level = root.handlers, root.level
        try:
            assert serve(demo_settings(tmp_path, listen=address), Book()) == 1
        finally:
            root.handlers, root.level = before, level
    assert f"127.0.0.1:{port} で待ち受けられません" in capsys.readouterr().out


def test_a_database_that_is_none_is_a_clear_fault(tmp_path: Path) -> None:
    (tmp_path / "machiai.sqlite").write_bytes(b"not a database" * 500)
    with pytest.raises(JournalFault, match=r"machiai\.sqlite"):
        RunningHub(demo_settings(tmp_path), Clock()).start()


def test_health_tells_how_far_the_lobby_is(hub: RunningHub) -> None:
    health = hub.ask("GET", "/healthz").json()
    assert health["status"] == "ok"
    assert health["last_event"] >= 1


def test_figures_for_prometheus(tmp_path: Path) -> None:
    with running(tmp_path) as hub:
        kiosk = hub.token(Role.KIOSK)
        for service in ("tax", "tax", "nobody"):
            body = {"id": uuid4().hex, "service": service}
            hub.ask("POST", "/api/tickets", kiosk, json=body)
        hub.ask("GET", "/api/lobby")
        text = hub.ask("GET", "/metrics").text
    for line in (
        'machiai_tickets_issued_total{service="tax"} 2.0',
        'machiai_waiting{service="tax"} 2.0',
        'machiai_refused_total{code="unknown_service"} 1.0',
        'machiai_refused_total{code="not_signed_in"} 1.0',
        "machiai_event_readers 0.0",
        "machiai_last_event 4.0",
        "machiai_counters_open 0.0",
    ):
        assert line in text
    assert "machiai_commit_seconds_count" in text
    assert "machiai_commit_group_count" in text


def test_letters_are_counted_and_nobody_is_named(tmp_path: Path) -> None:
    clock, settings = Clock(), demo_settings(tmp_path)
    furnish(settings)
    until = clock.now + timedelta(hours=1)
    letters = [
        Letter(name, "topic", "mail", "hanako@example.jp", "subject", "text", until)
        for name in ("one", "two")
    ]
    with closing(Database(database_url(settings.database))) as database:
        book = SqlLetters(database, settings.site.id)
        book.add(letters, clock.now)
        held = book.take("mail", clock.now, until, "holder")
        assert held is not None
        book.settle(held, LetterState.REFUSED)
    ends = ("waiting", "refused")
    lines = {f'machiai_letters{{channel="mail",state="{end}"}} 1.0' for end in ends}

    def shown() -> str:
        return hub.ask("GET", "/metrics").text

    with running(tmp_path, clock, settings) as hub:
        eventually(lambda: lines <= set(shown().splitlines()), "the letters")
        assert "hanako" not in shown()


def test_a_day_begins_though_nobody_does_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.main.DAY_GLANCE", 0.02)
    with running(tmp_path) as hub:
        token = hub.token(Role.SIGNAGE)
        hub.clock.later(days=1)

        def day() -> str:
            return str(hub.ask("GET", "/api/lobby", token).json()["day"])

        eventually(lambda: day() == "2026-11-25", "the day")


def test_the_description_of_the_api_is_whole(hub: RunningHub) -> None:
    document = hub.ask("GET", "/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    issue = document["paths"]["/api/tickets"]["post"]
    assert issue["requestBody"]["content"]["application/json"]["schema"]
    assert set(issue["responses"]) == {
        "200",
        "400",
        "401",
        "403",
        "404",
        "409",
        "413",
        "422",
        "503",
    }
    text = json.dumps(document)
    names = set(document["components"]["schemas"])
    referred = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert referred <= names


def test_a_bug_has_the_shape_of_every_other_problem(
    hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.http.health.json", None)
    answer = hub.ask("GET", "/healthz")
    assert (answer.status_code, answer.json()["code"]) == (500, "bug")
    assert answer.headers["Content-Type"] == "application/problem+json"


LOGGING = """
import logging
from hub.http.logs import configure
configure()
logging.getLogger("hub").info("started", extra={"address": "http://x"})
logging.getLogger("uvicorn.error").error("ASGI callable returned without completing response.")
logging.getLogger("uvicorn.error").error("Exception %s", "x")
logging.getLogger("alembic").info("chatter")
"""


def test_the_log_is_json_lines() -> None:
    root = Path(__file__).resolve().parents[4]
    done = subprocess.run(
        [sys.executable, "-c", LOGGING], cwd=root, check=True, capture_output=True, text=True
    )
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["event"] for line in lines] == ["started", "Exception x"]
    assert lines[0]["address"] == "http://x"
    assert all({"level", "timestamp"} <= set(line) for line in lines)


def test_passwords_are_argon2id() -> None:
    passwords = Argon2()
    kept = passwords.hash("とても長い合言葉です")
    assert kept.startswith("$argon2id$")
    assert passwords.fits(kept, "とても長い合言葉です")
    assert not passwords.fits(kept, "x")
    assert not passwords.fits("-", "x")
