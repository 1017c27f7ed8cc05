"""Where the kiosk's voice comes out: the loudspeaker, or the headset and nowhere else."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from devices.health import Stage
from devices.speech.port import Speaker, SpeakerAway, Voice
from kiosk.flow.guidance import Hearing, Utterance
from kiosk.shell.sound import has_sound_server

if TYPE_CHECKING:
    from kiosk.app.guiding.studio import Studio


class Outlet(Speaker, Protocol):
    """A loudspeaker that is open: kiosk.shell.audio.Loudspeaker."""

    def there(self) -> bool:
        """Whether there is something to play on now."""

    def close(self) -> None:
        """Let the device go."""


class Sound(Protocol):
    """The sound of a machine."""

    def outlet(self, name: str) -> Outlet:
        """The output with this name, the usual one for none, open."""

    def works(self) -> bool:
        """Is there a sound system at all?"""

    def voices(self) -> Sequence[Voice]:
        """Who speaks, best first."""


class SystemSound:
    """That of the system. Qt Multimedia is loaded with the first outlet: it takes 0.25 s."""

    def outlet(self, name: str) -> Outlet:
        """The output with this name, the usual one for none, open."""
        from kiosk.shell.audio import Loudspeaker  # noqa: PLC0415 - see above

        return Loudspeaker(SpeakerAway, name)

    def works(self) -> bool:
        """Is there a sound system at all?"""
        return has_sound_server()

    def voices(self) -> Sequence[Voice]:
        """Who speaks, best first."""
        from devices.speech.voices import voices  # noqa: PLC0415 - see KioskVoice._opened

        return voices()


class KioskVoice:
    """One kiosk's voice: nothing is opened before the first word, nor a second time.

    Public sentences are kept in `folder`; private ones are rendered each time, and go nowhere but
    to the headset. `became` is called in a thread of its own.
    """

    def __init__(
        self,
        folder: Path,
        headset: str,
        readings: Mapping[str, str],
        became: Callable[[Stage], None],
        sound: Sound,
    ) -> None:
        self._folder = folder
        self._headset_name = headset
        self._readings = readings
        self._became = became
        self._sound = sound
        # What a keypad with a jack tells of it; None where none tells anything.
        self._plugged: bool | None = None
        self._studio: Studio | None = None
        self._speaker: Outlet | None = None
        self._headset: Outlet | None = None

    @property
    def has_jack(self) -> bool:
        """Can a headset be plugged in here?"""
        return bool(self._headset_name)

    def plug(self, *, plugged: bool) -> None:
        """The keypad tells whether something is in its jack."""
        self._plugged = plugged
        if not plugged and self._headset is not None:
            self._headset.stop()

    def hearing(self) -> Hearing:
        """What can be heard from now."""
        if not self._sound.works():
            return Hearing.NOTHING
        if self._headset_name and self._headset is None:
            self._headset = self._sound.outlet(self._headset_name)
        if self._headset is None or self._plugged is False:
            return Hearing.SPEAKER
        return Hearing.HEADSET if self._headset.there() else Hearing.SPEAKER

    def say(
        self, utterance: Utterance, language: str, volume: float, otherwise: Sequence[str] = ()
    ) -> bool:
        """Say it, instead of what was being said; False where nobody may hear it.

        `otherwise` is in English, for a language that no voice speaks.
        """
        outlet = self._outlet(private=utterance.private)
        if outlet is None:
            self.hush()
            return False
        self._opened().say(utterance, language, outlet, volume, otherwise)
        return True

    def hush(self) -> None:
        """Be silent at once."""
        if self._studio is not None:
            self._studio.hush()

    def close(self) -> None:
        """Be silent and let go of everything."""
        if self._studio is not None:
            self._studio.close()
        for outlet in (self._speaker, self._headset):
            if outlet is not None:
                outlet.close()

    def _outlet(self, *, private: bool) -> Outlet | None:
        """A headset has everything; without one, the loudspeaker has what all may hear."""
        hearing = self.hearing()
        if hearing is Hearing.HEADSET:
            return self._headset
        if private or hearing is Hearing.NOTHING:
            return None
        if self._speaker is None:
            self._speaker = self._sound.outlet("")
        return self._speaker

    def _opened(self) -> "Studio":
        """A kiosk starts sooner without what most visitors never hear."""
        from kiosk.app.guiding.studio import Studio  # noqa: PLC0415 - see above

        if self._studio is None:
            voices = self._sound.voices()
            self._studio = Studio(self._folder, voices, self._readings, self._became)
        return self._studio
