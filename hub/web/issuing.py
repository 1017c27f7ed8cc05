"""A number given by staff, as data: what can be chosen, and the paper that comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from assets.words import LANGUAGES, Words, load
from hub.domain.issuing import Request, issued
from hub.domain.lobby import Lobby
from hub.domain.site import Text
from hub.domain.site import words as text
from hub.domain.tickets import Ticket
from hub.domain.waiting import Congestion
from hub.web import words
from hub.web.forms import BadForm
from hub.web.public_views import wait_words
from hub.web.rows import language_name

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """A service to choose. `note`: who waits, or why no numbers are given."""

    id: str
    prefix: str
    name: str
    note: str
    is_open: bool
    remarks: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """What the visitor takes along, in the visitor's language; `code` is an SVG or empty.

    `name_ja` is the service for the staff that the visitor asks; `signs` are for staff alone.
    """

    number: str
    service: str
    name_ja: str
    ahead: str
    wait: str
    issued_at: str
    code: Markup
    signs: tuple[tuple[str, str], ...]


def choice(found: Congestion) -> ServiceChoice:
    """One service as the form offers it."""
    service, is_open = found.service, found.opening.is_open
    wait = f"　{words.wait(found.wait)}" if found.waiting and found.wait else ""
    return ServiceChoice(
        id=service.id,
        prefix=service.prefix,
        name=text(service.name, "ja"),
        note=f"{found.waiting}人{wait}" if is_open else words.why_closed(found.opening),
        is_open=is_open,
        remarks=service.remarks,
    )


def request(form: Form) -> Request:
    """What the form asks for."""
    return Request(
        id=form.get("ticket", ""),
        service=form["service"],
        language=form.get("language", ""),
        priority=form.get("priority") or None,
        remarks=form.get("remarks", "").strip(),
    )


def fault_words(found: Mapping[str, str]) -> str:
    """What the clerk can put right; BadForm for what our own form never sends."""
    if set(found) - {"remarks"}:
        raise BadForm
    return words.REMARKS[found["remarks"]]


@cache
def paper_words(language: str) -> Words:
    """The words of a number's paper: those of the kiosk."""
    return load(language, "common", "web", "kiosk")


def paper(lobby: Lobby, ticket: Ticket, clock: str) -> Paper:
    """The paper of a ticket at its place in line now. `clock`: its local time of issue."""
    told, say = issued(lobby, ticket), paper_words(ticket.language)
    service = lobby.site.services.get(ticket.service)
    name: Text = service.name if service else {"ja": ticket.service}
    base = lobby.site.public_url
    return Paper(
        number=ticket.label,
        service=text(name, ticket.language),
        name_ja="" if ticket.language == "ja" else text(name, "ja"),
        ahead=say.text("paper.people", count=told.ahead),
        wait=wait_words(told.wait, ticket.language),
        issued_at=clock,
        code=drawn_code(f"{base}/t/{ticket.id}") if base else Markup(),
        signs=_signs(lobby, ticket),
    )


def _signs(lobby: Lobby, ticket: Ticket) -> tuple[tuple[str, str], ...]:
    found = lobby.site.classes.get(ticket.priority or "")
    signs = (
        ("区分", text(found.name, "ja") if found else "なし"),
        ("ことば", language_name(ticket)),
        ("メモ", ticket.remarks),
    )
    return tuple((name, value) for name, value in signs if value)


def drawn_code(address: str) -> Markup:
    """A QR code with its quiet zone (ISO/IEC 18004: 4 modules), drawn in the page itself."""
    # The library loads Pillow: a hub's start must not wait for it.
    import qrcode  # noqa: PLC0415 - see above
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415 - see above
    from qrcode.image.svg import SvgPathImage  # noqa: PLC0415 - see above

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4, image_factory=SvgPathImage)
    code.add_data(address)
    # The library's own drawing: digits and path letters, nothing of the address as text.
    return Markup(code.make_image().to_string(encoding="unicode"))  # noqa: S704 - see above


def languages(lobby: Lobby) -> tuple[tuple[str, str], ...]:
    """Every language of the lobby by its own name."""
    return tuple((tag, LANGUAGES.get(tag, tag)) for tag in lobby.site.languages)


def classes(lobby: Lobby) -> tuple[tuple[str, str], ...]:
    """Every class, those that only staff give among them."""
    return tuple((key, text(item.name, "ja")) for key, item in lobby.site.classes.items())
