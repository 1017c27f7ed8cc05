"""What is remembered of sources of alarms, on whichever database."""

from datetime import timedelta

from hub.adapters.database.alarms import SqlAlarmBook
from hub.adapters.database.engine import Database
from hub.service.alarms.ports import Mark
from tests.lobbies import NINE


def test_marks_are_kept_by_site_and_source_replaced_and_forgotten_by_age(
    database: Database,
) -> None:
    book, elsewhere = SqlAlarmBook(database, "test"), SqlAlarmBook(database, "other")
    assert book.marks("jma") == {}
    old, new = Mark(NINE, "古い"), Mark(NINE + timedelta(days=1), "新しい")
    book.put("jma", {"url:a": old, "state:x": old})
    book.put("jma", {"state:x": new})
    book.put("cap:pref", {"url:a": old})
    assert book.marks("jma") == {"url:a": old, "state:x": new}
    assert elsewhere.marks("jma") == {}
    book.forget("jma", NINE + timedelta(hours=1))
    assert book.marks("jma") == {"state:x": new}
    assert book.marks("cap:pref") == {"url:a": old}
