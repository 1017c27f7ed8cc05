"""What a notice says: the number, the service, where to go. Nothing about the person."""

from collections.abc import Callable

from assets.words import Words, load, plain
from hub.domain.lobby import Lobby
from hub.domain.site import words as text
from hub.domain.tickets import Ticket
from hub.service.noticing import Wish


def wording(lobby: Callable[[], Lobby]) -> Callable[[str, Ticket, int, Wish], tuple[str, str]]:
    """Subject and text of a notice, in the language of the wish."""

    def words(occasion: str, leg: Ticket, ahead: int, wish: Wish) -> tuple[str, str]:
        said, site = load(wish.language, "web", "phone"), lobby().site
        service = site.services.get(leg.service)
        values = {
            "number": leg.label,
            "service": plain(text(service.name, wish.language)) if service else "",
            "count": ahead,
            "counter": _counter(lobby(), leg, said),
        }
        subject = plain(said.text(f"phone.{occasion}.subject", **values))
        body = plain(said.text(f"phone.{occasion}.text", **values))
        if wish.channel == "push":
            return subject, body
        page = f"{site.public_url.rstrip('/')}/t/{wish.visit}"
        lines = (
            plain(text(site.name, wish.language)),
            "",
            body,
            "",
            plain(said.text("phone.mail.page")),
            f"{page}?lang={wish.language}",
            "",
            plain(said.text("phone.mail.stop")),
            f"{page}/notices?lang={wish.language}",
            "",
            plain(said.text("phone.mail.auto")),
        )
        return subject, "\n".join(lines) + "\n"

    return words


def _counter(lobby: Lobby, leg: Ticket, said: Words) -> str:
    counter = lobby.site.counters.get(leg.counter or "")
    if counter is None:
        return ""
    number = counter.number
    return plain(said.text("counter", counter=number)) if number.isdecimal() else number
