"""A kiosk has the guided forms of its city, also while the hub is away."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from queue import Queue

import pytest

from config.schema.forms import Forms
from hub.client import KioskSettings, TerminalReport
from hub.client.api import HubClient
from hub.client.spool import Spool
from hub.domain.forms.book import Book
from hub.service.access import Role
from hub.service.forms import domain_book
from kiosk.app.link import Link
from kiosk.app.world import World, events
from tests.hubs import RunningHub, demo_settings, running
from tests.unit.config.forms.folders import Folder


@pytest.fixture
def forms(tmp_path: Path) -> Forms:
    found, faults = Folder(tmp_path).read()
    assert faults == []
    return found


@contextmanager
def hub_with(forms: Forms, folder: Path) -> Iterator[RunningHub]:
    with running(folder, book=domain_book(forms)) as hub:
        yield hub


def learned(client: HubClient, spool: Spool, *, start: bool) -> World:
    """What a kiosk knows once both its settings and the book have come."""
    posted: Queue[object] = Queue()
    link = Link(client, spool, "kiosk-1", TerminalReport, posted.put)
    link.recall()
    if start:
        link.start()
    world = World()
    while world.settings is None or world.book == Book():
        item = posted.get(timeout=20)
        if isinstance(item, Book):
            world = replace(world, book=item)
        elif isinstance(item, KioskSettings):
            world = replace(world, settings=item)
    if start:
        link.stop()
    return world


def test_a_kiosk_learns_the_forms_and_keeps_them(forms: Forms, tmp_path: Path) -> None:
    with closing(Spool(tmp_path / "kiosk" / "kiosk.db")) as spool:
        with hub_with(forms, tmp_path) as hub, hub.client(Role.KIOSK) as client:
            world = learned(client, spool, start=True)
        assert world.book == domain_book(forms)
        assert [event.id for event in events(world)] == ["moving-in"]
        with HubClient(hub.address) as nobody:
            assert learned(nobody, spool, start=False).book == world.book


def test_the_hub_sends_a_book_once_and_says_when_it_is_another(
    forms: Forms, tmp_path: Path
) -> None:
    with hub_with(forms, tmp_path) as hub, hub.client(Role.KIOSK) as client:
        first = client.forms()
        assert first
        assert client.forms(first.tag) is None
        revision = client.snapshot().revision
    with hub_with(replace(forms, version=4), tmp_path) as hub, hub.client(Role.KIOSK) as client:
        second = client.forms(first.tag)
        assert second
        assert second.book.version == 4
        assert client.snapshot().revision != revision


def test_a_kiosk_offers_only_what_its_settings_name(forms: Forms, tmp_path: Path) -> None:
    settings = demo_settings(tmp_path)
    first, second = settings.terminals.kiosks
    none = first.model_copy(update={"forms": ()})
    terminals = settings.terminals.model_copy(update={"kiosks": (none, second)})
    limited = replace(settings, terminals=terminals)
    with running(tmp_path, settings=limited, book=domain_book(forms)) as hub:
        with hub.client(Role.KIOSK, "kiosk-1") as client:
            assert client.kiosk().events == ()
        with hub.client(Role.KIOSK, "kiosk-2") as client:
            assert client.kiosk().events == ("moving-in",)


def test_an_event_that_left_the_book_is_not_offered(forms: Forms) -> None:
    assert events(World(book=domain_book(forms))) == []
