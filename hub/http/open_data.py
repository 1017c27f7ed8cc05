"""The open data in the API's description. They are answered in front of the application."""

from typing import Any

from hub.http.endpoints import Described
from hub.service.publicity import records
from hub.shape import Shape


def described() -> tuple[Described, ...]:
    """The data as JSON, with their fields, and as CSV."""
    shapes: dict[str, tuple[str, Shape[Any]]] = {
        "congestion": ("How busy each service is now", records.CONGESTION),
        "forecast": ("How busy the next eight weeks will be, by hour", records.FORECAST),
        "hours": ("When each service is open in the next eight weeks", records.HOURS),
    }
    return tuple(
        Described(
            method="GET",
            path=f"/data/{name}.{form}",
            summary=f"{summary} ({form.upper()})",
            tag="open data",
            answer=shape if form == "json" else None,
        )
        for name, (summary, shape) in shapes.items()
        for form in ("json", "csv")
    )
