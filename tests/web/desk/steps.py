"""What tests of the desk do again and again."""

import re

from playwright.sync_api import Page

from hub.service.ports_access import AuditLine
from tests.hubs import RunningHub

CASE = re.compile(r"/desk/case/[0-9a-f]{32}")


def deeds(hub: RunningHub) -> list[AuditLine]:
    """What was done at the desk, oldest first."""
    return [line for line in hub.audit() if line.action.startswith("desk-")]


def give(page: Page, code: str) -> None:
    """Paste a code, as the quickest way in."""
    page.goto("/desk")
    page.get_by_text("文字をはりつけて読む").click()
    page.get_by_label("コードの文字").fill(code)
    page.get_by_role("button", name="開く").click()
