"""What a display's calls sound from."""

from pathlib import Path

from devices.speech.port import SpeakerAway
from devices.speech.recorder import Recorder
from devices.speech.voices import voices
from kiosk.shell.sound import has_sound_server
from signage.app.aloud import Outlet, Workshop


def workshop(data: Path) -> Workshop:
    """The voices and loudspeakers of this machine; what is rendered is kept in the data folder."""
    return Workshop(data / "speech", voices, lambda kind: outlet(kind, data))


def outlet(kind: str, data: Path) -> Outlet:
    """The outlet of a kind of the settings ("device", "file" or "demo"), open."""
    if kind == "file" or (kind == "demo" and not has_sound_server()):
        return Recorder(data / "heard.wav")
    # Loading Qt Multimedia costs a quarter of a second, and libraries that a silent display lacks.
    from kiosk.shell.audio import Loudspeaker  # noqa: PLC0415 - see above

    loudspeaker = Loudspeaker(SpeakerAway)
    if kind == "demo" and not loudspeaker.there():
        loudspeaker.close()
        return Recorder(data / "heard.wav")
    return loudspeaker
