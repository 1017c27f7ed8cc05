"""/desk: a code is read, and what it holds is looked at, corrected, printed and handed on.

What was scanned comes in bodies alone, never in an address; what a visitor typed is in no log.
"""

import asyncio
from collections.abc import Mapping
from json import dumps

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from hub.service.access import Principal, Right
from hub.service.desk.desk import Ending, Gone, NotKept, OnDesk, Refused
from hub.service.desk.ports import NotWritten
from hub.web import desk_words as words
from hub.web.desk_view import case_page, edited
from hub.web.forms import BadForm, read, read_all, read_body
from hub.web.guarding import NotFound, guarded
from hub.web.nav import nav
from hub.web.office import DeskTools, Office
from hub.web.rendering import HEADERS, page
from hub.web.sending import as_file, stream

# Bytes; a 12-megapixel photograph has 5 million.
MOST_PICTURE = 16_000_000
# Options of the longest choice, and what else a correction sends.
MOST_FIELDS = 80
_MEDIA: Mapping[Ending, str] = {
    "pdf": "application/pdf",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}


class DeskPages:
    """Belongs to the event loop. What a clerk is told next waits for the next page, by login.

    The desk's own work is done in threads: disk, database and cryptography block.
    """

    def __init__(self, office: Office, tools: DeskTools) -> None:
        self._office = office
        self._tools = tools
        self._desk = tools.desk
        self._told: dict[str, Refused | str] = {}
        # Pictures take a core for some tenths of a second each.
        self._pictures = asyncio.Semaphore(2)
        self._warming: asyncio.Task[None] | None = None

    def add_to(self, router: Router) -> None:
        for path, run in (
            ("/desk", self._scan_page),
            ("/desk/kept", self._kept_page),
            ("/desk/case/{key}", self._case_page),
            ("/desk/case/{key}/{ending}", self._file),
            ("/desk/scans/{scanner}", self._scans),
        ):
            router.add_route(path, guarded(self._office, Right.DESK, run))
        for path, run in (
            ("/desk/open", self._open),
            ("/desk/picture", self._picture),
            ("/desk/again", self._again),
            ("/desk/forget", self._forget),
            ("/desk/kept", self._bring_back),
            ("/desk/case/{key}/{action}", self._act),
        ):
            act = guarded(self._office, Right.DESK, run)
            router.add_route(path, act, methods=["POST"])

    # ---- Reading codes ----

    async def _scan_page(self, _request: Request, who: Principal) -> Response:
        if self._warming is None:
            self._warming = asyncio.create_task(asyncio.to_thread(self._desk.warm))
        told = self._told.pop(who.id, None)
        status = 409 if isinstance(told, Refused) and told.explained.is_refusal else 200
        return page(
            "desk.html",
            status,
            live=False,
            refused=told if isinstance(told, Refused) else None,
            said=told if isinstance(told, str) else "",
            reasons=words.AGAIN,
            scanners=self._tools.scans.names,
            **await self._frame(who),
        )

    async def _open(self, request: Request, who: Principal) -> Response:
        text = (await read(request)).get("text", "")
        if not text.strip():
            return self._go(request, self._tell(who, words.NO_CODE))
        found = await asyncio.to_thread(self._desk.open, [text], who.id)
        return self._go(request, self._outcome(who, found))

    async def _picture(self, request: Request, _who: Principal) -> Response:
        """What the codes in a picture say, back to the page that took it; 204 without any."""
        body = await read_body(request, MOST_PICTURE)
        async with self._pictures:
            texts = await asyncio.to_thread(self._tools.read_picture, body)
        if not texts:
            return Response(None, 204, HEADERS)
        return Response("\n".join(texts), 200, HEADERS, "text/plain; charset=utf-8")

    async def _again(self, request: Request, who: Principal) -> Response:
        form = await read(request)
        why = form.get("why", "")
        if why not in words.AGAIN:
            return self._go(request, self._tell(who, words.AGAIN_WHY))
        try:
            found = await asyncio.to_thread(self._desk.open_again, form.get("key", ""), who.id, why)
        except Gone:
            return self._go(request, self._tell(who, words.GONE))
        return self._go(request, f"/desk/case/{found.key}")

    async def _forget(self, request: Request, who: Principal) -> Response:
        await read(request)
        self._desk.forget_parts(who.id)
        return self._go(request, "/desk")

    async def _scans(self, request: Request, _who: Principal) -> Response:
        """What a scanner on the hub's own port reads, to the page that listens."""
        try:
            codes = self._tools.scans.listen(request.path_params["scanner"])
        except KeyError:
            raise NotFound from None
        return stream(codes)

    def _outcome(self, who: Principal, found: OnDesk | Refused) -> str:
        if isinstance(found, OnDesk):
            return f"/desk/case/{found.key}"
        self._told[who.id] = found
        return "/desk"

    def _tell(self, who: Principal, said: str, where: str = "/desk") -> str:
        self._told[who.id] = said
        return where

    def _go(self, request: Request, where: str) -> Response:
        """Lead a browser, or tell its script, where to go on."""
        if request.headers.get("x-machiai") == "script":
            return Response(dumps({"go": where}), 200, HEADERS, "application/json")
        return RedirectResponse(where, 303, HEADERS)

    # ---- One case ----

    async def _case_page(self, request: Request, who: Principal) -> Response:
        key, asked = request.path_params["key"], request.query_params
        try:
            found = await asyncio.to_thread(self._desk.case, key, who.id)
        except Gone:
            return self._go(request, self._tell(who, words.GONE))
        return await self._show(found, who, asked)

    async def _show(
        self,
        found: OnDesk,
        who: Principal,
        asked: Mapping[str, str],
        status: int = 200,
        *,
        message: str = "",
    ) -> Response:
        view = await asyncio.to_thread(self._desk.look, found)
        told = self._told.pop(who.id, "")
        return page(
            "desk_case.html",
            status,
            live=False,
            page=case_page(view, found.key, asked, self._office.now()),
            message=message,
            said=told if isinstance(told, str) else "",
            fault=found.fault,
            terminals={one.id: one.name for one in self._office.terminals()},
            marks={mark.value: name for mark, name in words.MARKS.items()},
            has_folder=self._desk.has_folder,
            scanners=self._tools.scans.names,
            **await self._frame(who),
        )

    async def _act(self, request: Request, who: Principal) -> Response:
        key, action = request.path_params["key"], request.path_params["action"]
        run = {"correct": self._correct, "write": self._write, "away": self._away}.get(action)
        if run is None:
            raise NotFound
        try:
            return await run(request, who, key)
        except Gone:
            return self._go(request, self._tell(who, words.GONE))

    async def _correct(self, request: Request, who: Principal, key: str) -> Response:
        form = await read_all(request, MOST_FIELDS)
        found = await asyncio.to_thread(self._desk.case, key, who.id)
        view = await asyncio.to_thread(self._desk.look, found)
        asked = {name: values[-1] for name, values in form.items()}
        try:
            slot, value = edited(view, asked, form.get("option", ()))
        except ValueError:
            again = {"form": asked.get("form", ""), "edit": asked.get("slot", "")}
            return await self._show(found, who, again, 422, message=words.UNREADABLE)
        await asyncio.to_thread(self._desk.correct, key, who.id, slot, value)
        where = f"/desk/case/{key}?form={_word(asked, 'form')}&at={_word(asked, 'slot')}"
        return self._go(request, where)

    async def _write(self, request: Request, who: Principal, key: str) -> Response:
        await read(request)
        where = f"/desk/case/{key}"
        try:
            names = await asyncio.to_thread(self._desk.write, key, who.id)
        except NotKept:
            return self._go(request, self._tell(who, words.NO_FOLDER, where))
        except NotWritten as fault:
            return self._go(request, self._tell(who, str(fault), where))
        said = words.WRITTEN.format(names="、".join(names))
        return self._go(request, self._tell(who, said, where))

    async def _away(self, request: Request, who: Principal, key: str) -> Response:
        await read(request)
        found = await asyncio.to_thread(self._desk.case, key, who.id)
        await asyncio.to_thread(self._desk.put_away, key, who.id)
        return self._go(request, self._tell(who, words.AWAY.format(code=found.case.code)))

    async def _file(self, request: Request, who: Principal) -> Response:
        """The case as PDF, to look at and print, or as a file for other programs."""
        key, ending = request.path_params["key"], request.path_params["ending"]
        if ending not in _MEDIA:
            raise NotFound
        try:
            found, content = await asyncio.to_thread(self._content, key, who.id, ending)
        except Gone:
            return self._go(request, self._tell(who, words.GONE))
        name = f"{self._desk.stem(found.case)}.{ending}"
        return as_file(content, name, _MEDIA[ending], inline=ending == "pdf")

    def _content(self, key: str, by: str, ending: Ending) -> tuple[OnDesk, bytes]:
        if ending == "pdf":
            found, printed = self._desk.print(key, by)
            return found, printed.pdf
        return self._desk.export(key, by, ending)

    # ---- What the city keeps ----

    async def _kept_page(self, request: Request, who: Principal) -> Response:
        wanted = request.query_params.get("code", "").strip().lower()[:16]
        try:
            kept = await asyncio.to_thread(self._desk.kept)
            message = ""
        except NotKept:
            raise NotFound from None
        except NotWritten as fault:
            kept, message = (), str(fault)
        zone = self._office.now().tzinfo
        rows = [(item.code, item.opened.astimezone(zone)) for item in kept]
        return page(
            "desk_kept.html",
            live=False,
            kept=[row for row in rows if row[0].startswith(wanted)],
            wanted=wanted,
            message=message,
            **await self._frame(who),
        )

    async def _bring_back(self, request: Request, who: Principal) -> Response:
        code = (await read(request)).get("code", "")
        try:
            found = await asyncio.to_thread(self._desk.bring_back, code, who.id)
        except (Gone, NotKept):
            return self._go(request, self._tell(who, words.GONE))
        except NotWritten as fault:
            return self._go(request, self._tell(who, str(fault)))
        return self._go(request, f"/desk/case/{found.key}")

    async def _frame(self, who: Principal) -> dict[str, object]:
        zone = self._office.now().tzinfo
        cases = await asyncio.to_thread(self._desk.cases, who.id)
        return {
            "me": who,
            "nav": nav(self._office, who),
            "keeps": self._desk.keeps,
            "cases": [(one.key, one.case.opened.astimezone(zone), one.case.code) for one in cases],
        }


def _word(asked: Mapping[str, str], name: str) -> str:
    """A part of an address that came from a form."""
    value = asked.get(name, "")
    if not all(sign.isascii() and (sign.isalnum() or sign in ".-") for sign in value):
        raise BadForm
    return value
