"""What managers are told of a notice's words is what the display makes of them."""

import pytest
from PySide6.QtQuick import QQuickItem

from hub.domain.signage.content import Notice
from hub.domain.signage.layouts import STANDARD
from hub.domain.signage.legibility import SURELY_CUT, SURELY_WHOLE, fit
from tests.ui.signage.stage import EVENING, Lobby, item, open_lobby, programme

TITLE = "年末年始は窓口を休みます"
# From what has much room to what is cut.
NOTICES = (
    *(Notice({"ja": TITLE}, {"ja": "市役所の窓口からのお知らせです。" * n}) for n in (3, 5, 9, 20)),
    Notice({"ja": TITLE}, {"ja": "市役所の窓口からのお知らせです。" * 4}, link="https://a.jp/x"),
    Notice({"ja": (TITLE * 6)[:60]}, {"ja": "12月29日から"}),
    Notice({"ja": TITLE}, {"ja": "市民課 1番窓口\n" * 6}),
)


@pytest.mark.parametrize("layout", ["calls-landscape", "calls-portrait", "l-portrait"])
def test_words_are_cut_where_it_was_said_and_nowhere_else(layout: str) -> None:
    (zone,) = (zone for zone in STANDARD[layout].zones if zone.id == "main")
    lobby = open_lobby(STANDARD[layout].orientation, None, programme(layout, EVENING), fade=1)
    told = set()
    for number, notice in enumerate(NOTICES):
        lobby.publish(programme(layout, item(notice, name=f"n{number}")))
        lobby.still()
        is_cut = any(text.property("truncated") for text in _words(lobby))
        spare = fit(notice, "ja", STANDARD[layout], zone).spare
        assert not is_cut or spare < SURELY_WHOLE, notice
        assert is_cut or spare >= SURELY_CUT, notice
        told.add(is_cut)
    assert told == {True, False}
    lobby.player.close()


def _words(lobby: Lobby) -> list[QQuickItem]:
    found = [text for text in lobby.written() if text.objectName().endswith("-words")]
    assert len(found) == 2, "title and body"
    return found
