"""Files come in pieces, are broken off, go on, and are looked into at their end (tus 1.0)."""

import socket
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest
import requests

from hub.service.access import Role, Staff
from tests.hubs import PASSWORD, QuickHash, RunningHub, running
from tests.unit.hub.adapters import hostile
from tests.waiting import eventually

PICTURE = hostile.picture(size=(640, 360))
DIGEST = sha256(PICTURE).hexdigest()
CHANCE = Random(7)
TUS = {"Tus-Resumable": "1.0.0"}
OFFSETS = {"Content-Type": "application/offset+octet-stream"}


def begin(
    hub: RunningHub, token: str, length: int, name: str = "秋まつり.png"
) -> requests.Response:
    metadata = f"filename {b64encode(name.encode()).decode()},filetype aW1hZ2UvcG5n"
    headers = {"Upload-Length": str(length), "Upload-Metadata": metadata, **TUS}
    return hub.ask("POST", "/contents/uploads", token, headers=headers)


def go_on(hub: RunningHub, token: str, path: str, offset: int, data: bytes) -> requests.Response:
    headers = {**TUS, **OFFSETS, "Upload-Offset": str(offset)}
    return hub.ask("PATCH", path, token, headers=headers, data=data)


def place(hub: RunningHub, token: str, path: str) -> int:
    answer = hub.ask("HEAD", path, token, headers=TUS)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return int(answer.headers["Upload-Offset"])


def send(hub: RunningHub, token: str, content: bytes, name: str) -> requests.Response:
    path = begin(hub, token, len(content), name).headers["Location"]
    return go_on(hub, token, path, 0, content)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    with running(tmp_path_factory.mktemp("uploads")) as hub:
        yield hub


@pytest.fixture(scope="module")
def editor(own: RunningHub) -> str:
    return own.token(Role.CONTENT_EDITOR)


def files(hub: RunningHub) -> set[Path]:
    """Everything that was ever taken."""
    folders = (hub.settings.data / name for name in ("uploads", "media"))
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


def test_a_file_comes_in_pieces_and_is_then_in_the_library(own: RunningHub, editor: str) -> None:
    begun = begin(own, editor, len(PICTURE))
    assert begun.status_code == 201
    path = begun.headers["Location"]
    assert place(own, editor, path) == 0
    assert go_on(own, editor, path, 0, PICTURE[:100]).status_code == 204
    assert place(own, editor, path) == 100
    done = go_on(own, editor, path, 100, PICTURE[100:])
    assert (done.status_code, done.headers["Upload-Offset"]) == (204, str(len(PICTURE)))
    display = own.client(Role.SIGNAGE)
    with display.medium(DIGEST) as chunks:
        assert b"".join(chunks) == PICTURE
    assert own.ask("HEAD", path, editor, headers=TUS).status_code == 404
    uploads = [line for line in own.audit() if line.action == "content.upload"]
    assert [(line.who, line.subject) for line in uploads] == [("content_editor", "秋まつり.png")]


def test_what_was_broken_off_goes_on_where_it_was(own: RunningHub, editor: str) -> None:
    noise = b"".join(b"\0" + CHANCE.randbytes(2000) for _ in range(1000))
    whole, sent = hostile.png(2000, 1000, noise), 1_500_000
    path = begin(own, editor, len(whole)).headers["Location"]
    address = urlsplit(own.address)
    with socket.create_connection((address.hostname, address.port)) as wire:
        head = (
            f"PATCH {path} HTTP/1.1\r\nHost: {address.netloc}\r\nAuthorization: Bearer {editor}\r\n"
            f"Tus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\n"
            f"Upload-Offset: 0\r\nContent-Length: {len(whole)}\r\n\r\n"
        )
        wire.sendall(head.encode() + whole[:sent])
        eventually(lambda: place(own, editor, path) > 0, "the first piece on the disk")
    eventually(lambda: place(own, editor, path) == sent, "all that had come")
    assert go_on(own, editor, path, sent, whole[sent:]).status_code == 204


def test_an_upload_outlasts_a_restart_of_the_hub(tmp_path: Path) -> None:
    with running(tmp_path) as hub:
        editor = hub.token(Role.CONTENT_EDITOR)
        path = begin(hub, editor, len(PICTURE)).headers["Location"]
        go_on(hub, editor, path, 0, PICTURE[:50])
    with running(tmp_path) as hub:
        assert place(hub, editor, path) == 50
        assert go_on(hub, editor, path, 50, PICTURE[50:]).status_code == 204


def test_what_is_refused_says_why_and_is_gone(own: RunningHub, editor: str) -> None:
    before = files(own)
    for content, name, reason in (
        (hostile.SVG, "a.svg", "SVG"),
        (hostile.bomb(), "a.png", "大きすぎます"),
        (PICTURE + hostile.archive(), "a.png", "後ろ"),
        (PICTURE, "a.mp4", "名前の終わり"),
    ):
        answer = send(own, editor, content, name)
        assert answer.status_code == 422
        assert reason in answer.json()["reasons"][0]
    assert files(own) == before


def test_what_can_never_fit_is_refused_before_it_is_sent(own: RunningHub, editor: str) -> None:
    for length in (0, 2_000_000_000):
        answer = begin(own, editor, length)
        assert answer.status_code == 422
        assert answer.json()["reasons"]
    assert begin(own, editor, -1).status_code == 400


def test_more_than_was_announced_is_refused(own: RunningHub, editor: str) -> None:
    path = begin(own, editor, 10).headers["Location"]
    assert go_on(own, editor, path, 0, bytes(11)).status_code == 422
    assert place(own, editor, path) == 0


def test_a_piece_counts_only_where_the_file_is(own: RunningHub, editor: str) -> None:
    path = begin(own, editor, len(PICTURE)).headers["Location"]
    answer = go_on(own, editor, path, 5, b"x")
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "0")
    assert own.ask("PATCH", path, editor, headers={**TUS, "Upload-Offset": "0"}).status_code == 415
    assert own.ask("HEAD", path, editor).status_code == 412


def test_an_upload_is_of_whoever_began_it(own: RunningHub, editor: str) -> None:
    path = begin(own, editor, 10).headers["Location"]
    other = own.token(Role.CONTENT_MANAGER)
    assert own.ask("HEAD", path, other, headers=TUS).status_code == 404
    assert own.ask("DELETE", path, other, headers=TUS).status_code == 404
    assert own.ask("DELETE", path, editor, headers=TUS).status_code == 204
    assert own.ask("HEAD", path, editor, headers=TUS).status_code == 404
    assert own.ask("HEAD", "/contents/uploads/..%2f..%2fx", editor, headers=TUS).status_code == 404


def test_the_hub_says_what_it_knows_of_tus(own: RunningHub, editor: str) -> None:
    answer = own.ask("OPTIONS", "/contents/uploads", editor)
    assert answer.status_code == 204
    assert answer.headers["Tus-Extension"] == "creation,termination"
    assert answer.headers["Tus-Max-Size"] == "1000000000"
    assert answer.content == b""


def test_a_page_of_somebody_else_cannot_send_with_a_managers_cookie(own: RunningHub) -> None:
    with own.access() as access:
        staff = Staff("koho", "広報", Role.CONTENT_MANAGER, QuickHash().hash(PASSWORD))
        access.put_member(staff)
    with requests.Session() as browser:
        browser.trust_env = False
        form = {"login": "koho", "password": PASSWORD}
        browser.post(own.address + "/api/session", json=form, timeout=10).raise_for_status()
        headers = {**TUS, "Upload-Length": "10", "Sec-Fetch-Site": "cross-site"}
        answer = browser.post(own.address + "/contents/uploads", headers=headers, timeout=10)
        assert answer.status_code == 403
