"""One touch on a phone after the visit, in real Chromium."""

from playwright.sync_api import expect

from tests.web.conftest import Lobby, Opened
from tests.web.test_every_page import excess, faults


def test_a_visitor_says_how_it_was(lobby: Lobby, visit: Opened) -> None:
    lobby.open(3)
    lobby.issue(language="en")
    called = lobby.act(3, "call-next")
    lobby.act(3, "finish", ticket=called["id"], onward=False)
    page = visit(f"/t/{called['id']}/survey?lang=ja", bypass_csp=True)
    assert faults(page) == []
    assert excess(page, 320) <= 0
    faces = page.locator("button.face")
    expect(faces).to_have_text(["とてもよい", "よい", "ふつう", "よくない", "とてもよくない"])
    assert all(face.bounding_box()["height"] >= 44 for face in faces.all())  # type: ignore[index] # they are seen
    page.get_by_role("button", name="ふつう").click()
    expect(page.get_by_role("status")).to_contain_text("ありがとうございました")
    assert faults(page) == []
    page.reload()
    expect(faces).to_have_count(0)
