"""The hook: another system raises, updates and ends emergencies by HTTP, with its own token."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints
from starlette.requests import Request
from starlette.responses import Response

from hub.domain.alerts import Alert, Calls, Ending, Status
from hub.http.bodies import read, read_bytes
from hub.http.endpoints import Open, json, nothing
from hub.http.problems import BadRequest
from hub.service.access import Denial, Denied
from hub.service.alarms import cap
from hub.service.emergencies import Emergencies, said
from hub.service.reception import Caller
from hub.shape import Shape

SOURCE = "hook"
# Characters of a token that nobody guesses, and bytes of a CAP message.
LEAST_TOKEN, MOST_CAP = 32, 512_000

Name = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z._-]{1,80}$")]
Line = Annotated[str, StringConstraints(max_length=cap.MOST_HEADLINE)]
Paragraph = Annotated[str, StringConstraints(max_length=cap.MOST_INSTRUCTION)]
Tag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """An emergency as another system tells it; told again under its `id`, it is updated.

    `status` must be said: "test" is checked and answered like the others, and shown nowhere.
    A text is in Japanese, or by language (BCP 47) with "ja" among them.
    """

    id: Name
    status: Literal["actual", "exercise", "test"]
    headline: Line | dict[Tag, Line]
    instruction: Paragraph | dict[Tag, Paragraph] = ""
    area: Line | dict[Tag, Line] = ""
    level: Annotated[int, Field(ge=0, le=5)] = 0
    calls: Calls = Calls.GO_ON
    expires: AwareDatetime | None = None
    sent: AwareDatetime | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """`shown`: it is on the screens now."""

    shown: bool


RAISED = Shape(Raised)
TAKEN = Shape(Taken)


class AlarmHook:
    """`message` reads a CAP document, or gives None; the token is read anew each time."""

    def __init__(
        self,
        emergencies: Emergencies,
        token: Path,
        message: Callable[[bytes], cap.Message | None],
        clock: Callable[[], datetime],
    ) -> None:
        self._emergencies = emergencies
        self._token = token
        self._message = message
        self._clock = clock
        # Whoever holds the token says what is a drill; it is shown as one.
        self._rules = cap.Rules(SOURCE, exercises=True)

    def endpoints(self) -> tuple[Open, ...]:
        return (
            Open(
                method="POST",
                path="/api/alerts",
                run=self._raise,
                summary="Another system raises or updates an emergency, as JSON or as CAP 1.2",
                tag="alerts",
                body=RAISED,
                answer=TAKEN,
                refuses=("empty_alert", "past_alert", "not_signed_in"),
            ),
            Open(
                method="DELETE",
                path="/api/alerts/{alert}",
                run=self._end,
                summary="Another system ends what it raised",
                tag="alerts",
                refuses=("unknown_alert", "not_signed_in"),
            ),
        )

    async def _raise(self, request: Request) -> Response:
        await self._check(request)
        if "xml" in request.headers.get("content-type", ""):
            return await self._cap(request)
        told = await read(request, RAISED)
        if told.status == "test":
            return json(TAKEN, Taken(shown=False))
        await self._emergencies.show(self._alert(told), Caller(SOURCE))
        return json(TAKEN, Taken(shown=True))

    async def _cap(self, request: Request) -> Response:
        message = self._message(await read_bytes(request, MOST_CAP))
        if message is None:
            raise BadRequest("not_cap")
        found = cap.outcome(message, self._rules, self._clock())
        await self._emergencies.take(found.show, found.ends, SOURCE)
        return json(TAKEN, Taken(shown=found.show is not None))

    async def _end(self, request: Request) -> Response:
        await self._check(request)
        name = request.path_params["alert"]
        ids = [_id(status, name) for status in Status]
        up = [alert_id for alert_id in ids if self._emergencies.find(alert_id) is not None]
        # Refused(UNKNOWN_ALERT) where neither is.
        for alert_id in up or ids[:1]:
            await self._emergencies.end(alert_id, Caller(SOURCE))
        return nothing()

    def _alert(self, told: Raised) -> Alert:
        now, status = self._clock(), Status(told.status)
        alert_id = _id(status, told.id)
        known = self._emergencies.find(alert_id)
        updated_at = min(told.sent or now, now)
        alert = Alert(
            id=alert_id,
            source=SOURCE,
            status=status,
            headline=_texts(told.headline) or {},
            begins=known.begins if known else updated_at,
            updated_at=updated_at,
            instruction=_texts(told.instruction),
            area=_texts(told.area),
            level=told.level,
            calls=told.calls,
            ending=Ending.CANCEL,
        )
        return replace(alert, expires=told.expires)

    async def _check(self, request: Request) -> None:
        """Denied(NOT_SIGNED_IN) without the token; nothing tells how much of it was right."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        token = await asyncio.to_thread(self._read_token)
        right = compare_digest(_digest(given.strip()), _digest(token))
        if scheme.lower() != "bearer" or len(token) < LEAST_TOKEN or not right:
            raise Denied(Denial.NOT_SIGNED_IN)

    def _read_token(self) -> str:
        """Empty where there is none: nobody is let in then."""
        try:
            return self._token.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()


def _id(status: Status, name: str) -> str:
    return f"{SOURCE}:{status.value}:{name}"


def _texts(given: str | dict[str, str]) -> dict[str, str] | None:
    """One line each: what has no words is nothing."""
    texts = {"ja": given} if isinstance(given, str) else given
    lines = {language: cap.cut(words, cap.MOST_INSTRUCTION) for language, words in texts.items()}
    kept = said(lines)
    return dict(kept) if kept else None
