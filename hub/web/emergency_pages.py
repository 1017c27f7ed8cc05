"""/emergency: choose and word it, see exactly what will be shown, and only then show it."""

from contextlib import suppress
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from assets.words import LANGUAGES
from hub.domain.errors import Refused
from hub.service.access import Principal, Right, Role
from hub.service.emergencies import STAFF, Draft, Emergencies
from hub.service.ports import JournalFault
from hub.service.reception import Caller
from hub.web import emergency_view as view
from hub.web import words
from hub.web.contents.fields import Fields, Raw
from hub.web.forms import read, read_all
from hub.web.guarding import NotFound, guarded
from hub.web.nav import nav
from hub.web.office import Office
from hub.web.rendering import HEADERS, page

# Ten languages of three texts each, in UTF-8 and escaped for the way.
MOST_FIELDS, MOST_BYTES = 60, 60_000


class EmergencyPages:
    """Belongs to the event loop."""

    def __init__(self, office: Office, emergencies: Emergencies) -> None:
        self._office = office
        self._emergencies = emergencies

    def add_to(self, router: Router) -> None:
        for path, run, method in (
            ("/emergency", self._choose, "GET"),
            ("/emergency/check", self._check, "POST"),
            ("/emergency/show", self._show, "POST"),
            ("/emergency/end", self._end, "POST"),
        ):
            act = guarded(self._office, Right.EMERGENCY, run)
            router.add_route(path, act, methods=[method])

    async def _choose(self, request: Request, who: Principal) -> Response:
        chosen = request.query_params.get("template", "")
        templates = self._emergencies.templates
        if chosen and chosen not in templates and chosen != view.OWN:
            raise NotFound
        raw = view.template_raw(templates.get(chosen), self._languages) if chosen else {}
        up = self._emergencies.find(request.query_params.get("alert", ""))
        if up is not None and up.source == STAFF:
            raw = view.alert_raw(up, self._languages)
        return self._form(who, raw, said=_SAID.get(request.query_params.get("said", ""), ""))

    async def _check(self, request: Request, who: Principal) -> Response:
        raw = await read_all(request, MOST_FIELDS, MOST_BYTES)
        fields, now = Fields(raw), self._office.now()
        draft = view.read_draft(fields, self._languages, now)
        if fields.faults or raw.get("do") == ("back",):
            faults = () if raw.get("do") == ("back",) else tuple(fields.faults)
            return self._form(who, raw, 422 if faults else 200, faults=faults)
        return self._sure(who, raw, draft)

    async def _show(self, request: Request, who: Principal) -> Response:
        raw = await read_all(request, MOST_FIELDS, MOST_BYTES)
        fields = Fields(raw)
        draft = view.read_draft(fields, self._languages, self._office.now())
        if fields.faults:
            return self._form(who, raw, 422, faults=tuple(fields.faults))
        caller = Caller(who.id, None, fields.plain("command") or None, is_staff=True)
        try:
            if fields.has("alert"):
                await self._emergencies.update(fields.plain("alert"), draft, caller)
            else:
                await self._emergencies.raise_alert(draft, caller)
        except Refused as refused:
            return self._sure(who, raw, draft, 409, words.EMERGENCY_REFUSED[refused.code])
        except JournalFault:
            return self._sure(who, raw, draft, 503, words.STORAGE)
        return RedirectResponse("/emergency?said=shown", 303, HEADERS)

    async def _end(self, request: Request, who: Principal) -> Response:
        form = await read(request)
        caller = Caller(who.id, None, form.get("command") or None, is_staff=True)
        # Refused: it ended meanwhile, which is what was wanted.
        with suppress(Refused):
            await self._emergencies.end(form.get("alert", ""), caller)
        return RedirectResponse("/emergency?said=ended", 303, HEADERS)

    @property
    def _languages(self) -> tuple[str, ...]:
        return tuple(self._office.lobby.site.languages)

    def _form(
        self,
        who: Principal,
        raw: Raw,
        status: int = 200,
        *,
        faults: tuple[object, ...] = (),
        said: str = "",
    ) -> Response:
        now = self._office.now()
        return page(
            "emergency.html",
            status,
            live=False,
            standing=[view.standing_row(alert, now) for alert in self._emergencies.list()],
            templates=self._emergencies.templates,
            form=raw,
            lasts=view.lasts(raw),
            faults=faults,
            said=said,
            view=view,
            languages=(called := {tag: LANGUAGES.get(tag, tag) for tag in self._languages}),
            others={tag: name for tag, name in called.items() if tag != "ja"},
            me=who,
            nav=nav(self._office, who),
        )

    def _sure(
        self, who: Principal, raw: Raw, draft: Draft, status: int = 200, message: str = ""
    ) -> Response:
        kinds = [terminal.role for terminal in self._office.terminals()]
        return page(
            "emergency_check.html",
            status,
            live=False,
            draft=draft,
            sides=tuple(view.sides(draft, self._languages)),
            ends=view.end_words(draft, self._office.now()),
            calls=view.CALLS[draft.calls],
            displays=kinds.count(Role.SIGNAGE),
            kiosks=kinds.count(Role.KIOSK),
            sent=[(name, value) for name, values in raw.items() for value in values],
            command=uuid4().hex,
            message=message,
            me=who,
            nav=nav(self._office, who),
        )


_SAID = {
    "shown": "出しました。すべての画面に表示されています。",
    "ended": "終えました。画面はふだんの表示にもどりました。",
}
