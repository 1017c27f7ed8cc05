"""Tables of other booking systems: all of a file or nothing, and never twice."""

import asyncio
from datetime import timedelta
from itertools import count

import pytest

from hub.domain.appointments.records import Contact, State
from hub.service.appointments.importing import Imported
from hub.service.appointments.reading import MOST_BYTES, Misfits, read
from tests.appointments import HOUR, TEN, plan, terms
from tests.lobbies import NINE
from tests.unit.hub.service.appointments.test_bookings import Desk

RULES = terms(plan(seats=1), plan("tax"))
HEAD = "予約ID,業務,予約日時,メール,呼び名,言語,状態\n"


def faults(text: str | bytes, **named: str) -> list[str]:
    body = text if isinstance(text, bytes) else text.encode()
    try:
        found = read(body, RULES, named).misfits
    except Misfits as misfits:
        found = misfits.found
    return [str(each) for each in Misfits(found).found]


@pytest.mark.parametrize(
    "body",
    [
        (HEAD + "X1,cert,2026-11-24 10:00,a@example.jp,花子,en,予約\n").encode(),
        (HEAD + "X1,業務A,2026/11/24 10:00:00,a@example.jp,花子,en,\n").encode("utf-8-sig"),
        (HEAD + "X1, cert ,2026年11月24日 10時00分,a@example.jp,花子,en,確定\r\n").encode("cp932"),
        (
            HEAD.replace(",", "\t") + "X1\tcert\t2026-11-24T10:00\ta@example.jp\t花子\ten\t\n"
        ).encode(),
        (
            "service,id,date,time,mail,nickname,language\n"
            '"cert",X1,2026-11-24,10:00,a@example.jp,花子,en\n\n'
        ).encode(),
        (
            "state,ID,SERVICE,START,mail,nickname,language\n"
            'booked,X1,cert,2026-11-24  10:00,a@example.jp,"花子",en'
        ).encode(),
    ],
    ids=["utf-8", "excel", "cp932", "tabs", "two columns", "english"],
)
def test_files_as_systems_and_excel_write_them(body: bytes) -> None:
    (row,) = read(body, RULES, {}).rows
    assert (row.line, row.foreign, row.service, row.start) == (2, "X1", "cert", TEN)
    assert (row.contact, row.language) == (Contact("a@example.jp", "花子"), "en")
    assert not row.is_cancelled


def test_columns_may_have_other_names_and_one_service_be_for_all() -> None:
    body = "受付No,来庁\nX1,2026-11-24 10:00\n".encode()
    (row,) = read(body, RULES, {"id": "受付No", "start": "来庁"}, "tax").rows
    assert (row.foreign, row.service, row.language) == ("X1", "tax", "ja")


def test_all_that_is_wrong_is_told_with_its_line_and_column() -> None:
    told = faults(
        HEAD
        + ",cert,2026-11-24 10:00,,,,\n"
        + "X1,taxx,2026-11-31 10:00,nobody,,tlh,たぶん\n"
        + f"X2,cert,10時,,{'長' * 41},,\n"
        + "X3,cert,2026-11-24 10:00,,,,\n"
        + "X3,cert,2026-11-24 11:00,,,,取消\n"
        + "X4\n"
    )
    lines = [line.partition("行目: ")[0] for line in told]
    assert lines == ["2", *["3"] * 5, *["4"] * 2, "6", *["7"] * 2]
    said = "\n".join(told)
    for words in (
        "もしかして: tax",
        "「メール」",
        "「言語」",
        "「状態」",
        "「予約日時」",
        "5行目にも",
    ):
        assert words in said


@pytest.mark.parametrize("mail", ["nobody", "花子@example.jp", '"a b"@example.jp', "a@b@c.jp"])
def test_an_address_that_no_letter_could_be_sent_to_is_told(mail: str) -> None:
    cell = mail.replace('"', '""')
    (told,) = faults(f'id,service,start,mail\nX1,cert,2026-11-24 10:00,"{cell}"\n')
    assert told == "2行目: 「mail」: メールアドレスの形ではありません。"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "「id」"),
        ("id,service\n", "「start」"),
        ("id,service,date\n", "「time」"),
        ("id,start\n", "「service」"),
        (b"id,service,start\n\x82", "2行目: 文字コード"),
        ('id,service,start\nX1,cert,"2026', "引用符"),
        (b" " * (MOST_BYTES + 1), "5 MB"),
        ("id,service,start\n" + "X,cert,2026-11-24 10:00\n" * 5_001, "5000 行まで"),
    ],
)
def test_files_that_cannot_be_read(text: str | bytes, said: str) -> None:
    assert any(said in line for line in faults(text))


def test_a_column_that_is_named_must_be_there() -> None:
    assert "「来庁」" in faults(HEAD, start="来庁")[0]
    with pytest.raises(Misfits, match="もしかして: tax"):
        read(b"id,start\n", RULES, {}, "taxx")


class Files(Desk):
    def __init__(self) -> None:
        super().__init__(RULES)
        self.kept = count()

    def bring(self, *lines: str, rehearse: bool = False) -> Imported:
        body = "\n".join(("id,service,start,mail,state", *lines)).encode()
        table = read(body, self.rules, {})
        return asyncio.run(self.bookings.bring_in(table, "sato", rehearse=rehearse))

    def starts(self) -> dict[str, str]:
        return {
            item.foreign: f"{(item.start - NINE) // HOUR + 9}:00"
            for item in self.store.book.appointments.values()
            if item.state is State.BOOKED
        }


def test_a_file_is_taken_over_once_and_follows_what_changes_in_it() -> None:
    files = Files()
    first = ("X1,cert,2026-11-24 10:00,a@example.jp,", "X2,tax,2026-11-24 10:00,,")
    assert files.bring(*first) == Imported(booked=2)
    assert files.bring(*first) == Imported(unchanged=2)
    (made,) = files.store.book.between(TEN, TEN + timedelta(seconds=1))[:1]
    assert (made.source, made.foreign, made.contact.mail) == ("import", "X1", "a@example.jp")
    assert files.do(files.bookings.untold()).appointments == (), "the other system wrote already"
    changed = (
        "X1,cert,2026-11-24 11:00,,",
        "X2,tax,2026-11-24 10:00,,取消",
        "X9,tax,2026-11-24 10:00,,取消",
    )
    assert files.bring(*changed) == Imported(moved=1, cancelled=1, unchanged=1)
    assert files.starts() == {"X1": "11:00"}
    assert files.bring(*changed) == Imported(unchanged=3)
    assert files.store.book.audits == [
        ("sato", "appointment.import", "2"),
        ("sato", "appointment.import", "3"),
    ]


def test_a_rehearsal_keeps_nothing() -> None:
    files = Files()
    line = "X1,cert,2026-11-24 10:00,,"
    assert files.bring(line, rehearse=True) == Imported(booked=1)
    assert not files.store.book.appointments
    assert not files.store.book.seats


def test_where_one_line_does_not_fit_none_is_taken() -> None:
    files = Files()
    with pytest.raises(Misfits) as raised:
        files.bring(
            "X1,cert,2026-11-24 10:00,,",
            "X2,cert,2026-11-24 10:00,,",
            "X3,cert,2026-11-24 10:30,,",
            "X4,cert,2026-11-23 10:00,,",
            "X5,tax,2026-11-24 10:00,,",
        )
    told = [(each.line, each.message[:7]) for each in raised.value.found]
    assert told == [(3, "この日時の枠は"), (4, "この日時の枠が"), (5, "この日時の枠が")]
    assert not files.store.book.appointments
    assert not files.store.book.seats
    assert not files.store.book.audits


def test_all_faults_come_at_once_and_none_that_a_mended_line_would_take_away() -> None:
    files = Files()
    files.bring("X1,cert,2026-11-24 10:00,,")
    with pytest.raises(Misfits) as raised:
        files.bring(
            "X1,cert,2026-11-31 10:00,,",
            "X2,cert,2026-11-24 10:00,,",
            "X3,cert,2026-11-24 10:30,,",
            "X4,cert,2026-11-24 11:00,nobody,",
            ",cert,2026-11-24 11:00,,",
        )
    told = [(each.line, each.column, each.message[:4]) for each in raised.value.found]
    assert told == [
        (2, "start", "「202"),
        (4, "", "この日時"),
        (5, "mail", "メールア"),
        (6, "id", "80字ま"),
    ]
    assert files.starts() == {"X1": "10:00"}


def test_visitors_who_change_places_fit_whatever_the_order_of_the_lines() -> None:
    files = Files()
    files.bring("X1,cert,2026-11-24 10:00,,", "X2,cert,2026-11-24 11:00,,")
    moved = files.bring("X2,cert,2026-11-24 10:00,,", "X1,cert,2026-11-25 10:00,,")
    assert moved == Imported(moved=2)
    assert files.starts() == {"X1": "34:00", "X2": "10:00"}


def test_who_has_come_is_left_alone() -> None:
    files = Files()
    line = "X1,cert,2026-11-24 10:00,,"
    files.bring(line)
    (made,) = files.store.book.appointments.values()
    files.do(files.bookings.miss(made.id, "sato"))
    assert files.bring(line + "取消") == Imported(unchanged=1)
    assert files.bring("X1,cert,2026-11-24 11:00,,") == Imported(unchanged=1)
