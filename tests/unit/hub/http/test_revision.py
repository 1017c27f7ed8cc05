"""Terminals notice by the revision that the city has changed anything they are told."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from config.load import load
from config.schema import Kiosk, NoCard
from config.schema.settings import Settings
from hub.domain.forms.book import Book
from hub.domain.site import Site
from hub.http.lobby import revision
from hub.service.site import domain_site
from hub.service.terminal_settings import displays, kiosks
from tests.lobbies import NINE
from tests.unit.config.cities import demo_city

DEMO = demo_city()


def named(settings: Settings) -> str:
    site: Site = domain_site(settings, NINE.date())
    return revision(site, kiosks(settings, Book()), displays(settings))


def with_site(**changes: object) -> Settings:
    return replace(DEMO, site=DEMO.site.model_copy(update=changes))


def test_the_same_settings_have_the_same_name() -> None:
    assert named(DEMO) == named(load(DEMO.directory))


def without_cards() -> tuple[Kiosk, ...]:
    none = NoCard(kind="none")
    return tuple(kiosk.model_copy(update={"card": none}) for kiosk in DEMO.terminals.kiosks)


CHANGES: dict[str, Callable[[], Settings]] = {
    "no opening note": lambda: with_site(opening_note=None),
    "another time zone": lambda: with_site(timezone="Asia/Seoul"),
    "a card reader less": lambda: replace(
        DEMO, terminals=DEMO.terminals.model_copy(update={"kiosks": without_cards()})
    ),
    "a kiosk less": lambda: replace(
        DEMO, terminals=DEMO.terminals.model_copy(update={"kiosks": DEMO.terminals.kiosks[:1]})
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_another_setting_gives_another_name(change: str) -> None:
    assert named(CHANGES[change]()) != named(DEMO)
