"""The watch over the devices of all terminals, put together from settings."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from config.schema.alerts import Alerts, Mail, Webhook
from config.schema.settings import Settings
from hub.adapters.database.engine import Database
from hub.adapters.database.health import SqlHealth, SqlTold
from hub.adapters.webhook import WebhookChannel
from hub.domain.site import Site
from hub.service.alerting import Channel, Hours, Rule, Teller
from hub.service.alerting_words import Wording
from hub.service.bell import Bell
from hub.service.device_words import DESK_NAME
from hub.service.health import DESK, Health
from hub.service.ports import JournalFault
from hub.service.site import week_spans
from hub.service.terminals import DeviceReport

# Seconds between two looks at which terminals have fallen silent.
GLANCE = 10.0

log = logging.getLogger("hub")


class Watch:
    """Belongs to the event loop; the records have a thread of their own, as each channel has.

    It is off where the hub has no devices: no lobby, and no scanners of its own.
    """

    def __init__(self, health: Health, tellers: Sequence[Teller], *, is_on: bool) -> None:
        self.health = health
        self._is_on = is_on
        self._bells = [Bell(teller) for teller in tellers]
        self._executor = ThreadPoolExecutor(1, "devices")

    async def record(self, terminal: str, devices: Sequence[DeviceReport]) -> None:
        """A terminal has told how its devices are. It tells again, so a fault is only logged."""
        await self._survive(lambda: self.health.record(terminal, devices))

    async def record_own(self, devices: Sequence[DeviceReport]) -> None:
        """How the devices at this hub are."""
        await self._survive(lambda: self.health.record_own(devices))

    async def run(self) -> None:
        """Until cancelled."""
        if not self._is_on:
            return
        await self._survive(self.health.begin)
        for bell in self._bells:
            bell.start()
        while True:
            await asyncio.sleep(GLANCE)
            await self._survive(self.health.watch)

    async def stop(self) -> None:
        """End the threads."""
        for bell in self._bells:
            if bell.is_alive():
                await asyncio.to_thread(bell.stop)
        await asyncio.to_thread(self._executor.shutdown)

    async def _survive(self, work: Callable[[], None]) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._executor, work)
        except JournalFault as fault:
            log.warning("storage", extra={"fault": str(fault)})


def watch(
    settings: Settings, site: Site, database: Database, clock: Callable[[], datetime]
) -> Watch:
    """The watch of this hub."""
    names = {kiosk.id: kiosk.name for kiosk in settings.terminals.kiosks}
    names |= {display.id: display.name for display in settings.terminals.displays}
    has_scanners = bool(settings.hub.role != "lobby" and settings.hub.desk.scanners)
    own, copies = settings.emergencies, settings.visits.publicity.static
    letters = settings.visits.phone.mail or settings.visits.phone.push
    if has_scanners or own.cap or own.jma or settings.feeds or copies or letters:
        names[DESK] = DESK_NAME
    book, told = SqlHealth(database, site.id), SqlTold(database, site.id)
    rule = _rule(settings.hub.alerts, site)
    page = f"{site.public_url.rstrip('/')}/equipment" if site.public_url else ""
    wording = Wording(site.place["ja"], names, site.timezone, page)
    tellers = [Teller(channel, book, told, rule, clock) for channel in _channels(settings, wording)]
    is_on = has_scanners or settings.hub.role != "desk"
    return Watch(Health(book, names, clock), tellers, is_on=is_on)


def _rule(alerts: Alerts, site: Site) -> Rule:
    spans = None if alerts.hours is None else week_spans(alerts.hours)
    hours = Hours(site.timezone, spans, frozenset(site.closed_days))
    return Rule(timedelta(minutes=alerts.patience_minutes), hours)


def _channels(settings: Settings, wording: Wording) -> list[Channel]:
    mail, webhook = settings.hub.alerts.mail, settings.hub.alerts.webhook
    channels: list[Channel] = []
    if mail is not None:
        channels.append(_mail(mail, settings, wording))
    if webhook is not None:
        channels.append(_webhook(webhook, settings, wording))
    return channels


def _mail(mail: Mail, settings: Settings, wording: Wording) -> Channel:
    # Loading it costs 10 ms of a start, and many hubs send no mail.
    from hub.adapters.mail import MailChannel  # noqa: PLC0415 - see above
    from hub.adapters.mail_settings import mail_server  # noqa: PLC0415 - see above

    return MailChannel(mail_server(mail, settings), mail.to, wording)


def _webhook(webhook: Webhook, settings: Settings, wording: Wording) -> WebhookChannel:
    return WebhookChannel(webhook.url, wording, settings.path(webhook.ca) if webhook.ca else None)
