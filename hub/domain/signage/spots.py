"""How many plays of each campaign a screen owes in an hour, spread over the day."""

from datetime import date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from hub.domain.signage.active import Run, instant, meet, runs
from hub.domain.signage.content import Item, Playable
from hub.domain.signage.playing import is_playable, length
from hub.domain.signage.programme import Campaign, Programme, Screen
from hub.domain.signage.turns import HOUR, Choice, Spots

# Planned beyond what was promised, in percent: calls, emergencies and restarts cut some short.
RESERVE = 10


def spots_of(
    programme: Programme, screen: Screen, playable: Playable, hour: datetime
) -> tuple[Spots, ...]:
    """The campaigns with plays to show on this screen in the clock hour from `hour` (UTC)."""
    found = (
        _spots(programme, campaign, screen, playable, hour)
        for campaign in programme.campaigns.values()
        if takes_part(programme, campaign, screen)
    )
    return tuple(spots for spots in found if spots.quota and spots.choices)


def takes_part(programme: Programme, campaign: Campaign, screen: Screen) -> bool:
    """Does the campaign run on this screen, and has the screen a share of time for it?"""
    if campaign.screens and screen.id not in campaign.screens:
        return False
    return share_of(programme, screen) > 0


def share_of(programme: Programme, screen: Screen) -> int:
    """The largest share of time for spots in any of the screen's playlists, in percent."""
    names = {name for slot in (*screen.slots, screen.fallback) for name in slot.playlists.values()}
    lists = (programme.playlists[name] for name in names if name in programme.playlists)
    return max((playlist.advertising for playlist in lists), default=0)


def a_day(programme: Programme, campaign: Campaign) -> int:
    """The plays that each of the campaign's screens is planned to have a day, reserve included."""
    screens = sum(takes_part(programme, campaign, one) for one in programme.screens.values())
    return ceil(campaign.plays_a_day * (100 + RESERVE) / 100 / max(1, screens))


def open_runs(
    programme: Programme, campaign: Campaign, begin: datetime, end: datetime
) -> tuple[Run, ...]:
    """When the campaign may be shown, between two instants: its contract's days and its window."""
    zone = ZoneInfo(programme.calendar.timezone)
    contract = Run(
        instant(campaign.first_day, datetime.min.time(), zone),
        instant(campaign.last_day + timedelta(days=1), datetime.min.time(), zone),
    )
    if contract.begins >= contract.ends:
        return ()
    within = meet((contract,), (Run(begin, end),))
    return meet(within, runs(campaign.window, programme.calendar, begin, end))


def _spots(
    programme: Programme, campaign: Campaign, screen: Screen, playable: Playable, hour: datetime
) -> Spots:
    allowed = open_runs(programme, campaign, hour, hour + HOUR)
    items = [programme.items[name] for name in campaign.items if name in programme.items]
    choices = tuple(
        _choice(programme, item, campaign, allowed, hour)
        for item in items
        if allowed and is_playable(item, programme, playable, hour)
    )
    quota = _quota(programme, campaign, screen, hour) if allowed else 0
    before = int(hour.timestamp()) // 3600 * quota
    return Spots(campaign.id, choices, quota, campaign.weight, before)


def _choice(
    programme: Programme, item: Item, campaign: Campaign, allowed: tuple[Run, ...], hour: datetime
) -> Choice:
    own = runs(item.window, programme.calendar, hour, hour + HOUR)
    return Choice(-1, item, length(item, programme), meet(allowed, own), campaign=campaign.id)


def _quota(programme: Programme, campaign: Campaign, screen: Screen, hour: datetime) -> int:
    """This hour's part of the day's plays: spread evenly over the hours that the panel is on."""
    day = hour.astimezone(ZoneInfo(programme.calendar.timezone)).date()
    before, whole = _hours_on(programme, campaign, screen, day, hour)
    if not whole:
        return 0
    plays, number = a_day(programme, campaign), min(before, whole - 1)
    return ceil(plays * (number + 1) / whole) - ceil(plays * number / whole)


def _hours_on(
    programme: Programme, campaign: Campaign, screen: Screen, day: date, hour: datetime
) -> tuple[int, int]:
    """The hours of a day in which the spots can be seen: those before `hour`, and all."""
    zone = ZoneInfo(programme.calendar.timezone)
    begin = instant(day, datetime.min.time(), zone)
    end = instant(day + timedelta(days=1), datetime.min.time(), zone)
    power = runs(screen.power, programme.calendar, begin, end)
    on = meet(open_runs(programme, campaign, begin, end), power)
    before = sum((min(run.ends, max(run.begins, hour)) - run.begins for run in on), timedelta(0))
    whole = sum((run.ends - run.begins for run in on), timedelta(0))
    return before // HOUR, ceil(whole / HOUR)
