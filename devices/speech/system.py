"""Voices behind pyttsx3: those of Windows (SAPI5), and Open JTalk by our own driver.

Each renders in a child process (devices.speech.child). One that does not answer in time is ended,
and the next phrase starts another.
"""

import json
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from functools import cached_property
from importlib import metadata
from typing import IO

from devices.speech import child
from devices.speech.openjtalk import NAME as OPENJTALK
from devices.speech.port import LanguageUnknown, Phrase, VoiceAway
from devices.speech.processes import FLAGS
from devices.speech.sound import Sound, from_wav

SAPI5 = "sapi5"
_PATIENCE = 20.0  # seconds; loading a voice takes up to 7 on two busy cores, a sentence 1


class SystemVoice:
    """The voice of one driver of pyttsx3: SAPI5 or OPENJTALK."""

    def __init__(self, driver: str, patience: float = _PATIENCE) -> None:
        self._driver = driver
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None

    @cached_property
    def name(self) -> str:
        """The driver, with the version of the library that speaks."""
        library = "pyopenjtalk-plus" if self._driver == OPENJTALK else "pyttsx3"
        return f"{self._driver} {metadata.version(library)}"

    def render(self, phrase: Phrase) -> Sound:
        """Speak in the child. Raises VoiceAway, LanguageUnknown."""
        if self._driver == OPENJTALK and phrase.language != "ja":
            raise LanguageUnknown(f"{self._driver} does not speak {phrase.language!r}")
        process = self._started()
        watch = threading.Timer(self._patience, process.kill)
        watch.daemon = True
        watch.start()
        try:
            return self._asked(process, phrase)
        except VoiceAway:
            self.close()
            raise
        finally:
            watch.cancel()
            watch.join()

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what the dead child did not read is lost with it
                    pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            try:
                self._process = _start(self._driver)
            except OSError as fault:
                raise VoiceAway(f"{self._driver} cannot be started: {fault}") from fault
        return self._process

    def _asked(self, process: subprocess.Popen[bytes], phrase: Phrase) -> Sound:
        asked, answers = process.stdin, process.stdout
        if asked is None or answers is None:  # never: both were asked for
            raise VoiceAway(f"{self._driver} has no pipes")
        try:
            asked.write(json.dumps(asdict(phrase)).encode() + b"\n")
            asked.flush()
            kind = answers.read(1)
        except OSError as fault:
            raise VoiceAway(f"{self._driver} is gone: {fault}") from fault
        if kind == child.UNKNOWN:
            raise LanguageUnknown(f"{self._driver} does not speak {phrase.language!r}")
        if kind != child.RENDERED:
            raise VoiceAway(f"{self._driver} did not speak")
        return _received(answers)


def _received(answers: IO[bytes]) -> Sound:
    data = answers.read(int.from_bytes(answers.read(4), "big"))
    try:
        return from_wav(data)
    except ValueError as fault:
        raise VoiceAway(f"the voice broke off: {fault}") from fault


def _start(driver: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        [sys.executable, "-m", child.__name__, driver],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=FLAGS,
    )
