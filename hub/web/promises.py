"""How the promises of waiting times were kept, for the supervisor: today, and the last weeks."""

from collections.abc import Iterable
from dataclasses import dataclass

from hub.domain.estimate.learning import Hours
from hub.domain.estimate.promises import Kept, kept, today
from hub.domain.lobby import Lobby
from hub.domain.site import words as text


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A service that has promised something; `now` and `past` in words, "―" without any."""

    prefix: str
    name: str
    now: str
    past: str


def promise_rows(lobby: Lobby, past: Iterable[Hours]) -> tuple[PromiseRow, ...]:
    """The services that have promised anything, in the city's order."""
    weeks, day = list(past), [today(lobby)]
    found = (
        (service, kept(day, service.id), kept(weeks, service.id))
        for service in lobby.site.services.values()
    )
    return tuple(
        PromiseRow(service.prefix, text(service.name, "ja"), _words(now), _words(before))
        for service, now, before in found
        if now.promised or before.promised
    )


def _words(score: Kept) -> str:
    """82%（130人）、平均のずれ 3.1分、早め 0.4分: earlier than was said, or later."""
    if not score.promised:
        return "―"
    lean = f"、{abs(score.late):.1f}分 {'早く' if score.late > 0 else '遅く'}お呼びする傾き"
    return (
        f"{score.inside:.0%}（{score.promised}人）　ずれ {score.error:.1f}分"
        f"{lean if abs(score.late) >= 0.5 else ''}"
    )
