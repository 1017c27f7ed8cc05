"""What every page for visitors shares: the language, the words around it, no cookie."""

from starlette.requests import Request
from starlette.responses import Response

from assets.words import LANGUAGES, known_tag
from hub.web.office import Office
from hub.web.rendering import page
from hub.web.texts import choose_language, texts


def asked_language(request: Request, office: Office, own: str = "") -> str:
    """What was asked for; else the visitor's `own` choice at the kiosk; else the browser's."""
    asked = request.query_params.get("lang") or own
    accepted = request.headers.get("accept-language", "")[:200]
    return choose_language(asked, accepted, office.lobby.site.languages)


def visitor_page(
    office: Office,
    template: str,
    language: str,
    shown: object,
    status: int = 200,
    **more: object,
) -> Response:
    """A page that extends public.html; `shown` is its `page`, `more` what else it needs."""
    offered = office.lobby.site.languages
    return page(
        template,
        status,
        page=shown,
        say=texts(language).text,
        lang=known_tag(language),
        chosen=language,
        languages=[(tag, LANGUAGES.get(tag, tag)) for tag in offered],
        now=office.now(),
        **more,
    )
