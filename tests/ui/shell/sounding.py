"""Plays through the sound system of MACHIAI's environment and writes how it went, as JSON lines.

A process of its own: Qt keeps its line to a sound system for as long as the process lives.
"""

import itertools
import json
import sys
import threading
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QCoreApplication, QTimer

from devices.speech.port import SpeakerAway
from kiosk.shell import audio
from kiosk.shell.audio import Loudspeaker
from tests.unit.devices.speech.talking import tone

LATE_MS = 5
# Seconds: as long as a loudspeaker that was just plugged in may take here, and no longer.
PATIENCE = 3.5
LONG = 1.0


def _tell(**facts: object) -> None:
    print(json.dumps(facts), flush=True)


def _ask(hand: str) -> None:
    """Have something done to the card."""
    _tell(hand=hand)
    sys.stdin.readline()


def _timed(play: Callable[[], None]) -> dict[str, object]:
    began = monotonic()
    try:
        play()
    except SpeakerAway as fault:
        return {"took": monotonic() - began, "away": str(fault)}
    return {"took": monotonic() - began, "away": ""}


def _scenes(speaker: Loudspeaker) -> None:
    """Two tones; a long one that is stopped; one under which the loudspeaker is pulled, one
    after it is plugged in again; one under which the sound system dies, and one more."""
    short, long = tone(0.5), tone(20.0)
    _tell(there=speaker.there(), **_timed(lambda: speaker.play(short, 1.0)))
    _tell(**_timed(lambda: speaker.play(short, 0.5)))
    threading.Timer(0.3, speaker.stop).start()
    _tell(**_timed(lambda: speaker.play(long, 1.0)))
    threading.Timer(0.3, lambda: _ask("pull")).start()
    _tell(**_timed(lambda: speaker.play(tone(LONG), 1.0)))
    _ask("plug")
    _tell(**_timed(lambda: speaker.play(short, 1.0)))
    threading.Timer(0.3, lambda: _ask("unplug")).start()
    _tell(**_timed(lambda: speaker.play(tone(LONG), 1.0)))
    _tell(**_timed(lambda: speaker.play(short, 1.0)))
    threading.Timer(0.3, speaker.stop).start()


def main() -> None:
    audio.PATIENCE = PATIENCE
    app = QCoreApplication([])
    speaker = Loudspeaker(SpeakerAway)
    player = threading.Thread(target=_scenes, args=(speaker,))
    beats = [monotonic()]
    timer = QTimer(interval=LATE_MS)
    timer.timeout.connect(lambda: beats.append(monotonic()))
    timer.start()
    player.start()
    watch = QTimer(interval=LATE_MS)
    watch.timeout.connect(lambda: None if player.is_alive() else app.quit())
    watch.start()
    app.exec()
    speaker.close()
    pauses = sorted(after - before for before, after in itertools.pairwise(beats))
    _tell(p95=pauses[int(len(pauses) * 0.95)], worst=pauses[-1])


if __name__ == "__main__":
    main()
