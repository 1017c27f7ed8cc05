"""The month on paper, from the command line; the hub may be running or not."""

from datetime import date
from pathlib import Path

import assets
from config.schema.settings import Settings
from hub.adapters.database.figures import SqlFigures
from hub.adapters.database.survey import SqlSurvey
from hub.adapters.sheets.report import TypstReport
from hub.cli.configured import database, end, now
from hub.domain.figures.grouping import grouped
from hub.domain.site import business_day, day_bounds
from hub.files import write
from hub.rooms.figures import discretion, from_outside, goals, opens_codes
from hub.service.figures.report import following, month_of, preceding, report
from hub.service.figures.statistics import count, missing
from hub.service.figures.summing import Beside
from hub.service.figures.tables import Told, goal_of
from hub.service.site import site_at


def write_report(found: Settings, month: str, out: Path) -> None:
    """Count what was not counted of the month and the one before, and write the PDF."""
    first = month_of(month)
    if first is None:
        end(f"{month}: 月を 2026-10 の形で書いてください。")
    site = site_at(found, now())
    with database(found) as opened:
        book, today = SqlFigures(opened, site.id), business_day(site, now())
        for day in missing(book, today):
            if preceding(first) <= day < following(first):
                count(book, site, day)

        def told(since: date) -> Told:
            groups = grouped(book.rows(since, following(since)))
            return Told(site, groups, discretion(found), goal_of(goals(found), ""))

        since, until = day_bounds(site, first)[0], day_bounds(site, following(first))[0]
        desk = book.desk(since, until) if opens_codes(found) else None
        answers = SqlSurvey(opened, site.id).counts(first, following(first))
        beside = Beside(desk, book.booked(since, until), answers, from_outside(found))
        made = report(first, today, told(first), told(preceding(first)), beside)
    write(out, TypstReport(assets.path("fonts"))(made))
    print(f"{out} に {first.year}年{first.month}月の月報を書きました。")
