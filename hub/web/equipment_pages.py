"""/equipment: how every device of every terminal is, and was."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router

from hub.service.access import Principal, Right
from hub.service.device_words import device_name
from hub.service.ports_health import Key
from hub.web.equipment import equipment, history, places
from hub.web.guarding import NotFound, guarded
from hub.web.nav import nav
from hub.web.office import Office
from hub.web.rendering import page


class EquipmentPages:
    """Belongs to the event loop."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add_to(self, router: Router) -> None:
        for path, show in (
            ("/equipment", self._all),
            ("/equipment/{terminal}/{device}", self._one),
        ):
            router.add_route(path, guarded(self._office, Right.ADMINISTER, show))

    async def _all(self, _request: Request, who: Principal) -> Response:
        office, now = self._office, self._office.now()
        states = await office.slowly(office.health.states)
        shown = equipment(places(office), states, now)
        return page("equipment.html", page=shown, now=now, me=who, nav=nav(office, who))

    async def _one(self, request: Request, who: Principal) -> Response:
        office, now = self._office, self._office.now()
        path, name = request.path_params, request.query_params.get("name", "")
        terminals = {place.id: place.name for place in places(office)}
        key = Key(path["terminal"], path["device"], name)
        if key.terminal not in terminals:
            raise NotFound
        passages = await office.slowly(lambda: office.health.history(key))
        if not passages:
            raise NotFound
        return page(
            "equipment_history.html",
            terminal=terminals[key.terminal],
            device=device_name(key.device, key.name),
            rows=history(passages, now),
            now=now,
            me=who,
            nav=nav(office, who),
        )
