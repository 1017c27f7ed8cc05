"""visits.yaml's `phone`: what may be written, and what is answered when it is wrong."""

from pathlib import Path

import pytest

from config.load import load
from tests.unit.config.cities import City


@pytest.fixture
def city(tmp_path: Path) -> City:
    return City(tmp_path, forms=False)


def test_nothing_is_sent_and_no_number_given_unless_the_city_says_so(city: City) -> None:
    city.write("visits.yaml", "{}\n")
    phone = load(city.directory).visits.phone
    assert (phone.mail, phone.push, phone.numbers) == (None, None, None)
    assert phone.late == (5, 10, 20, 30)


def test_everything_may_be_set(city: City) -> None:
    city.write(
        "visits.yaml",
        "phone:\n"
        "  mail: {host: mail.city.example.jp, sender: lobby@city.example.jp}\n"
        "  push: {contact: 'mailto:lobby@city.example.jp', services: ['*.push.example.com']}\n"
        "  late: [10]\n"
        "  numbers: {by: network, networks: [192.0.2.0/24, '2001:db8::/32'], most: 5,\n"
        "            hours: {mon-fri: ['09:00-16:00']}, per_address_an_hour: 9, an_hour: 99}\n"
        "  proxies: [127.0.0.1/32]\n",
    )
    phone = load(city.directory).visits.phone
    assert phone.mail is not None
    assert phone.mail.port == 587
    assert phone.numbers is not None
    assert phone.numbers.networks == ("192.0.2.0/24", "2001:db8::/32")


WRONG = [
    ("numbers: {by: network}", "phone.numbers", "networks"),
    ("numbers: {networks: [192.0.2.1/24]}", "phone.numbers.networks[0]", "192.0.2.0/24"),
    ("numbers: {services: [nothing]}", "phone.numbers.services[0]", "services.yaml"),
    ("numbers: {most: 0}", "phone.numbers.most", "1"),
    ("push: {contact: lobby@city.example.jp}", "phone.push", "mailto:"),
    ("push: {contact: 'https://x', services: ['https://a']}", "phone.push.services[0]", "push."),
    ("late: [5, 5]", "phone", "2回"),
    ("proxies: [lobby]", "phone.proxies[0]", "範囲"),
    ("mail: {host: m, sender: 'a@b\\nBcc: c@d'}", "phone.mail.sender", "メールアドレス"),
]


@pytest.mark.parametrize(("text", "key", "words"), WRONG, ids=[row[0] for row in WRONG])
def test_a_wrong_value_says_what_and_where(city: City, text: str, key: str, words: str) -> None:
    city.write("visits.yaml", f"phone:\n  {text}\n")
    fault = city.only_fault()
    assert (fault.file, fault.key) == ("visits.yaml", key)
    assert words in fault.message
