"""The ticket on the phone, in every language."""

import re

import pytest

from assets.words import LANGUAGES
from hub.web.rendering import html, ruby
from hub.web.texts import choose_language, texts
from hub.web.ticket_views import ticket_page
from tests.lobbies import World


def test_a_ticket_from_the_queue_to_the_end() -> None:
    world = World()
    world.open("c1", "c9")
    world.issue()
    ticket = world.issue()
    shown = ticket_page(world.lobby, ticket, world.now, "ja")
    assert (shown.number, shown.ahead, shown.call) == ("A-002", 1, "")
    world.call()
    world.call()
    assert ticket_page(world.lobby, world.see(ticket), world.now, "ja").call == "1番窓口"
    assert ticket_page(world.lobby, world.see(ticket), world.now, "en").call == "Counter 1"
    world.finish(world.see(ticket), onward=True)
    following = ticket_page(world.lobby, world.see(ticket), world.now, "ja")
    assert following.message == "つぎの窓口でお呼びします。お待ちください。"
    assert following.number == "A-002"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mark_of_a_reading_or_a_blank_is_left_on_a_page(language: str) -> None:
    world = World()
    world.open("c1")
    called, waiting = world.issue(), world.issue()
    world.call()
    say = texts(language).text
    around = {"say": say, "lang": language, "chosen": language, "languages": [], "now": world.now}
    shown = [
        html("no_ticket.html", {"page": None, **around}),
    ]
    for ticket in (called, waiting):
        page = ticket_page(world.lobby, world.see(ticket), world.now, language)
        shown.append(html("ticket.html", {"page": page, **around}))
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
