"""Files into a bucket, over a real socket; that S3 takes the signature was seen with a real store.

The server here keeps what it is sent, and can refuse it.
"""

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from hub.adapters.copies.bucket import CopyBucket
from hub.service.publicity.copying import CopyFault, File

PAGE = File("data/congestion.json", "application/json", b"{}", 5)


@dataclass
class Store:
    """What was put, with its headers; and how the store answers."""

    port: int = 0
    status: int = 200
    put: dict[str, tuple[dict[str, str], bytes]] = field(default_factory=dict)


@pytest.fixture
def store() -> Iterator[Store]:
    kept = Store()

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            kept.put[self.path] = headers, body
            self.send_response(kept.status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *_values: object) -> None:  # noqa: A002 - http.server's
            """Tests are silent."""

    with ThreadingHTTPServer(("localhost", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        kept.port = server.server_address[1]
        yield kept
        server.shutdown()
        thread.join()


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    file = tmp_path / "bucket.key"
    file.write_text("AKIDEXAMPLE\nwJalrXUtnFEMI/K7MDENG\n", encoding="utf-8")
    return file


def bucket(store: Store, keys: Path) -> CopyBucket:
    return CopyBucket(f"http://localhost:{store.port}/lobby/main", "ap-northeast-1", keys)


def test_a_file_is_put_signed_with_its_type_and_age(store: Store, keys: Path) -> None:
    bucket(store, keys).put(PAGE)
    headers, body = store.put["/lobby/main/data/congestion.json"]
    assert body == PAGE.body
    assert headers["content-type"] == "application/json"
    assert headers["cache-control"] == "public, max-age=5"
    assert headers["x-amz-content-sha256"] == hashlib.sha256(PAGE.body).hexdigest()
    signed = headers["authorization"]
    assert signed.startswith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
    assert "/ap-northeast-1/s3/aws4_request" in signed
    assert "wJalrXUtnFEMI" not in str(headers)


@pytest.mark.parametrize("status", [301, 403, 500])
def test_a_store_that_refuses_is_told_with_its_status(
    store: Store, keys: Path, status: int
) -> None:
    store.status = status
    with pytest.raises(CopyFault, match=f"status {status}"):
        bucket(store, keys).put(PAGE)
    assert list(store.put) == ["/lobby/main/data/congestion.json"]


def test_a_store_that_is_away_is_told(keys: Path) -> None:
    away = CopyBucket("http://localhost:9/lobby", "ap-northeast-1", keys)
    with pytest.raises(CopyFault, match="ConnectionError"):
        away.put(PAGE)


@pytest.mark.parametrize("written", [None, "one-line-alone\n"])
def test_a_key_that_cannot_be_read_is_told_without_its_words(
    store: Store, keys: Path, written: str | None
) -> None:
    if written is None:
        keys.unlink()
    else:
        keys.write_text(written, encoding="utf-8")
    with pytest.raises(CopyFault, match=r"bucket\.key") as fault:
        bucket(store, keys).put(PAGE)
    assert "one-line-alone" not in str(fault.value)
    assert store.put == {}
