"""The guide of a visitor who does not see the screen: looks, and lets the voice say what follows.

While nobody wants it, it costs one question whether a headset was plugged in, every other second.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtQuick import QQuickWindow

from assets.words import load, plain
from kiosk.app.guiding.keypad import ARROWS, KeypadFilter
from kiosk.app.guiding.looking import look
from kiosk.app.guiding.voice import KioskVoice
from kiosk.app.kiosk import Kiosk
from kiosk.app.views import loudness
from kiosk.flow import events as ev
from kiosk.flow.guidance import Hearing, Shown, Utterance, place, said
from kiosk.flow.state import INITIAL, Aid, Screen, State

# What somebody does is answered at once; what changes by itself is seen this often.
LOOK_MS = 150
HEARING_MS = 2000
# Here keys that write, and Backspace, belong to the field.
_TYPING = frozenset({Screen.FORM_QUESTION, Screen.CARD_SECRET, Screen.ARRIVAL})


class Guide(QObject):
    """Lives in the GUI thread, for one window and one set of settings, until `close`.

    `heard` is told what can be heard now, whenever that changes.
    """

    def __init__(
        self,
        window: QQuickWindow,
        kiosk: Kiosk,
        voice: KioskVoice,
        heard: Callable[[Hearing], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._kiosk = kiosk
        self._voice = voice
        self._heard = heard
        self._hearing: Hearing | None = None
        self._before = Shown()
        self._on = False
        self._volume = 0
        self._last: Utterance | None = None
        self._told = False
        self._words = load("ja", "common", "kiosk")
        self._keys: KeypadFilter | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.look)
        self._often = QTimer(self, interval=LOOK_MS)
        self._often.timeout.connect(self.look)
        self._ears = QTimer(self, interval=HEARING_MS)
        self._ears.timeout.connect(self.listen)
        self._ears.start()
        window.activeFocusItemChanged.connect(self._soon.start)
        kiosk.changed.connect(self._soon.start)
        self.listen()

    def take_keys(self, names: Mapping[str, tuple[str, ...]]) -> None:
        """Hear the keys of the keypad: hub.client.Guidance.keys."""
        self._keys = KeypadFilter(self._window, names, self._do, self._types)
        if names.get("plugged"):
            self._voice.plug(plugged=False)
            self.listen()

    def close(self) -> None:
        """Be silent, and let the keys be."""
        for timer in (self._soon, self._often, self._ears):
            timer.stop()
        self._kiosk.changed.disconnect(self._soon.start)
        if self._keys is not None:
            self._keys.deleteLater()
        self._voice.close()
        self.deleteLater()

    def listen(self) -> None:
        """Look for a headset. One that was plugged in begins to speak, one that is gone is silent.

        What it was saying ended with it: see kiosk.shell.audio.
        """
        hearing = self._voice.hearing()
        before, self._hearing = self._hearing, hearing
        if hearing is before:
            return
        self._heard(hearing)
        if before is Hearing.HEADSET:
            self._voice.hush()
            self._told = False
        if hearing is Hearing.HEADSET and before is not None:
            self._kiosk.send(ev.VoiceWanted())
            self._last = None
            self._before = Shown()

    def look(self) -> None:
        """Say what follows from what is shown now."""
        state = self._kiosk.engine.state
        if Aid.VOICE not in state.aids:
            self._end()
            return
        begins, self._on = not self._on, True
        if begins:
            self._often.start()
        self._words = self._kiosk.words
        now = look(self._window, place(state, left=self._kiosk.is_card_left))
        before, self._before = self._before, now
        utterance = said(before, now, state, self._say, first=begins)
        louder = self._volume != state.volume
        self._volume = state.volume
        if utterance is not None:
            self._utter(utterance, state)
        elif louder:
            told = self._say("guidance.volume", level=round(10 * self._loudness()))
            self._utter(Utterance((told,)))

    def _end(self) -> None:
        if not self._on:
            return
        self._on = self._told = False
        self._often.stop()
        self._before, self._last, self._volume = Shown(), None, 0
        farewell = Utterance((self._say("guidance.ended"),))
        self._voice.say(farewell, self._words.language, self._loudness())

    def _utter(self, utterance: Utterance, state: State | None = None) -> None:
        """Say it; where nobody else may hear it and there is no headset, say that, once."""
        if state is not None:
            self._last = utterance
        private = utterance.private
        if self._spoken(utterance):
            self._told = self._told and private
        elif private and not self._told:
            self._told = True
            key = "guidance.private" if self._voice.has_jack else "guidance.private_none"
            self._spoken(Utterance((self._say(key),)))

    def _spoken(self, utterance: Utterance) -> bool:
        to = self._say("guidance.to")
        sentences = tuple(text.replace("〜", to) for text in utterance.sentences)
        spoken = replace(utterance, sentences=sentences)
        return self._voice.say(spoken, self._words.language, self._loudness(), (_no_voice(),))

    def _loudness(self) -> float:
        return loudness(self._kiosk.engine.state, self._kiosk.world) / 100

    def _say(self, key: str, **values: object) -> str:
        return plain(self._words.text(key, **values))

    # What the keypad's keys do

    def _types(self, key: int) -> bool:
        typing = self._kiosk.engine.state.screen in _TYPING
        # Below Escape are the keys that write (qnamespace.h).
        return typing and (key < Qt.Key.Key_Escape or key == Qt.Key.Key_Backspace)

    def _do(self, action: str) -> bool:
        state = self._kiosk.engine.state
        speaking = Aid.VOICE in state.aids
        match action:
            case "back":
                self._kiosk.send(ev.Touched() if state.warned else ev.Back())
            case "plugged" | "unplugged":
                self._voice.plug(plugged=action == "plugged")
                self.listen()
            case "voice" if speaking:
                self._kiosk.send(ev.AidToggled(Aid.VOICE))
            case "repeat" if speaking and self._last is not None:
                self._kiosk.send(ev.Touched())
                self._told = False
                self._utter(self._last, state)
            case "louder" | "softer" if speaking:
                self._kiosk.send(ev.VolumeChanged(1 if action == "louder" else -1))
            case "repeat" | "louder" | "softer" | "voice":
                self._kiosk.send(ev.VoiceWanted())
            case _:
                return action in ARROWS and self._begins(state)
        return True

    def _begins(self, state: State) -> bool:
        """The first key of a visit begins to speak: whoever sees the screen would touch it."""
        if state != INITIAL or not self._kiosk.engine.limits.has_voice:
            return False
        self._kiosk.send(ev.VoiceWanted())
        return True


@lru_cache(maxsize=1)
def _no_voice() -> str:
    """In English: said where no voice speaks the visitor's language."""
    return load("en", "kiosk").text("guidance.no_voice")
