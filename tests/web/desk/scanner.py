"""A scanner that types, as Chromium hears it: physical keys, under any layout or input method."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page

KANA = "ちこそしいはきくにまのりもみらせたすとかなひてさんつ"


def code_of(sign: str) -> str:
    """The physical key of a letter or figure."""
    return f"Digit{sign}" if sign.isdigit() else f"Key{sign.upper()}"


def _plain(sign: str) -> dict[str, object]:
    return {"key": sign, "text": sign}


def _small(sign: str) -> dict[str, object]:
    return {"key": sign.lower(), "text": sign.lower()}


def _kana(sign: str) -> dict[str, object]:
    """A keyboard in kana mode, or of another layout: the signs are others."""
    made = KANA[ord(sign) % len(KANA)]
    return {"key": made, "text": made}


def _ime(_: str) -> dict[str, object]:
    """The input method takes the key: browsers tell no sign, only that there was one."""
    return {"key": "Process", "windowsVirtualKeyCode": 229}


STYLES: Mapping[str, Callable[[str], dict[str, object]]] = {
    "us": _plain,
    "caps-lock": _small,
    "kana": _kana,
    "ime": _ime,
}


def scan(page: Page, text: str, *, style: str = "us", end: str = "Enter") -> None:
    """Type a code as fast as the browser takes it, with a terminator or none."""
    session = page.context.new_cdp_session(page)
    for sign in text:
        key = STYLES[style](sign)
        down = "keyDown" if "text" in key else "rawKeyDown"
        session.send("Input.dispatchKeyEvent", {"type": down, "code": code_of(sign), **key})
    if end:
        session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "code": end, "key": end})
    session.detach()
