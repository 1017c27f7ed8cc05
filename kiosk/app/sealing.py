"""Answers become codes at the kiosk, and the desk's keys for that stay fresh. Knows no Qt.

Nothing typed leaves this module but sealed; no fault that it logs names an answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from assets.words import LANGUAGES, Words, load
from hub.client.api import HubClient
from hub.client.errors import ClientFault, SpoolFault
from hub.client.keys import SealingKeys
from hub.client.rounds import Rounds
from hub.domain.forms.answers import Answers, Ask, Slot
from hub.domain.forms.checking import Fault, Wrong
from hub.domain.forms.walking import asked
from hub.sealing import answers as named
from hub.sealing.keys import BadBundle, Bundle, NoKey
from hub.sealing.letter import LONGEST
from hub.sealing.parts import TooLarge
from hub.sealing.sealing import Topic, parts_for, seal
from kiosk.flow import events as ev
from kiosk.flow.forms.filling import FormState
from kiosk.flow.state import SealForms

# A visitor whose counter is closed comes again on another day; the desk keeps the key so long in
# any case. The paper names the last whole day.
VALID = LONGEST
LAST_DAY = VALID - timedelta(days=1)

# Seconds between two looks for newer keys, and until the next one after a look in vain.
PERIOD, RETRY = 3600.0, 60.0

_log = structlog.get_logger("kiosk")


@dataclass(frozen=True, slots=True)
class Keys:
    """The desk's keys as this kiosk has them now; None where it never got any."""

    bundle: Bundle | None


def sealed(keys: SealingKeys, effect: SealForms, now: datetime, characters: int) -> ev.Event:
    """Seal a completed form into codes of at most so many characters; say what came of it."""
    form = effect.form
    topic = Topic(form.event.wire, form.book.version)
    body = named.write(form.book, said(form))
    try:
        own, desk = keys.own(), keys.desk(now)
        found = seal(body, topic, own, desk, now, VALID, characters=characters)
    except (NoKey, TooLarge, SpoolFault) as fault:
        _log.error("form not sealed", fault=type(fault).__name__)
        return ev.FormsFailed(effect.request)
    _log.info("form sealed", letter=found.id, parts=len(found.texts))
    return ev.FormsSealed(effect.request, found.texts)


def said(form: FormState) -> Answers:
    """The answers that belong to the way as it is now."""
    wanted = asked(form.book, form.way)
    return {slot: value for slot, value in form.answers.items() if slot in wanted}


def oversize(form: FormState, characters: int) -> tuple[Wrong, ...]:
    """A fault of the page on the screen, once the answers cannot fit into the codes any more.

    Counted as if everything still to be asked were left to the counter, the shortest answer
    there is: so it is said early, and never without need.
    """
    if form.stop is None:
        return ()
    unsaid = dict.fromkeys(asked(form.book, form.way), Ask.AT_COUNTER)
    least: Answers = {**unsaid, **said(form)}
    try:
        parts_for(named.write(form.book, least), characters)
    except TooLarge:
        last = form.book.pages[form.stop.page].fields[-1]
        say = {tag: _too_large(load(tag, "forms")) for tag in LANGUAGES}
        return (Wrong(Slot(last.id, form.stop.member), Fault.RULE, say=say),)
    return ()


def _too_large(words: Words) -> str:
    return words.text("forms.too_large", ask=words.texts["forms.ask"])


class KeyRounds(Rounds):
    """Fetches the desk's keys; `post` gets what this kiosk has, in this thread."""

    def __init__(self, client: HubClient, keys: SealingKeys, post: Callable[[Keys], None]) -> None:
        super().__init__("keys")
        self._client = client
        self._keys = keys
        self._post = post

    def recall(self) -> None:
        """Post what was fetched before the program ended."""
        try:
            self._post(Keys(self._keys.bundle()))
        except SpoolFault as fault:
            _log.warning("no keys recalled", fault=str(fault))

    def go(self) -> float:
        """Fetch; after a failure, again soon."""
        try:
            self._post(Keys(self._keys.fetch(self._client)))
        except BadBundle as fault:
            _log.error("keys refused", fault=str(fault), hint="python -m kiosk --enroll CODE")
            return PERIOD
        except ClientFault as fault:
            _log.info("no keys", fault=str(fault))
            return RETRY
        return PERIOD
