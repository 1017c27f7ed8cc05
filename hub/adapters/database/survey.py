"""Counts of the survey: hub.service.survey.Tally on SQLite or PostgreSQL."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select, text

from hub.adapters.database.engine import Database
from hub.adapters.database.tables import SURVEY_COUNTS
from hub.service.survey import Count

# As text: Core's insert for ON CONFLICT belongs to one dialect each.
_ADD = text(
    "INSERT INTO survey_counts (site, day, service, score, answers)"
    " VALUES (:site, :day, :service, :score, :answers)"
    " ON CONFLICT (site, day, service, score)"
    " DO UPDATE SET answers = survey_counts.answers + excluded.answers"
)


class SqlSurvey:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def add(self, counts: Sequence[Count]) -> None:
        rows = [
            {
                "site": self._site,
                "day": count.day.isoformat(),
                "service": count.service,
                "score": count.score,
                "answers": count.answers,
            }
            for count in counts
        ]
        with self._database.write() as connection:
            connection.execute(_ADD, rows)

    def counts(self, since: date, until: date) -> list[Count]:
        """Of the days from `since` to before `until`, by day, service and score; JournalFault."""
        own = SURVEY_COUNTS.c
        rows = (
            select(own.day, own.service, own.score, own.answers)
            .where(
                own.site == self._site,
                own.day >= since.isoformat(),
                own.day < until.isoformat(),
            )
            .order_by(own.day, own.service, own.score)
        )
        with self._database.read() as connection:
            found = connection.execute(rows).all()
        return [
            Count(date.fromisoformat(day), service, score, answers)
            for day, service, score, answers in found
        ]
