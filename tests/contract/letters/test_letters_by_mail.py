"""Letters through a real mail server, whatever the server does: sent once, or not at all."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.outbox import SqlLetters
from hub.adapters.database.schema import migrate
from hub.adapters.letters import MailCarrier
from hub.adapters.smtp import MailServer
from hub.service.handing import NotSent, Refused, Unclear
from hub.service.outbox import FIRST_WAIT, Letter, LetterState, Outbox
from hub.service.postman import LetterThread
from tests.contract.alerts.mail_server import TAKEN, Post, free_port, mail_server
from tests.hubs import Clock
from tests.waiting import eventually

TO = "hanako@example.jp"
# Seconds: for a server that answers, and for one that never will.
PATIENCE, SHORT = 20.0, 0.2


class Rig:
    """An outbox on SQLite before a mail server on `port`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.book = SqlLetters(database, "test")
        self.clock = clock
        self.port = 0
        self.last_patience = PATIENCE

    @property
    def outbox(self) -> Outbox:
        server = MailServer("localhost", self.port, "none", "lobby@city.example.jp")
        carrier = MailCarrier(server, "みどり市", (PATIENCE, self.last_patience))
        return Outbox(self.book, {"mail": carrier}, self.clock)

    def put(self, name: str = "one", *, minutes: int = 60) -> None:
        self.outbox.put([letter(name, self.clock.now + timedelta(minutes=minutes))])

    def states(self) -> set[LetterState]:
        return {state for _, state in self.book.counts()}


def letter(name: str, not_after: datetime, **more: Any) -> Letter:
    given = {"subject": "まもなくです", "text": "3番の窓口です。\n.\n点の行"} | more
    return Letter(name, "visit", "mail", TO, not_after=not_after, **given)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    with closing(Database(database_url(tmp_path / "lobby.db"))) as database:
        migrate(database)
        yield Rig(database, Clock())


@contextmanager
def served(rig: Rig, post: Post) -> Iterator[None]:
    with mail_server(post, None, starttls=False) as port:
        rig.port = port
        yield


def test_a_letter_is_sent_once_and_its_address_is_gone(rig: Rig, tmp_path: Path) -> None:
    post = Post()
    with served(rig, post):
        rig.put()
        rig.put()
        assert rig.outbox.send_one("mail")
        assert not rig.outbox.send_one("mail")
    (message,) = post.taken
    assert post.recipients == [TO]
    assert message["Subject"] == "まもなくです"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@city.example.jp>")
    assert "one" not in message["Message-ID"]
    assert message.get_content().splitlines() == ["3番の窓口です。", ".", "点の行"]
    assert rig.states() == {LetterState.SENT}
    rig.outbox.wipe()
    assert not any(TO.encode() in file.read_bytes() for file in tmp_path.rglob("*"))


def test_a_calendar_goes_with_it(rig: Rig) -> None:
    post, until = Post(), rig.clock.now + timedelta(hours=1)
    with served(rig, post):
        rig.outbox.put(
            [letter("one", until, calendar=b"BEGIN:VCALENDAR\r\n", calendar_method="REQUEST")]
        )
        rig.outbox.send_one("mail")
    (calendar,) = post.taken[0].iter_attachments()
    assert calendar.get_content_type() == "text/calendar"
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    assert calendar.get_content().splitlines() == ["BEGIN:VCALENDAR"]


def test_a_server_that_is_down_is_tried_again_until_the_letter_s_time_is_over(rig: Rig) -> None:
    post = Post()
    rig.port = free_port()
    rig.put(minutes=10)
    with pytest.raises(NotSent):
        rig.outbox.send_one("mail")
    assert not rig.outbox.send_one("mail")
    rig.clock.later(seconds=FIRST_WAIT.total_seconds())
    with served(rig, post):
        assert rig.outbox.send_one("mail")
        rig.put("late", minutes=10)
        rig.clock.later(minutes=10)
        assert not rig.outbox.send_one("mail")
        rig.outbox.tidy()
    assert len(post.taken) == 1
    assert rig.states() == {LetterState.SENT, LetterState.EXPIRED}


@pytest.mark.parametrize(
    ("answer", "fault", "states"),
    [
        ("451 disk full", NotSent, {LetterState.WAITING}),
        ("554 we do not want this", Refused, {LetterState.REFUSED}),
    ],
)
def test_a_server_that_refuses(
    rig: Rig, answer: str, fault: type[Exception], states: set[LetterState]
) -> None:
    post = Post()
    post.answer = answer
    with served(rig, post):
        rig.put()
        with pytest.raises(fault):
            rig.outbox.send_one("mail")
        assert rig.states() == states
        post.answer = TAKEN
        rig.clock.later(minutes=1)
        rig.outbox.send_one("mail")
    assert len(post.taken) == (fault is NotSent)


def test_an_address_that_is_unknown_is_given_up(rig: Rig) -> None:
    post = Post()
    post.unknown = {TO}
    with served(rig, post):
        rig.put()
        with pytest.raises(Refused, match="550"):
            rig.outbox.send_one("mail")
    assert rig.states() == {LetterState.REFUSED}


def test_a_server_that_falls_silent_is_not_asked_twice(rig: Rig) -> None:
    post = Post()
    post.awake.clear()
    rig.last_patience = SHORT
    with served(rig, post):
        rig.put()
        with pytest.raises(Unclear):
            rig.outbox.send_one("mail")
        rig.clock.later(minutes=45)
        assert not rig.outbox.send_one("mail")
    assert rig.states() == {LetterState.UNCLEAR}


def test_a_server_that_hangs_up_in_the_middle_of_the_message(rig: Rig) -> None:
    with socket.create_server(("localhost", 0)) as listening:
        rig.port = listening.getsockname()[1]
        server = Thread(target=_hang_up, args=(listening,))
        server.start()
        rig.put()
        with pytest.raises(Unclear):
            rig.outbox.send_one("mail")
        server.join()
    assert rig.states() == {LetterState.UNCLEAR}


def _hang_up(listening: socket.socket) -> None:
    connection, _ = listening.accept()
    with connection, connection.makefile("rb") as lines:
        connection.sendall(b"220 ready\r\n")
        for line in lines:
            if line.startswith(b"DATA"):
                connection.sendall(b"354 go on\r\n")
                lines.readline()
                return
            connection.sendall(b"250 OK\r\n")


@pytest.mark.parametrize("how", ["dropped", "late"])
def test_a_letter_that_is_not_wanted_at_the_last_moment_does_not_leave(
    rig: Rig, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry = MailCarrier.carry

    def slowly(carrier: MailCarrier, given: Letter, *rest: Any) -> None:
        if how == "dropped":
            rig.outbox.drop("visit")
        else:
            rig.clock.later(minutes=2)
        carry(carrier, given, *rest)

    post = Post()
    monkeypatch.setattr(MailCarrier, "carry", slowly)
    with served(rig, post):
        rig.put(minutes=1)
        assert rig.outbox.send_one("mail")
    assert post.taken == []
    assert rig.states() == {LetterState.DROPPED if how == "dropped" else LetterState.EXPIRED}


@pytest.mark.parametrize("field", ["to", "subject", "id", "link"])
@pytest.mark.parametrize("forged", ["a\r\nBcc: b@example.jp", "a\nb", "a\u2028b", "a\x00b"])
def test_no_header_can_be_forged(field: str, forged: str) -> None:
    given: dict[str, Any] = {
        "id": "one",
        "topic": "visit",
        "channel": "mail",
        "to": TO,
        "subject": "番号札",
        "text": "本文",
        "not_after": datetime(2026, 11, 24, tzinfo=UTC),
    }
    Letter(**given)
    with pytest.raises(ValueError, match=r"letter|address"):
        Letter(**given | {field: forged})


@pytest.mark.parametrize("to", ["a@example.jp,b@example.jp", "a@b@c", "<a@b.jp>", "あ@例.jp", ""])
def test_a_letter_goes_to_one_plain_address(to: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Letter("one", "visit", "mail", to, "", "", datetime(2026, 11, 24, tzinfo=UTC))


def test_a_thread_sends_what_is_put_in_and_says_whether_it_can(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    post = Post()
    post.answer = f"451 {TO} busy"
    with served(rig, post):
        outbox = rig.outbox
        thread = LetterThread(outbox, "mail", glance=0.05)
        thread.start()
        try:
            outbox.put([letter("one", rig.clock.now + timedelta(hours=1))])
            eventually(lambda: outbox.failing("mail") == 1, "the refusal")
            post.answer = TAKEN
            rig.clock.later(minutes=1)
            eventually(lambda: rig.states() == {LetterState.SENT}, "the letter")
            eventually(lambda: outbox.failing("mail") == 0, "the good news")
        finally:
            thread.stop()
    assert not thread.is_alive()
    (line,) = [record for record in caplog.records if record.message == "letter not sent"]
    assert line.__dict__["fault"] == "451 … busy"
