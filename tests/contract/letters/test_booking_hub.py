"""Booking without a browser, with a real hub and a real mail server: whatever is sent to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
import requests

from config.schema.alerts import MailHost
from hub.service.access import Role
from tests.contract.alerts.mail_server import Post, mail_server
from tests.hubs import Clock, RunningHub, demo_settings, running
from tests.waiting import eventually

DAY = "/book/mynumber/2026-11-25"
_FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@dataclass
class Booking:
    """The hub and its visitors' mail."""

    hub: RunningHub
    post: Post


@pytest.fixture(scope="module")
def booking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Booking]:
    post = Post()
    with mail_server(post, None, starttls=False) as port:
        settings = demo_settings(tmp_path_factory.mktemp("booking"))
        mail = MailHost(host="localhost", port=port, security="none", sender="a@city.example.jp")
        changes = {"mail": mail, "proxies": ("127.0.0.0/8",)}
        phone = settings.visits.phone.model_copy(update=changes)
        visits = settings.visits.model_copy(update={"phone": phone})
        folder = settings.data
        with running(folder, Clock(), replace(settings, visits=visits)) as hub:
            yield Booking(hub, post)


@dataclass
class Visitor:
    """Somebody with an address of their own."""

    booking: Booking
    address: str

    def get(self, path: str) -> requests.Response:
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> requests.Response:
        return self._ask("POST", path, data=fields)

    def form(self, time: str = "10:00") -> dict[str, str]:
        """What the page of a time carries."""
        text = self.get(f"{DAY}/{time}").text
        return {name: unescape(value) for name, value in _FIELD.findall(text)}

    def book(self, form: dict[str, str], **fields: str) -> requests.Response:
        """Press the last button, after a human time."""
        self.booking.hub.clock.later(seconds=3)
        return self.post("/book/mynumber/done", **{**form, "language": "ja", **fields})

    def _ask(self, method: str, path: str, **options: Any) -> requests.Response:
        headers = {"X-Forwarded-For": self.address, "Accept-Language": "ja"}
        answer = self.booking.hub.ask(
            method, path, headers=headers, allow_redirects=False, **options
        )
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "Set-Cookie" not in answer.headers
        return answer


_made = iter(range(1, 250))


@pytest.fixture
def visitor(booking: Booking) -> Visitor:
    return Visitor(booking, f"192.0.2.{next(_made)}")


def token(answer: requests.Response) -> str:
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].split("/a/")[1].split("?")[0]


def test_a_form_that_is_sent_twice_books_once_and_tells_once(visitor: Visitor) -> None:
    form = visitor.form()
    answers = [visitor.book(form, mail="Hanako@example.jp") for _ in range(2)]
    own = token(answers[0])
    assert token(answers[1]) == own
    post = visitor.booking.post
    eventually(lambda: bool(post.taken), "the confirmation")
    (message,) = post.taken
    assert message["To"] == "Hanako@example.jp"
    assert f"/a/{own}" in message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    (file,) = message.iter_attachments()
    assert file["Content-Type"].params["method"] == "PUBLISH"
    page = visitor.get(f"/a/{own}")
    assert (page.status_code, page.headers["X-Robots-Tag"]) == (200, "noindex")
    assert "hanako" not in page.text.lower()
    saved = visitor.get(f"/a/{own}/yoyaku.ics")
    assert saved.headers["Content-Type"].startswith("text/calendar")
    assert saved.content.startswith(b"BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"seal": "x"}, "受け付けられませんでした"),
        ({"at": "2026-11-25T10:00' OR 1=1"}, "受け付けられませんでした"),
        ({"at": "9999-12-31T23:59"}, "受け付けられませんでした"),
        ({"language": "xx"}, "受け付けられませんでした"),
        ({"website": "http://spam.example"}, "受け付けられませんでした"),
        ({"mail": "a@example.jp\r\nBcc: b@example.jp"}, "メールアドレスの形を"),
        ({"mail": "a@example.jp, b@example.jp"}, "メールアドレスの形を"),
        ({"mail": "<script>alert(1)</script>@example.jp"}, "メールアドレスの形を"),
        ({"mail": "a" * 300 + "@example.jp"}, "メールアドレスの形を"),
        ({"mail": "a" * 9000}, "受け付けられませんでした"),
    ],
)
def test_what_our_own_form_never_sends_is_refused(
    visitor: Visitor, fields: dict[str, str], said: str
) -> None:
    answer = visitor.book(visitor.form(), **fields)
    assert (answer.status_code, said in answer.text) == (422, True), answer.text
    assert "<script>" not in answer.text


def test_forms_have_their_time(visitor: Visitor) -> None:
    form, clock = visitor.form(), visitor.booking.hub.clock
    quick = visitor.post("/book/mynumber/done", **form, language="ja", mail="")
    assert "もう一度、ボタンを" in quick.text
    before = clock.now
    clock.later(minutes=31)
    late = visitor.book(form, mail="kept@example.jp")
    assert "時間がたちました" in late.text
    assert "kept@example.jp" in late.text, "nothing that was typed is lost"
    again = {name: unescape(value) for name, value in _FIELD.findall(late.text)}
    assert token(visitor.book(again))
    clock.now = before


def test_whoever_was_too_slow_is_offered_the_times_nearby(visitor: Visitor) -> None:
    forms = [visitor.form("11:00") for _ in range(3)]
    for form in forms[:2]:
        token(visitor.book(form))
    answer = visitor.book(forms[2], mail="kept@example.jp")
    assert answer.status_code == 409
    times = re.findall(r'name="at" value="2026-11-25T([\d:]+)"', answer.text)
    assert {"10:40", "11:20"} <= set(times)
    assert 'name="mail" value="kept@example.jp"' in answer.text
    assert forms[2]["seal"] in answer.text


def test_a_visit_is_given_up_by_link(visitor: Visitor) -> None:
    own = token(visitor.book(visitor.form("11:40")))
    assert visitor.post(f"/a/{own}/cancel").status_code == 303
    assert visitor.post(f"/a/{own}/cancel").status_code == 303, "twice does no harm"
    assert "取り消されました" in visitor.get(f"/a/{own}").text
    assert visitor.get(f"/a/{own}/cancel").status_code == 303
    moved = visitor.post(f"/a/{own}/change", at="2026-11-26T09:00")
    assert (moved.status_code, "変えられません" in moved.text) == (409, True)


def test_the_waiting_list_by_link(visitor: Visitor) -> None:
    def times() -> list[str]:
        found = visitor.get("/book/tax/2026-11-26").text
        return re.findall(r"/book/tax/2026-11-26/([\d:]+)\?", found)

    def join() -> requests.Response:
        page = visitor.get("/book/tax/wait?day=2026-11-26")
        fields = {name: unescape(value) for name, value in _FIELD.findall(page.text)}
        visitor.booking.hub.clock.later(seconds=3)
        fields |= {"language": "ja", "mail": "waiting@example.jp"}
        return visitor.post("/book/tax/wait", **fields)

    free = join()
    assert (free.status_code, "空いている時間があります" in free.text) == (409, True)
    owns = []
    for time in times():
        seal = visitor.form()["seal"]
        visitor.booking.hub.clock.later(seconds=3)
        fields = {"seal": seal, "at": f"2026-11-26T{time}", "language": "ja"}
        owns.append(token(visitor.post("/book/tax/done", **fields)))
    assert (len(owns), times()) == (10, [])
    assert "/book/tax/wait" in visitor.get("/book/tax/2026-11-26").text
    entry = token(join())
    assert "キャンセル待ちをしています" in visitor.get(f"/a/{entry}").text
    assert visitor.get(f"/a/{entry}/change").status_code == 404
    visitor.post(f"/a/{owns[3]}/cancel")
    assert "この時間をお取りしています" in visitor.get(f"/a/{entry}").text
    post = visitor.booking.post
    eventually(lambda: any("空きが出ました" in item["Subject"] for item in post.taken), "the offer")
    assert visitor.post(f"/a/{entry}/accept").status_code == 303
    assert visitor.post(f"/a/{entry}/accept").status_code == 303, "twice does no harm"
    assert "予約しています" in visitor.get(f"/a/{entry}").text


def test_the_page_goes_on_with_the_number_after_check_in(visitor: Visitor) -> None:
    hub = visitor.booking.hub
    seal = visitor.form()["seal"]
    hub.clock.later(seconds=3)
    at = {"seal": seal, "at": "2026-11-24T11:00", "language": "ja"}
    own = token(visitor.post("/book/mynumber/done", **at))
    hub.clock.now = hub.clock.now.replace(hour=1, minute=50)  # 10:50 in Tokyo
    body = {"code": f"https://hall.example.jp/a/{own}", "request": uuid4().hex}
    kiosk = hub.token(Role.KIOSK)
    given = hub.ask("POST", "/api/check-in", kiosk, json=body)
    assert given.ok, given.text
    page = visitor.get(f"/a/{own}").text
    assert "受付が済みました" in page
    assert f"/t/{given.json()['ticket']['id']}" in page
    assert visitor.post(f"/a/{own}/cancel").status_code == 409
    assert "<svg" not in page, "nothing to be scanned again"


def test_guessing_links_comes_to_an_end(visitor: Visitor) -> None:
    wrong = [visitor.get(f"/a/{'x' * 30}{number:02}").status_code for number in range(33)]
    assert wrong == [404] * 30 + [429] * 3
    other = Visitor(visitor.booking, "198.51.100.77")
    assert other.get("/a/short").status_code == 404


def test_nobody_books_the_whole_day_away(visitor: Visitor) -> None:
    answers = [visitor.book(visitor.form(), mail="bad") for _ in range(3)]
    assert {answer.status_code for answer in answers} == {422}, "mistakes are not counted"
    form = visitor.form("16:00")
    codes = [visitor.book(form, at="2026-11-25T16:00").status_code for _ in range(62)]
    assert codes == [303] * 60 + [429] * 2
    assert visitor.get(DAY).status_code == 200, "looking is free"


def test_a_mailbox_is_not_flooded(visitor: Visitor) -> None:
    codes = []
    for number in range(8):
        other = Visitor(visitor.booking, f"198.51.100.{number}")
        form = other.form("14:00")
        codes.append(other.book(form, at="2026-11-30T14:00", mail="victim@example.jp").status_code)
    assert codes[:2] == [303, 303]
    assert set(codes[2:]) == {409, 429}, "as many as one address may have, then none"
    assert codes[6:] == [429, 429]


@pytest.mark.parametrize(
    "path",
    [
        "/book/nothing",
        "/book/residence",
        "/book/mynumber/2026-13-99",
        "/book/mynumber/0001-01-01",
        "/book/mynumber/9999-12-31",
        "/book/mynumber?from=9999-12-31",
        "/book/mynumber?from=%00",
        "/book/mynumber/2026-11-25/99:99",
        "/book/mynumber/" + "9" * 3000,
        "/book/%2e%2e/check",
    ],
)
def test_strange_addresses_are_answered_calmly(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code in (200, 303, 404)


@pytest.fixture(scope="module")
def clerk(booking: Booking) -> str:
    return booking.hub.token(Role.CLERK, "clerk1")


def act(booking: Booking, who: str, action: str, **fields: str) -> requests.Response:
    """A button on the staff's page."""
    return booking.hub.ask(
        "POST",
        f"/appointments/{action}",
        who,
        data=fields,
        headers={"Sec-Fetch-Site": "same-origin"},
        allow_redirects=False,
    )


def book(booking: Booking, who: str, **fields: str) -> requests.Response:
    form = {"command": uuid4().hex, "service": "tax", "at": "2026-11-30T09:30", "language": "ja"}
    return act(booking, who, "book", **{**form, **fields})


def test_staff_are_told_why_something_was_not_done(booking: Booking, clerk: str) -> None:
    command = uuid4().hex
    made = [book(booking, clerk, command=command) for _ in range(2)]
    places = {answer.headers["Location"] for answer in made}
    (place,) = places
    key = place.split("made=")[1]
    assert "満席です" in book(booking, clerk).text
    assert "予約を受け付けていません" in book(booking, clerk, at="2026-11-29T03:00").text
    assert "メールアドレスの形" in book(booking, clerk, at="2026-11-30T10:00", mail="x").text
    day = {"key": key, "day": "2026-11-30", "service": "tax"}
    early = act(booking, clerk, "check-in", command=uuid4().hex, **day)
    assert (early.status_code, "今日の予約ではありません" in early.text) == (409, True)
    assert act(booking, clerk, "cancel", **day).status_code == 303
    over = act(booking, clerk, "miss", **day)
    assert (over.status_code, "もう変えられません" in over.text) == (409, True)
    unknown = act(booking, clerk, "cancel", key="none")
    assert (unknown.status_code, "見つかりません" in unknown.text) == (409, True)


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("book", {"command": "x", "service": "tax", "at": "2026-11-30T10:00", "language": "ja"}),
        ("book", {"service": "tax", "at": "soon"}),
        ("book", {"service": "tax", "at": "2026-11-30T10:00", "nickname": "あ" * 41}),
        ("book", {"service": "tax", "at": "2026-11-30T10:00", "nickname": "a\nb"}),
        ("check-in", {"command": "x"}),
    ],
)
def test_what_the_staffs_forms_never_send_is_refused(
    booking: Booking, clerk: str, action: str, fields: dict[str, str]
) -> None:
    assert act(booking, clerk, action, **fields).status_code == 422


def test_only_those_who_supervise_stop_slots_and_bring_in_tables(
    booking: Booking, clerk: str
) -> None:
    slot = {"service": "tax", "at": "2026-11-30T10:30", "seats": "0"}
    assert act(booking, clerk, "slot", **slot).status_code == 403
    assert booking.hub.ask("GET", "/appointments/import", clerk).status_code == 403
    page = booking.hub.ask("GET", "/appointments?day=2026-11-30&service=tax", clerk).text
    assert "止める" not in page
    supervisor = booking.hub.token(Role.SUPERVISOR, "chief")
    assert act(booking, supervisor, "slot", **slot).status_code == 303
    assert (
        "停止中" in booking.hub.ask("GET", "/appointments?day=2026-11-30&service=tax", clerk).text
    )
    assert act(booking, supervisor, "slot", **{**slot, "seats": ""}).status_code == 303
    assert act(booking, supervisor, "slot", **{**slot, "seats": "99"}).status_code == 422


@pytest.mark.parametrize("path", ["", "?day=9999-12-31", "?day=x&service=nothing", "?pick=none"])
def test_any_day_can_be_asked_for(booking: Booking, clerk: str, path: str) -> None:
    assert booking.hub.ask("GET", f"/appointments{path}", clerk).status_code == 200


def test_visitors_do_not_see_the_staffs_page(visitor: Visitor) -> None:
    assert visitor.get("/appointments").headers["Location"].startswith("/sign-in")
