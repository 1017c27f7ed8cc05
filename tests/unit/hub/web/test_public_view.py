"""What everyone may see, in every language."""

import json

import pytest

import assets
from hub.domain import serving
from hub.web.public_views import lobby_page, ticket_page
from hub.web.texts import choose_language, texts
from hub.web.words import LANGUAGES
from tests.lobbies import World


def test_a_ticket_from_the_queue_to_the_end() -> None:
    world = World()
    world.open("c1", "c9")
    world.issue()
    ticket = world.issue()
    shown = ticket_page(world.lobby, ticket, "ja")
    assert (shown.number, shown.ahead, shown.call) == ("A-002", 1, "")
    world.call()
    world.call()
    assert ticket_page(world.lobby, world.see(ticket), "ja").call == "1番窓口"
    assert ticket_page(world.lobby, world.see(ticket), "en").call == "Counter 1"
    world.finish(world.see(ticket), onward=True)
    following = ticket_page(world.lobby, world.see(ticket), "ja")
    assert following.message == "つぎの窓口でお呼びします。お待ちください。"
    assert following.number == "A-002"


def test_nothing_personal_is_public() -> None:
    world = World()
    world.open("c1")
    ticket = world.issue(priority="pregnant", remarks="杖あり")
    world.call()
    both = repr((lobby_page(world.lobby, world.now, "ja"), ticket_page(world.lobby, ticket, "ja")))
    assert "杖" not in both
    assert "妊娠" not in both
    assert "佐藤" not in both


def test_only_those_on_their_way_or_there_are_shown_as_called() -> None:
    world = World()
    world.open("c1", "c2")
    first, _ = world.issue(), world.issue()
    world.call("c1")
    world.call("c2")
    world.do("c1", lambda act: serving.hold(act, first.id))
    page = lobby_page(world.lobby, world.now, "ja")
    assert [(call.number, call.counter) for call in page.calls] == [("A-002", "2番窓口")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    def read(tag: str) -> dict[str, str]:
        path = assets.path("translations", f"web.{tag}.json")
        words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        return words

    japanese, own = read("ja"), read(language)
    assert own.keys() == japanese.keys()
    for key, words in japanese.items():
        assert ("{counter}" in words) == ("{counter}" in own[key]), key
        assert ("{time}" in words) == ("{time}" in own[key]), key
    assert texts(language)["lobby"] == own["lobby"]


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
