"""What everyone may read, over a real socket: caching, compression, hostile questions."""

import gzip
import socket
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

from hub.http.asked import is_known, takes_gzip
from hub.service.publicity.sheets import DATA
from tests.hubs import RunningHub

PAGES = ("/", "/forecast", "/hours", "/fragment", "/open-data")
EVERYTHING = (*PAGES, *(f"/data/{kind}" for kind in DATA))


def ask(
    hub: RunningHub, path: str, method: str = "GET", **headers: str
) -> tuple[HTTPResponse, bytes]:
    link = HTTPConnection(urlsplit(hub.address).netloc, timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        link.request(method, path, headers=named)
        answer = link.getresponse()
        return answer, answer.read()
    finally:
        link.close()


def test_everything_is_cacheable_compressible_and_sets_no_cookie(hub: RunningHub) -> None:
    for path in EVERYTHING:
        plain, body = ask(hub, path)
        zipped, small = ask(hub, path, Accept_Encoding="gzip, br")
        assert (plain.status, zipped.status) == (200, 200), path
        assert gzip.decompress(small) == body
        tags = {plain.headers["ETag"], zipped.headers["ETag"]}
        assert len(tags) == 2
        assert all(tag.startswith('"') for tag in tags)
        assert plain.headers["Cache-Control"] in ("public, max-age=5", "public, max-age=300")
        assert "Accept-Encoding" in plain.headers["Vary"]
        assert plain.headers["Set-Cookie"] is None
        assert plain.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_known_is_not_sent_again(hub: RunningHub) -> None:
    for path in EVERYTHING:
        first, _ = ask(hub, path, Accept_Encoding="gzip")
        tag = first.headers["ETag"]
        for known in (tag, f'W/{tag}, "other"', "*"):
            again, body = ask(hub, path, Accept_Encoding="gzip", If_None_Match=known)
            assert (again.status, body) == (304, b"")
            assert again.headers["ETag"] == tag
            assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
        assert ask(hub, path, If_None_Match=tag)[0].status == 200  # the other representation


def test_the_head_is_that_of_the_answer(hub: RunningHub) -> None:
    whole, body = ask(hub, "/data/hours.json")
    head, nothing = ask(hub, "/data/hours.json", "HEAD")
    assert (head.status, nothing) == (200, b"")
    assert head.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(body))


def test_other_methods_are_refused_and_other_sites_may_read_data(hub: RunningHub) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        refused, _ = ask(hub, "/", method)
        assert (refused.status, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    asked, _ = ask(hub, "/data/congestion.json", "OPTIONS", Origin="https://elsewhere.example")
    assert asked.status == 204
    assert asked.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    for kind in DATA:
        assert ask(hub, f"/data/{kind}")[0].headers["Access-Control-Allow-Origin"] == "*"
    assert ask(hub, "/")[0].headers["Access-Control-Allow-Origin"] is None


def test_the_language_is_asked_for_or_negotiated_and_caches_know_which(hub: RunningHub) -> None:
    accepted, body = ask(hub, "/", Accept_Language="ko-KR,ko;q=0.9")
    asked, same = ask(hub, "/?lang=ko", Accept_Language="en")
    assert accepted.headers["Content-Language"] == asked.headers["Content-Language"] == "ko"
    assert accepted.headers["Vary"] == "Accept-Encoding, Accept-Language"
    assert asked.headers["Vary"] == "Accept-Encoding"
    assert 'lang="ko"' in same.decode()
    assert 'lang="ko"' in body.decode()


@pytest.mark.parametrize(
    "query",
    [
        "lang=xx&service=nowhere",
        "lang=" + "x" * 5000,
        "&".join(f"a{n}=1" for n in range(200)),
        "lang=%FF%00%0d%0aSet-Cookie:a=b",
        "service[]=1&lang[]=en",
        "%%%=&&&;;=",
        "service=../../etc/passwd",
    ],
)
def test_hostile_questions_get_the_usual_page(hub: RunningHub, query: str) -> None:
    for path in (*PAGES, "/data/congestion.json"):
        answer, body = ask(hub, f"{path}?{query}")
        assert answer.status == 200
        assert answer.headers["Set-Cookie"] is None
        assert b"passwd" not in body


def test_odd_headers_get_the_usual_page(hub: RunningHub) -> None:
    for headers in (
        {"Accept-Language": "x" * 8000},
        {"Accept-Language": ";;,,q=é", "Accept-Encoding": "gzip;q=zero"},
        {"If-None-Match": '"' + "a," * 4000},
        {"Accept-Encoding": "gzip;q=0, identity"},
    ):
        place = urlsplit(hub.address)
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        with socket.create_connection((place.hostname or "", place.port or 80), 10) as link:
            link.sendall(f"GET / HTTP/1.1\r\nHost: x\r\n{lines}\r\n".encode())
            answer = link.recv(65536)
        assert answer.startswith(b"HTTP/1.1 200")
        assert b"content-encoding" not in answer


def test_a_head_that_does_not_end_ends_the_connection(hub: RunningHub) -> None:
    place = urlsplit(hub.address)
    with socket.create_connection((place.hostname or "", place.port or 80), 10) as link:
        link.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Endless: ")
        with suppress(OSError):
            for _ in range(100):
                link.sendall(b"a" * 65536)
        answer = b""
        with suppress(ConnectionResetError):
            answer = link.recv(65536)
        assert answer.startswith(b"HTTP/1.1 431") or answer == b""


def test_the_data_stand_in_the_apis_description(hub: RunningHub) -> None:
    described = hub.ask("GET", "/api/openapi.json").json()["paths"]
    assert {f"/data/{kind}" for kind in DATA} <= described.keys()
    answer = described["/data/congestion.json"]["get"]["responses"]["200"]
    assert "CongestionData" in str(answer["content"])


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        (b"gzip", True),
        (b"br;q=1.0, gzip;q=0.8, *;q=0.1", True),
        (b"*", True),
        (b"GZIP", True),
        (b"gzip;q=0", False),
        (b"gzip;q=0, *", False),
        (b"br", False),
        (b"identity", False),
        (b",,;;q=", False),
    ],
)
def test_gzip_is_sent_to_those_who_take_it(accepted: bytes, takes: bool) -> None:
    assert takes_gzip(accepted) is takes


def test_a_tag_is_known_by_itself_in_a_list_or_made_weak() -> None:
    tag = b'"abc"'
    assert all(is_known(tag, known) for known in (tag, b'W/"abc"', b'"x", "abc"', b"*"))
    assert not any(is_known(tag, known) for known in (b'"x"', b"abc", b"", b'"abc-gzip"'))
