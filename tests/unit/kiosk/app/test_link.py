"""What a kiosk keeps for a start without its hub, and what it says when its disk is full."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from hub.client import TerminalReport
from hub.client.api import HubClient, Published
from hub.client.errors import SpoolFault
from hub.client.spool import Spool
from hub.domain.forms.book import Book
from kiosk.app.link import Link


def test_a_full_disk_is_told_once_until_it_works_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool, client = Spool(tmp_path / "kiosk.db"), HubClient("http://127.0.0.1:9")
    link = Link(client, spool, "kiosk-1", TerminalReport, lambda _: None)
    tell = link._errands._on_forms  # noqa: SLF001 - as the errands' thread tells it
    published, well, is_full = Published('"1"', Book()), spool.keep, [True]

    def keep(name: str, value: bytes) -> None:
        if is_full[0]:
            raise SpoolFault("full")
        well(name, value)

    monkeypatch.setattr(spool, "keep", keep)
    with capture_logs() as lines:
        for is_full[0] in (True, True, True, False, False, True, True):
            tell(published)
    assert [line["event"] for line in lines] == ["not kept", "not kept"]
    assert spool.kept("forms") is not None
    client.close()
    spool.close()
