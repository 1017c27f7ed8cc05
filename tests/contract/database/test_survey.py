"""The survey's counts on either database."""

from datetime import date, timedelta

from hub.adapters.database.engine import Database
from hub.adapters.database.survey import SqlSurvey
from hub.service.survey import Count

DAY = date(2026, 11, 24)
NEXT = DAY + timedelta(days=1)


def test_answers_add_up_by_day_service_and_score(database: Database) -> None:
    survey = SqlSurvey(database, "test")
    survey.add([Count(DAY, "", 5, 1), Count(DAY, "", 5, 2), Count(DAY, "tax", 1, 1)])
    survey.add([Count(DAY, "", 5, 1), Count(NEXT, "", 3, 1)])
    assert survey.counts(DAY, NEXT) == [Count(DAY, "", 5, 4), Count(DAY, "tax", 1, 1)]
    assert survey.counts(NEXT, NEXT + timedelta(days=1)) == [Count(NEXT, "", 3, 1)]
    assert survey.counts(NEXT, DAY) == []
    assert SqlSurvey(database, "elsewhere").counts(DAY, NEXT) == []
