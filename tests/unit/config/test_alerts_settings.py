"""hub.yaml's `alerts`: what may be written, and what is answered when it is wrong."""

from datetime import time
from pathlib import Path

import pytest

from config.load import load
from config.schema.values import Span
from tests.unit.config.cities import City

MAIL = "alerts: {mail: {host: mail, sender: lobby@city.example.jp, to: [a@example.jp]%s}}\n"


@pytest.fixture
def city(tmp_path: Path) -> City:
    return City(tmp_path, forms=False)


def test_nobody_is_told_unless_the_city_says_whom(city: City) -> None:
    alerts = load(city.directory).hub.alerts
    assert (alerts.mail, alerts.webhook, alerts.patience_minutes) == (None, None, 3)


def test_everything_may_be_set(city: City) -> None:
    city.append(
        "hub.yaml",
        "alerts:\n"
        "  patience_minutes: 5\n"
        "  hours: {mon-fri: ['08:30-17:15']}\n"
        "  mail: {host: mail.city.example.jp, port: 465, security: tls, user: lobby,\n"
        "         password_file: mail.secret, sender: lobby@city.example.jp,\n"
        "         to: [a@example.jp, b@example.jp]}\n"
        "  webhook: {url: 'https://watch.example.jp/hook', ca: city.pem}\n",
    )
    alerts = load(city.directory).hub.alerts
    assert alerts.hours == {"mon-fri": (Span(time(8, 30), time(17, 15)),)}
    assert alerts.mail is not None
    assert alerts.mail.to == ("a@example.jp", "b@example.jp")
    assert alerts.webhook is not None


WRONG = [
    (MAIL % ", user: lobby", "alerts.mail", "両方"),
    (
        MAIL % ", user: lobby, password_file: p, security: none",
        "alerts.mail",
        "暗号化なしではサインインできません",
    ),
    (MAIL.replace("a@example.jp", "係 <a@example.jp>") % "", "alerts.mail.to[0]", "メールアドレス"),
    (MAIL.replace("[a@", "[a@example.jp, a@") % "", "alerts.mail", "宛先が2回"),
    (MAIL.replace("[a@example.jp]", "[]") % "", "alerts.mail.to", "1"),
    ("alerts: {webhook: {url: 'ftp://x'}}\n", "alerts.webhook.url", "http://"),
    ("alerts: {patience_minutes: -1}\n", "alerts.patience_minutes", "0"),
]


@pytest.mark.parametrize(("text", "key", "words"), WRONG, ids=[row[2] for row in WRONG])
def test_a_wrong_value_says_what_and_where(city: City, text: str, key: str, words: str) -> None:
    city.append("hub.yaml", text)
    fault = city.only_fault()
    assert (fault.file, fault.key) == ("hub.yaml", key)
    assert words in fault.message
