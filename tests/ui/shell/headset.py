"""Plays through a named output of the system in MACHIAI's environment; tells how it went, as JSON.

A process of its own: Qt keeps its line to a sound system for as long as the process lives.
"""

import json
import sys
import threading
from time import monotonic

from PySide6.QtCore import QCoreApplication, QTimer

from devices.speech.port import SpeakerAway
from kiosk.shell.audio import Loudspeaker
from tests.unit.devices.speech.talking import tone


def _tell(**facts: object) -> None:
    print(json.dumps(facts), flush=True)


def _scenes(headset: Loudspeaker) -> None:
    """A short tone; a long one under which the headset is pulled out; one more."""
    for tone_of in (0.5, 20.0, 0.5):
        began = monotonic()
        if tone_of > 1:
            threading.Timer(0.7, lambda: _tell(unplug=True)).start()
        try:
            headset.play(tone(tone_of), 1.0)
            away = ""
        except SpeakerAway as fault:
            away = str(fault)
        _tell(took=monotonic() - began, away=away, there=headset.there())


def main() -> None:
    app = QCoreApplication([])
    headset = Loudspeaker(SpeakerAway, sys.argv[1])
    player = threading.Thread(target=_scenes, args=(headset,))
    watch = QTimer(interval=5)
    watch.timeout.connect(lambda: None if player.is_alive() else app.quit())
    # The system tells of its outputs once its line is open.
    QTimer.singleShot(300, player.start)
    QTimer.singleShot(400, watch.start)
    app.exec()
    headset.close()


if __name__ == "__main__":
    main()
