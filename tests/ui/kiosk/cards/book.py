"""The small book with an event whose questions a card can answer."""

from dataclasses import replace

from hub.domain.forms.book import Book, CardItem, Event, Kind, Shelf
from tests import small_book
from tests.small_book import field, option, page, say

SEXES = (
    option("man", "男", "Male", card=1),
    option("woman", "女", "Female", card=2),
    option("unsaid", "答えない", "Not stated"),
)
PAGES = (
    page(
        "me",
        "あなたのお名前を入れてください",
        "Your name",
        field("me", Kind.NAME, "氏名", "Name", most=40, card=CardItem.NAME),
    ),
    page(
        "my-home",
        "いまの住所を入れてください",
        "Your address",
        field("my-home", Kind.ADDRESS, "いまの住所", "Present address", card=CardItem.ADDRESS),
    ),
    page(
        "my-birth",
        "生年月日を入れてください",
        "Your date of birth",
        field(
            "my-birth",
            Kind.DATE,
            "生年月日",
            "Date of birth",
            partial=True,
            most=0,
            card=CardItem.BIRTH,
        ),
    ),
    page(
        "my-sex",
        "性別をえらんでください",
        "Your sex",
        field("my-sex", Kind.CHOICE, "性別", "Sex", options=SEXES, card=CardItem.SEX),
    ),
)
EVENT = Event(
    "with-card",
    3,
    Shelf.PAPERS,
    say("カードで住民票の写し", "Residence certificate with a card"),
    ("papers", "me", "my-home", "my-birth", "my-sex", "purpose"),
    ("paper",),
)


def book() -> Book:
    """The book."""
    small = small_book.book()
    pages = {item.id: item for item in PAGES}
    return replace(small, events={EVENT.id: EVENT, **small.events}, pages={**small.pages, **pages})
