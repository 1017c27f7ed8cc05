"""What became of the morning, counted in the hub's own journal."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from config.schema.settings import Settings
from hub.adapters.database.journal import SqlJournal
from hub.cli.configured import database
from hub.cli.demo.visits import Visit
from hub.domain.events import Event, Kind
from hub.service.board import read_events


def write_report(
    settings: Settings,
    visits: Sequence[Visit],
    calls: Sequence[float],
    forms: Mapping[str, int],
    cards: int,
    file: Path,
) -> dict[str, Any]:
    """Compare what visitors saw with what the journal holds; write and return the report."""
    with database(settings) as opened:
        events = read_events(SqlJournal(opened, settings.site.id), 0)
    report = {**summary(events, visits, calls), "forms": forms, "cards_read": cards}
    file.write_text(json.dumps(report, ensure_ascii=False, indent=2), encoding="utf-8")
    return report


def summary(
    events: Sequence[Event], visits: Sequence[Visit], calls: Sequence[float]
) -> dict[str, Any]:
    """Figures of the morning; `lost` numbers were shown to a visitor but are in no record."""
    kinds = Counter(event.kind for event in events)
    given = (event.tickets[0] for event in events if event.kind in (Kind.ISSUED, Kind.ADOPTED))
    # A number that no visitor saw is replaced by the one that a kiosk gave when it had to.
    issued = list({ticket.id: ticket.label for ticket in given}.values())
    shown = Counter(visit.label for visit in visits)
    return {
        "issued": len(issued),
        "issued_without_hub": kinds[Kind.ADOPTED],
        "called": kinds[Kind.CALLED],
        "served": kinds[Kind.FINISHED],
        "no_show": kinds[Kind.ABSENT],
        "lost": sum((shown - Counter(issued)).values()),
        "duplicates": len(issued) - len(set(issued)),
        "event_gaps": sum(after.id - before.id - 1 for before, after in pairwise(events)),
        "visitors": dict(Counter(visit.kind for visit in visits)),
        "touch_to_number_ms": spread([visit.milliseconds for visit in visits]),
        "call_to_display_ms": spread(calls),
    }


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and worst of some milliseconds."""
    if len(values) < 2:
        return {name: round(value, 1) for name in ("p50", "p95", "max") for value in values}
    return {
        "p50": round(median(values), 1),
        "p95": round(quantiles(values, n=20, method="inclusive")[-1], 1),
        "max": round(max(values), 1),
    }
