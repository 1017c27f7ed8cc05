"""visits.yaml's `publicity`: what may be written, and what is answered when it is wrong."""

from pathlib import Path

import pytest

from config.load import load_lobby
from tests.unit.config.cities import City

BUCKET = "{endpoint: 'https://s3.example.jp', name: lobby, key_file: s3.key%s}"
STATIC = f"publicity: {{static: {{bucket: {BUCKET}}}}}\n"


@pytest.fixture
def city(tmp_path: Path) -> City:
    return City(tmp_path, forms=False)


def test_nobody_may_embed_and_nothing_is_copied_unless_the_city_says_so(city: City) -> None:
    city.write("visits.yaml", "publicity: {}\n")
    found = load_lobby(city.directory).visits.publicity
    assert (found.embed, found.static, found.licence.name) == ((), None, "CC BY 4.0")


def test_everything_may_be_set(city: City) -> None:
    city.write(
        "visits.yaml",
        "publicity:\n"
        "  embed: ['https://www.city.example.jp', 'https://*.example.jp:8443']\n"
        "  licence: {name: PDL1.0, url: 'https://www.digital.go.jp/resources/open_data'}\n"
        "  static: {folder: //files/www, every_seconds: 30,\n"
        f"           bucket: {BUCKET % ', prefix: lobby/main, region: us-east-1, ca: c.pem'}}}\n",
    )
    found = load_lobby(city.directory).visits.publicity
    assert found.embed[1] == "https://*.example.jp:8443"
    assert found.static is not None
    assert found.static.bucket is not None
    assert found.static.bucket.prefix == "lobby/main"


WRONG = [
    ("publicity: {embed: ['https://a.jp/page']}\n", "publicity.embed[0]", "/ より前だけ"),
    ("publicity: {embed: ['a.jp']}\n", "publicity.embed[0]", "https://"),
    ('publicity: {embed: ["https://a.jp; script-src *"]}\n', "publicity.embed[0]", "https://"),
    ("publicity: {embed: ['https://a.jp', 'https://a.jp']}\n", "publicity", "サイトが2回"),
    ("publicity: {static: {every_seconds: 60}}\n", "publicity.static", "folder か bucket"),
    (
        "publicity: {static: {folder: x, every_seconds: 5}}\n",
        "publicity.static.every_seconds",
        "10",
    ),
    (STATIC % ", prefix: ../x", "publicity.static.bucket.prefix", "lobby/main"),
    (
        STATIC.replace("name: lobby", "name: Lobby!") % "",
        "publicity.static.bucket.name",
        "英小文字",
    ),
    (STATIC.replace("https:", "ftp:") % "", "publicity.static.bucket.endpoint", "http://"),
]


@pytest.mark.parametrize(("text", "key", "words"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_value_says_what_and_where(city: City, text: str, key: str, words: str) -> None:
    city.write("visits.yaml", text)
    fault = city.only_fault()
    assert (fault.file, fault.key) == ("visits.yaml", key)
    assert words in fault.message
