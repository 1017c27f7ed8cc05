"""From the store's publication to the cards of the main zones; remembers faults and spots.

Everything here runs in the GUI thread.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

import structlog

from hub.client import ItemFault, ZoneState
from hub.domain.signage.content import Playable, media_of
from hub.domain.signage.layouts import zone_size
from hub.domain.signage.plan import Memo, ScreenPlan, plan
from hub.domain.signage.programme import Play, ZoneKind
from hub.domain.site import Text
from signage.app.cards import Asked, CardFace, Knowing, TableOf, card
from signage.app.face import Voice
from signage.rotation import proofs
from signage.rotation.proofs import Watched
from signage.rotation.slides import Cut, Slide, cut
from signage.rotation.standard import NOTHING_YET, standard
from signage.store.changes import Changes
from signage.store.ready import Ready

# A broken item is tried again after so long: what was stuck may not be broken.
REST = timedelta(minutes=10)

_log = structlog.get_logger("signage")


@dataclass(frozen=True, slots=True)
class Turn:
    """The main zones at an instant: cards by zone, and when to look again."""

    cards: tuple[tuple[str, CardFace, CardFace | None], ...]
    until: datetime


class Rotating:
    """What the publication says for screen `screen`, as `now` comes.

    `tell` takes proofs of play. A screen that the publication does not know shows the standard
    layout of its `orientation`.
    """

    def __init__(self, voice: Voice, tell: Callable[[Play], None]) -> None:
        self._voice, self._tell = voice, tell
        self._ready = Ready(NOTHING_YET, Playable())
        self._screen, self._orientation, self._timezone = "", "landscape", "UTC"
        self._programme = standard(self._orientation)
        self._memo = Memo()
        self._faults: dict[str, ItemFault] = {}
        self._said = Changes()
        self._playable = self._ready.playable
        self._slides: dict[str, dict[str, Slide]] = {}
        self._watched = Watched()
        self._is_covered = False
        self.is_trusted = True
        self.plan: ScreenPlan | None = None

    @property
    def ready(self) -> Ready:
        """What the store gave last."""
        return self._ready

    def take(self, ready: Ready) -> None:
        """Go on with what the store has; a new publication is tried afresh."""
        if ready.generation.number != self._ready.generation.number:
            self._faults.clear()
            self._said.clear()
        self._ready = ready
        self._choose()

    def stand(self, screen: str, orientation: str, timezone: str) -> None:
        """Say which screen this is, how it hangs, and where."""
        if (screen, orientation, timezone) != (self._screen, self._orientation, self._timezone):
            self._screen, self._orientation, self._timezone = screen, orientation, timezone
            self._choose()

    def _choose(self) -> None:
        programme = self._ready.generation.programme
        known = self._screen in programme.screens
        self._programme = programme if known else standard(self._orientation, self._timezone)
        self._memo = Memo()

    @property
    def sentences(self) -> tuple[Text, ...]:
        """The ticker's."""
        screen = self._programme.screens.get(self._screen)
        return screen.ticker if screen else ()

    def look(self, now: datetime) -> ScreenPlan:
        """The plan of this instant."""
        name = self._screen if self._screen in self._programme.screens else self._orientation
        self.plan = plan(
            self._programme,
            name,
            now,
            self._at_hand(now),
            trusted=self.is_trusted,
            memo=self._memo,
        )
        return self.plan

    def turn(self, planned: ScreenPlan, table: TableOf, *, live: bool, now: datetime) -> Turn:
        """The cards of a plan."""
        knowing = Knowing(
            now,
            self._programme.calendar.timezone,
            table,
            live,
            self._ready.files,
            self._ready.playable.feeds,
            "" if self._programme.standby in self._faults else self._programme.standby,
        )
        made, until = [], planned.until
        for zone in planned.layout.zones:
            if zone.kind is not ZoneKind.MAIN or zone.id not in planned.zones:
                continue
            size = zone_size(planned.layout, zone)
            shown = cut(planned.zones[zone.id], self._programme.media, now)
            made.append((zone.id, *self._cards(zone.id, shown, size, knowing)))
            until = min(until, shown.until)
        return Turn(tuple(made), until)

    def up(self, zone: str, face: CardFace, now: datetime) -> None:
        """A card is up: the spot before it, if it was one, is proved."""
        slide = self._slides.get(zone, {}).get(face.key, Slide())
        self._watched, plays = proofs.shown(
            self._watched,
            zone,
            slide,
            now,
            lambda ended: proofs.play(ended, self._screen, now, uuid4().hex),
        )
        self._spoil()
        for play in plays:
            self._tell(play)

    def fail(self, zone: str, face: CardFace, reason: str, now: datetime) -> None:
        """A card could not be shown: do without its item for a while, and say so."""
        item = self._slides.get(zone, {}).get(face.key, Slide()).item
        standby = self._programme.media.get(self._programme.standby)
        if item is not None:
            self._watched = proofs.spoil(self._watched, zone)
            self._skip(ItemFault(item.id, item.title[:200], reason, now), media_of(item.content))
        elif face.kind == "standby" and standby is not None:
            self._skip(ItemFault("standby", standby.name[:200], reason, now), (standby.digest,))

    def _skip(self, fault: ItemFault, digests: Iterable[str]) -> None:
        if self._said.is_new(fault.item, fault.reason):
            _log.warning("item skipped", item=fault.item, reason=fault.reason)
        self._faults.update(dict.fromkeys(digests, fault))

    def cover(self, *, is_covered: bool) -> None:
        """Something else covers the screen: what is up meanwhile is not seen whole."""
        self._is_covered = is_covered
        self._spoil()

    def _spoil(self) -> None:
        if self._is_covered:
            self._watched = proofs.spoil(self._watched)

    def zones(self) -> tuple[ZoneState, ...]:
        """What every main zone shows, for staff."""
        shown = self.plan.zones if self.plan else {}
        return tuple(
            ZoneState(
                zone,
                item.item.id if item.item else "",
                item.item.title[:200] if item.item else "",
                item.page,
                item.until,
            )
            for zone, item in shown.items()
        )

    def faults(self) -> tuple[ItemFault, ...]:
        """The items that are skipped."""
        return tuple(self._faults.values())

    def _at_hand(self, now: datetime) -> Playable:
        """What can be played, as the same object while it is the same."""
        self._faults = {d: f for d, f in self._faults.items() if abs(now - f.at) < REST}
        found = self._ready.playable
        if skipped := found.media & self._faults.keys():
            found = replace(found, media=found.media - skipped)
        if found != self._playable or self._ready.playable is found:
            self._playable = found
        return self._playable

    def _cards(
        self, zone: str, shown: Cut, size: tuple[int, int], knowing: Knowing
    ) -> tuple[CardFace, CardFace | None]:
        before = self._slides.get(zone, {})
        slides = {item.key: item for item in (shown.slide, shown.upcoming) if item}
        # What is up still, while its successor is being made ready.
        self._slides[zone] = {**dict(list(before.items())[-2:]), **slides}
        face = card(Asked(self._voice, shown.slide, size, knowing))
        if shown.upcoming is None:
            return face, None
        return face, card(Asked(self._voice, shown.upcoming, size, knowing))
