"""What threads post arrives in the GUI thread: all of it, in order, and never after the end."""

import gc
import threading
from functools import partial

import pytest

from kiosk.shell.bridge import Bridge
from kiosk.shell.executor import Executor
from kiosk.shell.gc_guard import GcGuard
from tests.ui.qml import until

THREADS, EACH = 8, 1250


def _post_all(bridge: Bridge, sender: int) -> None:
    for number in range(EACH):
        bridge.post((sender, number, True))


def test_ten_thousand_posts_of_eight_threads_all_arrive_in_order() -> None:
    # PySide6 6.12.0 on Python 3.11 aborts after some 570 emits: this is the test that tells.
    seen: list[object] = []
    gui_threads: set[bool] = set()

    def receive(item: object) -> None:
        gui_threads.add(threading.current_thread() is threading.main_thread())
        seen.append(item)

    bridge = Bridge(receive)
    senders = [threading.Thread(target=_post_all, args=(bridge, n)) for n in range(THREADS)]
    for thread in senders:
        thread.start()
    until(lambda: len(seen) == THREADS * EACH, "10,000 items")
    for thread in senders:
        thread.join()
    assert gui_threads == {True}
    for sender in range(THREADS):
        own = [item for item in seen if item[0] == sender]  # type: ignore[index] # tuples
        assert own == [(sender, number, True) for number in range(EACH)]


def test_a_closed_bridge_drops_what_is_queued_and_what_comes_later() -> None:
    seen: list[object] = []
    bridge = Bridge(seen.append)
    bridge.post("queued")
    bridge.close()
    bridge.post("late")
    other: list[object] = []
    marker = Bridge(other.append)
    marker.post("after")
    until(lambda: other == ["after"])
    assert seen == []


def _tell_thread(number: int) -> tuple[int, int]:
    return number, threading.get_ident()


def _no_result(result: object) -> None:
    pytest.fail(f"there is no result, but {result}")


def _os_error(fault: Exception) -> OSError:
    assert isinstance(fault, OSError)
    return fault


def test_work_runs_in_order_in_one_other_thread_and_results_come_back() -> None:
    executor = Executor("local")
    done: list[tuple[tuple[int, int], int]] = []
    failed: list[Exception] = []
    me = threading.get_ident()
    for number in range(20):
        executor.submit(
            partial(_tell_thread, number),
            lambda result: done.append((result, threading.get_ident())),
            failed.append,
        )
    until(lambda: len(done) == 20, "20 results")
    executor.close()
    assert [result[0] for result, _ in done] == list(range(20))
    assert {thread for _, thread in done} == {me}
    assert me not in {result[1] for result, _ in done}
    assert failed == []


def test_a_fault_of_the_work_is_handed_to_its_handler() -> None:
    executor = Executor("local")
    failed: list[OSError] = []

    def work() -> None:
        raise OSError(28, "No space left on device")

    executor.submit(work, _no_result, lambda fault: failed.append(_os_error(fault)))
    until(lambda: bool(failed))
    executor.close()
    assert [fault.errno for fault in failed] == [28]


def test_closing_waits_for_the_work_that_was_submitted() -> None:
    executor = Executor("local")
    written: list[str] = []
    executor.submit(lambda: written.append("row"), lambda _: None, lambda _: None)
    executor.close()
    assert written == ["row"]


def test_garbage_is_collected_in_the_gui_thread_alone() -> None:
    threads: list[int] = []

    class Cycle:
        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            threads.append(threading.get_ident())

    def litter() -> None:
        for _ in range(5000):
            Cycle()

    guard = GcGuard(interval_ms=10)
    try:
        assert not gc.isenabled()
        worker = threading.Thread(target=litter)
        worker.start()
        worker.join()
        until(lambda: len(threads) == 5000, "the collection")
        assert set(threads) == {threading.get_ident()}
    finally:
        guard.deleteLater()
        guard.close()
