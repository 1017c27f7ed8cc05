"""The ticket on the phone, in every language."""

import re
from functools import partial

import pytest

from assets.words import LANGUAGES
from hub.domain.tickets import Ticket
from hub.domain.waiting import estimate
from hub.web.phone.tools import question
from hub.web.phone.view import Offers, TicketView, ticket_view
from hub.web.rendering import html, ruby
from hub.web.texts import choose_language, texts
from tests.lobbies import World


def view(world: World, ticket: Ticket, language: str) -> TicketView:
    offers = Offers(late=(5, 10), notices=True, survey=True)
    waits = partial(estimate, world.lobby, now=world.now)
    return ticket_view(world.lobby, world.see(ticket), waits, language, offers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mark_of_a_reading_or_a_blank_is_left_on_a_page(language: str) -> None:
    world = World()
    world.open("c1")
    called, waiting = world.issue(), world.issue()
    world.call()
    say = texts(language).text
    around = {"say": say, "lang": language, "chosen": language, "languages": [], "now": world.now}
    shown = [
        html(
            "phone_choice.html", {"page": question(title=say("unknown")), "live": False, **around}
        ),
    ]
    for ticket in (called, waiting):
        page = view(world, ticket, language)
        more = {"visit": ticket.id, "survey": True, "live": False}
        shown.append(html("phone.html", {"page": page, **around, **more}))
    body = "".join(text.partition("<body")[2] for text in shown)
    assert not set("{}|") & set(body)
    assert ("<ruby>番号<rp>" in body) == (language == "ja-easy")
    assert not any("ruby" in title for title in re.findall("<title>.*?</title>", "".join(shown)))


def test_readings_stand_above_their_words_and_everything_else_is_escaped() -> None:
    assert ruby("3{番|ばん}") == "3<ruby>番<rp>(</rp><rt>ばん</rt><rp>)</rp></ruby>"
    assert "<b>" not in ruby("<b>{<b>|<b>}<b>")
    assert ruby("{窓口|}") == "窓口"


@pytest.mark.parametrize(
    ("asked", "accepted", "chosen"),
    [
        ("en", "ja", "en"),
        ("xx", "", "ja"),
        ("", "fr,en-GB;q=0.8", "en"),
        ("", "zh-TW,zh;q=0.9", "zh-Hant"),
        ("", "zh-CN", "zh-Hans"),
        ("", "pt-BR", "pt"),
        ("", ";;,,q=", "ja"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_browsers(
    asked: str, accepted: str, chosen: str
) -> None:
    assert choose_language(asked, accepted, tuple(LANGUAGES)) == chosen
