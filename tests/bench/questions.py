"""From one question of a form to the next, on the kiosk's real screens."""

from collections.abc import Iterator
from pathlib import Path

from hub.cli.demo.processes import Hand, Program
from hub.client.preview import Preview, write_preview
from hub.domain.lobby import snapshot
from tests.bench.figures import Figure, percentile
from tests.live import offscreen
from tests.ui.kiosk.kit import forms_world

ROUNDS = 8
# Every board comes up on this way: a date, an address, a choice of numbers, options, digits.
WAY = ("moved-on/None", "new-home/None", "many/None", "insured/None", "phone/None")


def steps(folder: Path) -> Iterator[Figure]:
    """From the touch to the first frame of another question, forth and back."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "preview.json"
    _write(file)
    arguments = ["-m", "kiosk", "--preview", str(file), "--windowed", "--rehearse"]
    program = Program("preview", [*arguments, "--size", "1080x1920"], folder, offscreen())
    try:
        times = list(_times(Hand(program)))
    finally:
        program.stop()
    yield Figure("question to question, p50", percentile(times, 0.5), "ms", 100)
    yield Figure("question to question, p99", percentile(times, 0.99), "ms", 100)


def _write(file: Path) -> None:
    world = forms_world()
    assert world.lobby is not None
    assert world.settings is not None
    write_preview(file, Preview(world.book, world.settings, snapshot(world.lobby)))


def _times(hand: Hand) -> Iterator[float]:
    hand.do(tap="write-free", see="screen-form_shelf")
    hand.do(tap="event-moving-in", see=f"question-{WAY[0]}")
    for _ in range(ROUNDS):
        for question in WAY[1:]:
            yield hand.do(tap="ask-at-counter", see=f"question-{question}")["ms"]
        for question in reversed(WAY[:-1]):
            yield hand.do(tap="back", see=f"question-{question}")["ms"]
