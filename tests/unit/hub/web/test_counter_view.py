"""The counter page says, in words, what a clerk needs to know of the lobby."""

import time
from dataclasses import replace
from datetime import timedelta

from hub.domain import issuing, moving, serving
from hub.domain.acting import Act, Decision
from hub.domain.due import Due
from hub.domain.site import Counter, PriorityClass
from hub.web.choosing import find_number, panel
from hub.web.rendering import html
from hub.web.rows import ROWS, row
from hub.web.views import CounterPage, counter_page
from hub.web.words import PLACES, short_class
from tests.lobbies import MINUTE, NINE, World, service, site


def seen(world: World, counter: str = "c1") -> CounterPage:
    return counter_page(world.lobby, world.site.counters[counter], world.now)


def own(world: World) -> Counter:
    return world.site.counters["c1"]


def test_a_closed_counter_with_nobody_waiting() -> None:
    page = seen(World())
    assert (page.name, page.is_open, page.visitor, page.undo) == ("1番窓口", False, None, "")
    assert (page.queue.rows, page.queue.total, page.board) == ((), 0, None)
    assert (page.figures.median, page.figures.kept) == ("―", None)


def test_the_queue_is_in_calling_order_with_waits_and_signs() -> None:
    world = World()
    world.open("c1")
    world.issue(language="en")
    world.later(3)
    world.issue(priority="pregnant", remarks="杖あり")
    world.later(2)
    rows = seen(world).queue.rows
    assert [(row.number, row.wait, row.signs) for row in rows] == [
        ("A-002", "2分", ("優先 妊娠中", "杖あり")),
        ("A-001", "5分", ("English",)),
    ]


def test_a_class_with_a_long_name_has_the_sign_that_the_city_chose() -> None:
    infant = PriorityClass("infant", {"ja": "小さなお子さま連れの方"}, MINUTE, sign="子連れ")
    assert short_class(infant) == "子連れ"
    assert short_class(replace(infant, sign="")) == "小さなお子さま連れ"


def test_the_card_shows_the_visitor_and_what_was_promised() -> None:
    world = World()
    world.open("c1")
    world.issue()
    world.later(21)
    ticket = world.call()
    world.later(1)
    visitor = seen(world).visitor
    assert visitor is not None
    assert (visitor.number, visitor.state, visitor.waited) == ("A-001", "呼出中", "21分")
    assert visitor.promised == "すぐ"
    assert visitor.onward == "業務K"
    assert visitor.elapsed == "1分00秒"
    world.do("c1", lambda act: serving.begin(act, ticket.id))
    world.later(4)
    begun = seen(world).visitor
    assert begun is not None
    assert (begun.state, begun.elapsed, begun.is_called) == ("対応中", "4分00秒", False)


def test_absent_says_what_is_missing_until_it_is_allowed() -> None:
    world = World()
    world.open("c1")
    ticket = world.issue()
    world.call()
    world.later(1 / 3)
    visitor = seen(world).visitor
    assert visitor is not None
    assert visitor.absence is not None
    assert visitor.absence.reason == "あと1回・40秒"
    world.do("c1", lambda act: serving.recall(act, ticket.id))
    world.later(1)
    visitor = seen(world).visitor
    assert visitor is not None
    assert visitor.absence is None


def test_undo_says_what_it_undoes_and_goes_when_someone_has_gone_on() -> None:
    world = World()
    world.open("c1", "c2")
    ticket = world.issue()
    world.call()
    assert seen(world).undo == "A-001 を呼び出し"
    world.do("c1", lambda act: serving.hold(act, ticket.id))
    assert seen(world).undo == "A-001 を保留"
    world.do("c2", lambda act: serving.resume(act, ticket.id))
    assert seen(world).undo == ""


def test_undo_goes_when_the_number_that_it_freed_is_anothers() -> None:
    cert = service("cert", "A", last=2)
    world = World(site(services={**site().services, "cert": cert}))
    world.open("c1")
    world.issue()
    world.finish(world.call())
    assert seen(world).undo == "A-001 を終了"
    world.issue()
    assert world.issue().label == "A-001"
    assert seen(world).undo == ""


def test_who_came_back_and_who_goes_on_is_marked() -> None:
    world = World()
    world.open("c1", "c9")
    ticket = world.issue()
    world.call()
    world.finish(world.see(ticket), onward=True)
    (row,) = seen(world, "c9").queue.rows
    assert row.signs == ("つづき",)


def test_held_and_absent_visitors_are_listed_apart() -> None:
    world = World()
    world.open("c1")
    for _ in range(2):
        world.issue()
    first = world.call()
    world.do("c1", lambda act: serving.hold(act, first.id))
    second = world.call()
    world.do("c1", lambda act: serving.recall(act, second.id))
    world.later(2)
    world.do("c1", lambda act: serving.absent(act, second.id))
    page = seen(world)
    assert [row.number for row in page.held] == ["A-001"]
    assert [row.number for row in page.absent] == ["A-002"]


def test_papers_wait_on_the_board_until_they_are_handed_out() -> None:
    world = World()
    world.open("c1", "c9")
    ticket = world.issue()
    world.call()
    world.finish(world.see(ticket), onward=True)
    paid = world.call("c9")
    world.finish(paid, onward=True)
    page = seen(world, "c9")
    assert page.board is not None
    (ready,) = page.board.rows
    world.do("c9", lambda act: serving.call_number(act, ready.id))
    page = seen(world, "c9")
    assert [(row.number, row.is_mine) for row in page.called_board] == [("A-001", True)]
    assert page.visitor is None


def test_the_other_counters_are_seen() -> None:
    world = World()
    world.open("c1", "c2")
    world.issue()
    world.call()
    rows = [(row.name, row.number, row.state, row.is_own) for row in seen(world).counters]
    assert rows == [
        ("1番窓口", "A-001", "呼出中", True),
        ("2番窓口", "", "空いています", False),
        ("3番窓口", "", "（休止）", False),
        ("9番窓口", "", "（休止）", False),
    ]


def test_figures_count_kept_promises() -> None:
    world = World()
    world.open("c1")
    world.issue()
    world.issue()
    world.later(5)
    world.call()
    world.later(60)
    world.call()
    figures = seen(world).figures
    assert (figures.issued, figures.finished, figures.longest) == (2, 1, "1時間5分")
    assert figures.kept == 0


def test_a_number_is_found_however_it_is_typed() -> None:
    world = World()
    ticket = world.issue()
    for typed in ("A-001", "a001", "ａ－１", "A1", " a-1 "):
        assert find_number(world.lobby, typed) == ticket.id, typed
    assert find_number(world.lobby, "A-2") is None
    assert find_number(world.lobby, "1") is None


def test_the_panel_offers_what_the_rules_allow() -> None:
    world = World()
    world.open("c1", "c2")
    ticket = world.issue()
    waiting = panel(world.lobby, world.see(ticket), own(world), world.now, moving=True)
    assert (waiting.can_call, waiting.can_transfer, waiting.moving) == (True, True, True)
    assert [target.value for target in waiting.counters] == [
        "counter:c2",
        "counter:c3",
        "counter:c9",
    ]
    world.call("c2")
    elsewhere = panel(world.lobby, world.see(ticket), own(world), world.now, moving=True)
    assert not any((elsewhere.can_call, elsewhere.can_transfer, elsewhere.can_cancel))
    assert elsewhere.row.at == "2番窓口"


def test_a_transfer_marks_the_visitor_for_the_counter() -> None:
    world = World()
    world.open("c1", "c3")
    ticket = world.issue()
    world.call()

    def send(act: Act) -> Decision:
        return moving.transfer(act, ticket.id, to_counter="c3")

    world.do("c1", send)
    (row,) = seen(world, "c3").queue.rows
    assert row.signs == ("つづき", "3番窓口へ")
    assert seen(world, "c1").queue.total == 0


def rendered(world: World, page: CounterPage) -> str:
    return html(
        "counter.html",
        {
            "page": page,
            "panel": None,
            "places": PLACES,
            "message": "",
            "alerts": (),
            "now": world.now,
            "me": {"name": "佐藤"},
            "may_supervise": False,
            "has_appointments": True,
            "alarms": (),
            "may_end": False,
            "has_desk": True,
        },
    )


def test_five_hundred_waiting_visitors_are_drawn_in_time() -> None:
    """Under 10 ms alone on a server; the bound leaves room for a machine that others share."""
    world = World()
    world.open("c1")
    for _ in range(500):
        world.issue()
    text, times = rendered(world, seen(world)), []
    for _ in range(15):
        began = time.perf_counter()
        text = rendered(world, seen(world))
        times.append(time.perf_counter() - began)
    assert f"ほか {500 - ROWS}人" in text
    assert min(times) < 0.03, f"{min(times) * 1000:.1f} ms"


def test_what_a_visitor_said_is_never_markup() -> None:
    world = World()
    world.open("c1")
    world.issue(remarks="<script>alert(1)</script>")
    text = rendered(world, seen(world))
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_an_appointment_and_its_time_are_a_sign() -> None:
    world = World()
    due = Due("a" * 32, "cert", NINE + timedelta(minutes=40))
    request = issuing.Request(world.new_id(), "cert")
    ticket = world.commit(issuing.issue(world.act(by="kiosk-1"), world, request, due))
    assert row(world.lobby, ticket, world.now).signs == ("予約 09:40",)
