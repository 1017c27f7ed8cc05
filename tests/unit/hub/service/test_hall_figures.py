"""Figures as they are told: in tables, beside another period, on paper, in Excel; and not told."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pypdfium2
import pytest
from openpyxl import load_workbook

import assets
from assets.words import load
from hub.adapters.sheets.report import TypstReport
from hub.adapters.workbooks import workbook
from hub.domain.figures.counting import Row, rows
from hub.domain.figures.facts import Count, unit
from hub.domain.figures.grouping import grouped
from hub.domain.figures.seats import Change, Seat
from hub.domain.site import Site
from hub.domain.tickets import State, Ticket
from hub.service.figures.report import following, month_of, preceding, report, sheets
from hub.service.figures.summing import SCORES, Beside, Booked, Desk, five, heard, tiles
from hub.service.figures.tables import (
    Discretion,
    Goal,
    Line,
    Split,
    Subject,
    Told,
    goal_of,
    table,
)
from hub.service.figures.trying import Question, Tried, arrivals_of, attempt
from hub.service.survey import Count as Answers
from hub.web.hall.answering import Answer
from hub.web.hall.answering import asked as tried
from hub.web.hall.asked import Compare, Unfit, asked
from hub.web.hall.files import as_csv, safe
from tests.lobbies import MINUTE, NINE, site
from tests.simulation.halls import hall_day, hall_spells, working_days

SITE = site()
TODAY = NINE.date()
MONTH = date(2026, 10, 1)


def told(site: Site = SITE, days: int = 10, visits: int = 60, goal: Goal | None = None) -> Told:
    """Some weeks of a hall."""
    cells: list[Row] = []
    for day in working_days(TODAY - timedelta(days=1), days):
        tickets = hall_day(site, day, visits)
        cells += rows(site, day, tickets, hall_spells(site, tickets))
    return Told(site, grouped(cells), goal=goal)


def test_every_table_tells_the_same_visitors() -> None:
    whole = told()
    for split in (Split.DAY, Split.HOUR, Split.WEEKDAY, Split.SERVICE, Split.COUNTER):
        found = table(Subject.ARRIVALS, split, whole)
        assert sum(line.values[0] or 0 for line in found.lines) == 600, split
    assert [line.name for line in table(Subject.WAIT, Split.WEEKDAY, whole).lines] == [
        f"{sign}曜日" for sign in "月火水木金"
    ]
    assert not table(Subject.IDLE, Split.SERVICE, whole).says


def test_small_groups_and_single_days_of_counters_are_not_told() -> None:
    few = told(days=1, visits=4)
    (line,) = table(Subject.WAIT, Split.DAY, few).lines
    assert set(line.values) == {None}
    assert table(Subject.ARRIVALS, Split.DAY, few).lines[0].values[0] == 4
    assert [tile.value for tile in tiles(few, None)] == ["4人", "―", "―", "―"]
    assert not few.tells_counters
    assert table(Subject.SERVE, Split.COUNTER, few).lines == ()
    open_minded = replace(few, discretion=Discretion(least=2, counter_days=1))
    assert table(Subject.ARRIVALS, Split.COUNTER, open_minded).lines


def test_another_period_lies_beside() -> None:
    long, short = told(days=10), told(days=3)
    found = table(Subject.WAIT, Split.DAY, long, short)
    assert found.compared == 3
    assert found.plotted == (0, 1, 3, 4)
    assert [line.values[3] is None for line in found.lines] == [False] * 3 + [True] * 7
    hours = table(Subject.ARRIVALS, Split.HOUR, long, short)
    assert hours.plotted == (1, 7)
    assert sum(line.values[at] or 0 for line in hours.lines for at in range(2, 6)) == 600
    assert [column.name for column in hours.columns][6:8] == [
        "人数（くらべる期間）",
        "1日あたり（くらべる期間）",
    ]


def test_long_periods_are_told_by_the_week_and_by_the_month() -> None:
    weeks = table(Subject.ARRIVALS, Split.DAY, told(days=60, visits=8)).lines
    assert weeks[0].name.endswith("の週")
    assert len(weeks) == 13
    months = table(Subject.ARRIVALS, Split.DAY, told(days=280, visits=1)).lines
    assert months[-1].name == "2026年11月"


def test_a_goal_is_a_services_own_before_that_of_all() -> None:
    goals = (Goal(20, 9), Goal(10, 8, ("cert",)))
    assert goal_of(goals, "cert") == goals[1]
    assert goal_of(goals, "") == goal_of(goals, "move") == goals[0]
    assert goal_of((goals[1],), "move") is None
    kept = tiles(told(goal=Goal(240, 9)), told(goal=Goal(1, 9)))[3]
    assert (kept.name, kept.good) == ("240分までに呼ばれた人", True)
    assert tiles(told(goal=Goal(1, 9)), None)[3].good is False


def test_the_five_say_what_is_counted_and_what_is_not() -> None:
    found = {
        each.name: each.value for each in five(told(), Beside(Desk(12, 3), Booked(40, 30, 6, 4)))
    }
    assert found["書かない手続き"] == "12件"
    assert found["紙の番号札なし"].endswith("%）")
    assert found["1回の来庁で行った窓口"] == "1.00か所"
    assert found["数えていません"] == "―"
    assert found["前もって取りやめた予約"] == "6件（予約 40件のうち）"
    gone = Beside(Desk(2, 0, whole=False))
    for beside, why in ((Beside(), "別のハブ"), (gone, "きまりの日数をすぎて")):
        (forms,) = (each for each in five(told(), beside) if each.name == "書かない手続き")
        assert (forms.value, why in forms.meaning) == ("―", True)
    assert five(Told(SITE, grouped([])), Beside(Desk(0, 0)))[0].value == "―"


def test_numbers_given_back_are_visits_avoided_only_where_they_can_be_taken_from_outside() -> None:
    name = "スマートフォンで取り、呼ばれる前に返した番号"
    rows = [Row(TODAY, "cert", "", 9, unit(Count.PHONE, 8) + unit(Count.GIVEN_BACK, 3))]
    some = Told(SITE, grouped(rows))
    found = {each.name: each for each in five(some, Beside(from_outside=True))}
    assert (found[name].less, found[name].value) == ("来庁をへらす", "3件（取られた 8件のうち）")
    assert "区別" in found[name].meaning
    assert name not in {each.name for each in five(some, Beside())}


def test_what_visitors_answered_is_told_where_enough_did() -> None:
    counts = [Answers(TODAY, "cert", 5, 6), Answers(TODAY, "cert", 2, 2), Answers(TODAY, "", 3, 1)]
    whole, cert = heard(SITE, counts, 5)
    assert (whole.answers, cert.answers, cert.spread) == (9, 8, (6, 0, 0, 2, 0))
    assert cert.mean == 4.25
    assert heard(SITE, counts[1:], 5) == ()
    asked_in = load("ja", "survey")
    faces = ("very_good", "good", "fair", "bad", "very_bad")
    assert tuple(asked_in.text(f"survey.{face}") for face in faces) == SCORES


def test_files_hold_what_the_page_shows_and_no_formula() -> None:
    name = "=HYPERLINK(1)"
    odd = replace(
        SITE,
        counters={
            key: replace(each, number=f"={each.number}", name={"ja": name})
            for key, each in SITE.counters.items()
        },
    )
    found = table(Subject.WAIT, Split.COUNTER, told(odd))
    lines = list(csv.reader(io.StringIO(as_csv(found).decode("utf-8-sig"))))
    assert lines[0] == ["窓口", "半分の人（分）", "10人に9人（分）", "平均（分）"]
    assert {line[0] for line in lines[1:]} == {f"'={number} {name}" for number in (1, 2, 3)}
    assert float(lines[1][1]) == pytest.approx(found.lines[0].values[0], abs=0.05)
    assert safe("-1") == "'-1"
    book = load_workbook(io.BytesIO(workbook(sheets(told(odd)))))
    assert book.sheetnames == ["日べつ", "時間帯べつ", "曜日べつ", "業務べつ", "窓口べつ"]
    sheet = book["窓口べつ"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (f"=1 {name}", "s")
    heads = [cell.value for cell in sheet[1]]
    assert "待ち時間 半分の人（分）" in heads
    assert sum(cell.value or 0 for cell in sheet["B"][1:]) == 600
    empty = load_workbook(io.BytesIO(workbook(sheets(Told(SITE, grouped([]))))))
    assert empty.sheetnames == ["日べつ"]


def read_back(pdf: bytes) -> str:
    """The words of all pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_a_month_on_paper() -> None:
    city = replace(SITE, name={"ja": "待合市 #let $x$"})
    answers = [Answers(TODAY, "cert", 5, 6)]
    full = report(
        MONTH, TODAY, told(city, goal=Goal(20, 9)), told(city), Beside(Desk(1, 0), answers=answers)
    )
    paper = TypstReport(assets.path("fonts"))
    words = read_back(paper(full))
    for said in ("窓口の月報", "2026年10月", "待合市 #let $x$", "600人", "とてもよい", "9時台"):
        assert said in words
    nothing = Told(SITE, grouped([]))
    empty = read_back(paper(report(MONTH, TODAY, nothing, nothing, Beside())))
    assert "この月の記録はありません。" in empty


def test_months_that_there_are() -> None:
    assert month_of("2026-10") == MONTH
    assert [month_of(text) for text in ("", "2026-13", "9999-12", "0001-01", "2026-10-01")] == (
        [None] * 5
    )
    assert (preceding(date(2026, 1, 1)), following(date(2026, 12, 1))) == (
        date(2025, 12, 1),
        date(2027, 1, 1),
    )


def test_what_is_asked_can_always_be_shown() -> None:
    usual = asked({}, SITE, TODAY)
    assert (usual.last, (usual.last - usual.since).days, usual.other) == (TODAY, 27, None)
    assert asked({"subject": "x", "service": "y", "counter": "z", "compare": "w"}, SITE, TODAY) == (
        usual
    )
    swapped = asked({"since": "2026-11-02", "last": "2026-11-01"}, SITE, TODAY)
    assert (swapped.since, swapped.last) == (date(2026, 11, 1), date(2026, 11, 2))
    assert swapped.said
    long = asked({"since": "2001-01-01", "last": "2026-11-01"}, SITE, TODAY)
    assert (long.last - long.since).days == 730
    for bad in ("yesterday", "0001-01-01", "9999-12-31", "2026-02-30"):
        assert asked({"since": bad, "own": bad}, SITE, TODAY).said
    assert asked(
        {"since": "2000-01-01", "last": "2000-01-02", "compare": "year"}, SITE, TODAY
    ).other


@pytest.mark.parametrize(
    ("compare", "since"),
    [
        (Compare.BEFORE, date(2026, 10, 25)),
        (Compare.YEAR, date(2025, 11, 2)),
        (Compare.OWN, date(2026, 6, 1)),
    ],
)
def test_what_it_is_compared_with_is_as_long(compare: Compare, since: date) -> None:
    query = {"since": "2026-11-01", "last": "2026-11-07", "compare": compare, "own": "2026-06-01"}
    found = asked(query, SITE, TODAY)
    assert found.other is not None
    assert (found.other.since, found.other.until) == (since, since + timedelta(days=7))
    assert asked(dict(pair.split("=") for pair in found.query().split("&")), SITE, TODAY) == found


class Book:
    """Days as they were kept: two visitors who came at once, to one counter, again each week."""

    def tickets(self, day: date) -> list[Ticket]:
        if day.weekday() != TODAY.weekday() or day >= TODAY:
            return []
        came = NINE - timedelta(days=(TODAY - day).days)
        return [_visit(number, came, day) for number in range(6)]

    def changes(self, since: datetime, until: datetime) -> Iterable[Change]:
        return [
            Change(since, starts=True),
            Change(since + timedelta(hours=4), (Seat("c1", is_open=True),)),
            Change(until - timedelta(hours=2), (Seat("c1"),)),
        ]


def _visit(number: int, came: datetime, day: date) -> Ticket:
    key, called = f"{number:032x}", came + 10 * number * MINUTE
    return Ticket(
        id=key,
        visit=key,
        label=f"A-{number:03}",
        service="cert",
        day=day,
        issued_at=came,
        queued_at=came,
        rank=came,
        state=State.DONE,
        counter="c1",
        first_called_at=called,
        called_at=called,
        ended_at=called + 10 * MINUTE,
    )


def attempted(clock: Iterable[float] = (), **asks: object) -> Tried | None:
    question = Question("c1", time(9), time(11), **asks)  # type: ignore[arg-type]
    seconds = iter(clock)
    return attempt(Book(), SITE, TODAY, question, lambda: next(seconds, 0.0))  # type: ignore[arg-type]


def test_a_second_counter_halves_the_wait() -> None:
    found = attempted(weekday=TODAY.weekday())
    assert found is not None
    assert len(found.days) == 8
    assert found.real == found.compared.whole.before.mean == 25
    assert found.compared.whole.after.mean == 10
    assert found.saved == (15.0, 15.0)
    said = Answer(SITE, Question("c1", time(9), time(11), weekday=1), found, 5)
    assert said.outcome == "待ち時間は、平均で 15.0分 みじかくなります。"
    assert said.table.lines == (Line("9時台", (25.0, 10.0, 50.0, 20.0, 48.0)),)
    assert said.services.lines[0].name == "A 業務A"
    assert "8日" in said.when
    nobody = Answer(SITE, said.question, found, 100)
    assert nobody.table.lines[0].values == (None, None, None, None, 48)


def test_one_day_is_tried_with_its_times_in_other_orders() -> None:
    found = attempted(day=TODAY - timedelta(days=7))
    assert found is not None
    assert found.days == (TODAY - timedelta(days=7),)
    assert found.visits == 6
    assert attempted(day=TODAY - timedelta(days=6)) is None


def test_trying_ends_in_time() -> None:
    found = attempted([0, 1, 99, 99, 99, 99], weekday=TODAY.weekday())
    assert found is not None
    assert len(found.days) == 1


def test_who_never_was_called_is_left_out_and_legs_are_one_visit() -> None:
    first = _visit(1, NINE, TODAY)
    then = replace(
        _visit(2, NINE, TODAY),
        visit=first.visit,
        service="pay",
        origin=first.id,
        queued_at=NINE + 30 * MINUTE,
    )
    waited = replace(_visit(3, NINE, TODAY), first_called_at=None, state=State.CANCELLED)
    absent = replace(_visit(4, NINE, TODAY), state=State.CANCELLED)
    forgotten = replace(_visit(5, NINE, TODAY), ended_at=NINE + 6000 * MINUTE)
    found = arrivals_of(SITE, [then, first, waited, absent, forgotten])
    assert [(arrival.service, arrival.minutes, arrival.then) for arrival in found] == [
        ("cert", 10, (("pay", 10),)),
        ("cert", 1.5, ()),
        ("cert", None, ()),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"counter": "c77"},
        {"start": "noon"},
        {"end": "08:00"},
        {"weekday": "8"},
        {"on": "day", "day": "2026-11-24"},
        {"on": "day", "day": "?"},
        {"start": "09:00+09:00"},
    ],
)
def test_a_question_that_makes_no_sense_is_told_so(change: dict[str, str]) -> None:
    query = {"counter": "c1", "start": "09:00", "end": "11:00", "on": "weekday", "weekday": "1"}
    assert tried(query, SITE, TODAY) == Question("c1", time(9), time(11), weekday=1)
    with pytest.raises(Unfit):
        tried(query | change, SITE, TODAY)
