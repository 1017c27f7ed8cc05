"""A household moves in without a pen: typed by touch at a kiosk, printed, scanned, opened at the
desk in Chromium, handed on as files, and the same in every field; nothing of it stays anywhere."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Download, Page, expect, sync_playwright

from hub.adapters.database.access import SqlAccess
from hub.adapters.database.engine import Database, database_url
from hub.adapters.passwords import Argon2
from hub.domain.forms.answers import Address, Answers, Name, PartialDate, Slot, Value
from hub.service.access import Role, Staff
from tests.browsers import CHROMIUM
from tests.e2e.form_places import Place
from tests.e2e.form_visits import JAPAN, FormHand
from tests.forms_people import FAMILY, Visitor
from tests.live import City, LiveHub
from tests.terminals import Terminal
from tests.web.desk.scanner import scan

LOGIN, PASSWORD = "madoguchi", "とても長い合言葉です"
# 濵 is in no Shift_JIS, 﨑 a compatibility ideograph, 𠮷 lies beyond the basic plane.
MOTHER = Name("濵﨑", "久美子", "はまさき", "くみこ")
NAMES = (
    Name("濵﨑", "一二三", "はまさき", "ひふみ"),
    MOTHER,
    Name("濵﨑", "渚", "はまさき", "なぎさ"),
    Name("𠮷田", "葵", "よしだ", "あおい"),
)
STREETS = ("98-7654", "12-3456", "76-5432")
PHONE = "09098765432"
OLD = Address("2720021", "千葉県市川市八幡", STREETS[0], "")
NEW = Address("8600806", "熊本県熊本市中央区花畑町", STREETS[1], "205")
HONSEKI = Address("9200962", "石川県金沢市広坂", STREETS[2], "")
# Only what no file of the city has of itself: 渚 or 205 may be anywhere.
TYPED = ("濵﨑", "𠮷田", "一二三", "久美子", "はまさき", "ひふみ", "くみこ", PHONE, *STREETS)


def planted() -> Visitor:
    """The household, moved two days ago, with everything as touches can type it."""
    moved = PartialDate.of((datetime.now(JAPAN) - timedelta(days=2)).date())
    names = {Slot("member-name", member): name for member, name in enumerate(NAMES)}
    addresses = {
        Slot("old-address"): OLD,
        Slot("new-address"): NEW,
        Slot("honseki"): HONSEKI,
    }
    said: Answers = {Slot("applicant-name"): MOTHER, Slot("phone"): PHONE, Slot("moved-on"): moved}
    return replace(FAMILY, answers={**FAMILY.answers, **names, **addresses, **said})


def hire(city: City) -> None:
    """A clerk with a password, at the desk of this city."""
    database = Database(database_url(city.settings.database))
    try:
        access = SqlAccess(database, city.settings.site.id)
        access.put_member(Staff(LOGIN, "窓口の係員", Role.CLERK, Argon2().hash(PASSWORD)))
    finally:
        database.close()


@pytest.fixture
def desk(place: Place, tmp_path: Path) -> Iterator[Page]:
    """A clerk's Chromium at the city's desk, not yet signed in; it saves files beside the city."""
    hire(place.city)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox"],
            downloads_path=tmp_path / "downloads",
        )
        page = browser.new_page(locale="ja-JP", base_url=place.city.address)
        page.set_default_timeout(30_000)
        yield page
        browser.close()


def visit(kiosk: Terminal, visitor: Visitor) -> None:
    """From the first touch to the paper; the screen is home again for the next."""
    hand = FormHand(kiosk.hand)
    hand.hand.do(see="write-free", seconds=60)
    hand.open(visitor.event)
    hand.fill(visitor)
    hand.tap("confirm", see="guide-heading")
    hand.hand.do(see="print-again", seconds=20)
    hand.tap("done", see="screen-home")


def sign_in(page: Page) -> None:
    page.goto("/desk")
    page.locator("#login").fill(LOGIN)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="サインイン").click()
    page.wait_for_url("**/desk")


def take(page: Page, link: str) -> bytes:
    """A file that the browser saves."""
    with page.expect_download() as saving:
        page.get_by_role("link", name=link, exact=True).click()
    saved: Download = saving.value
    return Path(saved.path()).read_bytes()


def exported(value: Value) -> object:
    """An answer as JSON has it."""
    if isinstance(value, Name | Address | PartialDate):
        return asdict(value)
    return list(value) if isinstance(value, tuple) else value


def test_a_household_moves_in(place: Place, desk: Page) -> None:
    visitor = planted()
    with LiveHub(place.city):
        with Terminal(place.city, "kiosk", "kiosk-1") as kiosk:
            visit(kiosk, visitor)
        sign_in(desk)
        for code in place.codes():
            scan(desk, code)
        desk.wait_for_url("**/desk/case/*")
        for name in NAMES:
            expect(desk.locator(".said-side")).to_contain_text(f"{name.family} {name.given}")
        found = json.loads(take(desk, "JSON"))
        table = take(desk, "CSV").decode("utf-8-sig")
    assert (found["event"], found["terminal"]) == ("moving-in", "kiosk-1")
    assert _answers(found) == {slot: exported(value) for slot, value in visitor.answers.items()}
    assert _cells(table) == _parts(visitor.answers)
    assert {form["id"] for form in found["forms"]} == _official(visitor)
    assert place.holding([place.city.tokens["kiosk-1"]]), "the search finds what is there"
    assert place.holding(TYPED) == []


def _official(visitor: Visitor) -> set[str]:
    """The official forms that the household needs."""
    needs = visitor.way(datetime.now(JAPAN).date()).needs
    return {need.procedure.form for need in needs if need.procedure.form}


def _answers(found: Mapping[str, Any]) -> dict[Slot, object]:
    """What the JSON says, answer by answer; nothing is open, changed or unknown."""
    assert not found["unknown"]
    assert {answer["state"] for answer in found["answers"]} == {"answered"}
    assert not any(answer["unlisted"] or answer["corrected"] for answer in found["answers"])
    return {Slot(answer["field"], answer["member"]): answer["value"] for answer in found["answers"]}


def _cells(table: str) -> dict[tuple[str, str, str], str]:
    """What the CSV says: member, field and part -> value."""
    rows = csv.DictReader(io.StringIO(table, newline=""))
    return {(row["member"], row["field"], row["part"]): row["value"] for row in rows}


def _parts(answers: Answers) -> dict[tuple[str, str, str], str]:
    """The answers as the rows of the CSV."""
    return {
        ("" if slot.member is None else str(slot.member + 1), slot.field, part): text
        for slot, value in answers.items()
        for part, text in _texts(value)
    }


def _texts(value: Value) -> list[tuple[str, str]]:
    shown = exported(value)
    if isinstance(shown, dict):
        return [(part, "" if one is None else str(one)) for part, one in shown.items()]
    return [("", "|".join(shown) if isinstance(shown, list) else str(shown))]
