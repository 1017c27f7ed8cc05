"""The 気象庁's forecast as JSON (bosai/forecast): today and tomorrow of one area."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hub.adapters.feeds.cleaning import plain
from hub.domain.signage.content import Forecast
from hub.service.feeding import BadFeed

LENGTH = 40
# The hundreds of a weather code (天気予報用テロップ番号), and Material Symbols names.
_ICONS = {"1": "sunny", "2": "cloud", "3": "rainy", "4": "weather_snowy"}
_MIXED = frozenset({"101", "110", "111", "201", "210", "211"})
_DAYS = 2


def forecasts(
    body: bytes, area: str, now: datetime, timezone: str = "Asia/Tokyo"
) -> tuple[Forecast, ...]:
    """Today's and tomorrow's, with what is known of rain and temperatures. Raises BadFeed."""
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    try:
        series = json.loads(body)[0]["timeSeries"]
        return tuple(_forecasts(series, area, today, zone))[:_DAYS]
    # JSON of any other shape.
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise BadFeed(f"no forecast: {type(error).__name__}") from error


def _forecasts(series: Sequence[Any], area: str, today: date, zone: ZoneInfo) -> Iterator[Forecast]:
    days, place = _area(series[0], area, zone)
    rain = _rain(series, place["area"]["code"], zone)
    heat = _heat(series, zone)
    for day, code, said in zip(days, place["weatherCodes"], place["weathers"], strict=False):
        if day >= today:
            low, high = heat.get(day, (None, None))
            words = plain(str(said).replace("\u3000", " "), LENGTH)
            icon = _icon(str(code))
            yield Forecast(day.isoformat(), words, icon, high, low, rain.get(day))


def _area(part: Mapping[str, Any], code: str, zone: ZoneInfo) -> tuple[list[date], Any]:
    """The days of a series, and its area of that code; the first where none is named."""
    days = [_day(at, zone) for at in part["timeDefines"]]
    areas = part["areas"]
    if not code:
        return days, areas[0]
    return days, next(place for place in areas if place["area"]["code"] == code)


def _day(at: str, zone: ZoneInfo) -> date:
    return datetime.fromisoformat(at).astimezone(zone).date()


def _icon(code: str) -> str:
    return "partly_cloudy_day" if code in _MIXED else _ICONS.get(code[:1], "cloud")


def _rain(series: Sequence[Any], code: str, zone: ZoneInfo) -> dict[date, int]:
    """The greatest chance of rain of each day, in percent."""
    found: dict[date, int] = {}
    days, place = _area(series[1], code, zone)
    for day, chance in zip(days, place["pops"], strict=False):
        if str(chance).isdecimal() and int(chance) <= 100:
            found[day] = max(found.get(day, 0), int(chance))
    return found


def _heat(series: Sequence[Any], zone: ZoneInfo) -> dict[date, tuple[int | None, int | None]]:
    """Lowest and highest temperature of each day at the area's first station, in °C.

    Two figures of one day are its lowest and highest; today's lowest is repeated or past, and
    only the highest counts then.
    """
    if len(series) < 3:
        return {}
    days, place = _area(series[2], "", zone)
    found: dict[date, list[int]] = {}
    for day, degrees in zip(days, place["temps"], strict=False):
        if str(degrees).removeprefix("-").isdecimal() and abs(int(degrees)) < 60:
            found.setdefault(day, []).append(int(degrees))
    return {
        day: (min(seen) if len(set(seen)) > 1 else None, max(seen)) for day, seen in found.items()
    }
