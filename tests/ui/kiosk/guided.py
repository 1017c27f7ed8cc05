"""A visitor who does not see the screen: what they press, and what they are told."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickItem

from config.schema.keypad import Keypad
from devices.speech.port import Voice
from hub.client import Guidance
from kiosk.app.guiding.guide import Guide
from kiosk.app.guiding.looking import look
from kiosk.app.guiding.voice import KioskVoice, Outlet
from kiosk.app.world import World
from kiosk.flow import events as ev
from kiosk.flow.guidance import Hearing, Shown, Utterance, place
from tests.ui.kiosk.kit import Stand

_LEFT, _RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right
_SAME_ROW = 10  # pixels


class NoSound:
    """A machine of which no sound is asked: what is said is overheard before."""

    def outlet(self, name: str) -> Outlet:
        raise AssertionError(name)

    def works(self) -> bool:
        return False

    def voices(self) -> tuple[Voice, ...]:
        return ()


class Overheard(KioskVoice):
    """Hears what would be said to whom, with `now` to hear it from."""

    def __init__(self, now: Hearing, *, jack: bool) -> None:
        super().__init__(Path(), "USB" if jack else "", {}, lambda _: None, NoSound())
        self.now = now
        self.said: list[tuple[str, ...]] = []
        self.volume = 0.0
        self.language = ""
        self.hushed = 0
        self.plugs: list[bool] = []

    def plug(self, *, plugged: bool) -> None:
        self.plugs.append(plugged)

    def hearing(self) -> Hearing:
        return self.now

    def say(
        self, utterance: Utterance, language: str, volume: float, otherwise: Sequence[str] = ()
    ) -> bool:
        del otherwise
        if utterance.private and self.now is not Hearing.HEADSET:
            return False
        self.said.append(utterance.sentences)
        self.volume, self.language = volume, language
        return True

    def hush(self) -> None:
        self.hushed += 1


class Blind:
    """Someone at the keypad of a stand; `jack`: a headset can be plugged in, and is."""

    def __init__(self, here: Stand, *, jack: bool = True) -> None:
        self.here = here
        self.voice = Overheard(Hearing.HEADSET if jack else Hearing.SPEAKER, jack=jack)
        self.guide = Guide(here.screen.window, here.kiosk, self.voice, self._hears)
        self.guide.take_keys(Keypad().model_dump())

    def _hears(self, hearing: Hearing) -> None:
        self.enter(replace(self.here.kiosk.world, hearing=hearing))

    def enter(self, world: World) -> None:
        """A world with sound in it."""
        assert world.settings is not None
        guidance = Guidance(headset="USB" if self.voice.has_jack else "")
        settings = replace(world.settings, guidance=guidance)
        self.here.kiosk.learn(replace(world, settings=settings, hearing=self.voice.now))

    def press(self, key: Qt.Key) -> tuple[str, ...]:
        """Press a key, after having listened for a while; what is said after it."""
        before = len(self.voice.said)
        self.here.clock.wait(1)
        self.here.screen.key(key)
        self.here.answer()
        self.guide.look()
        return tuple(text for each in self.voice.said[before:] for text in each)

    def walk(self, name: str, key: Qt.Key = Qt.Key.Key_Down) -> tuple[str, ...]:
        """Press a key until the focus is on a control; what is said of it."""
        for _ in range(80):
            told = self.press(key)
            if self.focus == name:
                return told
        raise AssertionError(f"the keypad does not reach {name}")

    def seek(self, name: str) -> tuple[str, ...]:
        """Go to a key of a board by the arrows that lead nearer; what is said of it."""
        told: tuple[str, ...] = ()
        there = middle(self.here.screen.find(name))
        for _ in range(40):
            if self.focus == name:
                return told
            here = middle(self.here.screen.window.activeFocusItem())
            down, right = there.y() - here.y(), there.x() - here.x()
            upright = abs(down) > _SAME_ROW
            keys = (Qt.Key.Key_Up, Qt.Key.Key_Down) if upright else (_LEFT, _RIGHT)
            told = self.press(keys[(down if upright else right) > 0])
        raise AssertionError(f"the keypad does not reach {name}")

    @property
    def focus(self) -> str:
        """The name of the control that Enter would press."""
        item = self.here.screen.window.activeFocusItem()
        return item.objectName()

    def shown(self) -> Shown:
        """What is on the screen."""
        return look(self.here.screen.window, place(self.here.kiosk.engine.state))

    def begin(self) -> None:
        """Turn the voice on by a key that every keypad has."""
        self.here.kiosk.send(ev.VoiceWanted())
        self.guide.look()


def middle(item: QQuickItem) -> QPointF:
    """The middle of an item in window pixels."""
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
