"""No wake-up is lost, and the end does not wait for a pause."""

from threading import Semaphore

from hub.client.rounds import Rounds

HOUR = 3600.0
PATIENCE = 10.0


class Walk(Rounds):
    """Says when a round begins and waits there to be let on."""

    def __init__(self) -> None:
        super().__init__("walk")
        self.begun, self.let_on = Semaphore(0), Semaphore(0)

    def go(self) -> float:
        self.begun.release()
        assert self.let_on.acquire(timeout=PATIENCE)
        return HOUR


def test_a_wake_up_during_a_round_makes_another_follow() -> None:
    walk = Walk()
    walk.start()
    assert walk.begun.acquire(timeout=PATIENCE)
    walk.wake()
    walk.let_on.release()
    assert walk.begun.acquire(timeout=PATIENCE)
    walk.let_on.release()
    walk.stop()
    assert not walk.is_alive()


def test_the_end_cuts_a_pause_short_and_follows_no_round() -> None:
    walk = Walk()
    walk.let_on.release()
    walk.start()
    assert walk.begun.acquire(timeout=PATIENCE)
    walk.stop()
    assert not walk.begun.acquire(blocking=False)


def test_one_that_was_never_started_can_be_stopped() -> None:
    Walk().stop()
