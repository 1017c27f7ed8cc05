"""The open data as the bytes of a file."""

from collections.abc import Callable, Mapping

from hub.domain.publicity import Situation
from hub.service.publicity import records, tables
from hub.service.publicity.records import Licence
from hub.service.publicity.sheets import Content, Kind

# Everybody's programs and pages may read them, from wherever they are.
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "X-Content-Type-Options": "nosniff",
}
JSON, CSV = "application/json", "text/csv; charset=utf-8; header=present"

_MADE: Mapping[Kind, Callable[[Situation, Licence], bytes]] = {
    Kind.CONGESTION_JSON: lambda found, licence: records.CONGESTION.dump_json(
        records.congestion_data(found, licence)
    ),
    Kind.CONGESTION_CSV: lambda found, licence: tables.congestion_csv(
        records.congestion_data(found, licence)
    ),
    Kind.FORECAST_JSON: lambda found, licence: records.FORECAST.dump_json(
        records.forecast_data(found, licence)
    ),
    Kind.FORECAST_CSV: lambda found, licence: tables.forecast_csv(
        records.forecast_data(found, licence)
    ),
    Kind.HOURS_JSON: lambda found, licence: records.HOURS.dump_json(
        records.hours_data(found, licence)
    ),
    Kind.HOURS_CSV: lambda found, licence: tables.hours_csv(records.hours_data(found, licence)),
}


def data(kind: Kind, found: Situation, licence: Licence) -> Content:
    """One file."""
    media_type = JSON if kind.endswith(".json") else CSV
    return Content(media_type, _MADE[kind](found, licence), HEADERS)
