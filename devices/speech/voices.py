"""The voices of this machine, best first."""

import sys

from devices.speech.espeak import Espeak
from devices.speech.openjtalk import NAME as OPENJTALK
from devices.speech.port import Voice
from devices.speech.system import SAPI5, SystemVoice


def voices() -> tuple[Voice, ...]:
    """Those of Windows where one is installed, Open JTalk for Japanese, espeak-ng for the rest.

    Nothing is started before it is needed.
    """
    own = (SystemVoice(SAPI5),) if sys.platform == "win32" else ()
    return (*own, SystemVoice(OPENJTALK), Espeak())
