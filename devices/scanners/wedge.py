"""From the keys of a scanner that types to whole codes. Pure: the instants are arguments.

A scanner is told from a person by its speed; scanners from each other by the keyboard that the
system names. What comes is either written by a key's place, so that no layout, Caps Lock or input
method matters, or, where the system does not say which key it was, taken as it was typed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from devices.scanners.keys import JIS, US, Layout

# So many keys within so many seconds are a scanner's; nobody types 16 keys a second.
BURST_KEYS = 5
BURST = 0.3
# Seconds without a key after which reading has ended, or was interrupted.
SILENCE = 0.5
# Characters. A full QR code of a sealed form has 1,134; more than this is noise.
LONGEST = 2048

# The symbology that a scanner may send before the text (ISO/IEC 15424), such as ]Q1.
_SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Key:
    """A key that writes something, pressed at `at` seconds of any clock.

    `code` is its place (see keys.py), 0 where the system does not say; `text` what the system
    wrote; `source` the keyboard, 0 where the system knows one alone.
    """

    code: int
    text: str
    at: float
    shifted: bool = False
    source: int = 0

    @property
    def writes(self) -> bool:
        """Is it one of those? A dead key of the system's layout writes nothing there."""
        return self.code in US or bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read. Not `whole`: nothing but a silence has ended it, which may be too early."""

    text: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """The keys of one keyboard so far. `taken`: they are a scanner's. `noisy`: far too many."""

    keys: tuple[Key, ...] = ()
    at: float = float("-inf")
    taken: bool = False
    noisy: bool = False

    def add(self, key: Key) -> "Run":
        """With one more key, which came in time."""
        keys = (*self.keys, key)
        if self.taken:
            noisy = self.noisy or len(keys) > LONGEST
            return replace(self, keys=() if noisy else keys, at=key.at, noisy=noisy)
        last = keys[-BURST_KEYS:]
        taken = len(last) == BURST_KEYS and last[-1].at - last[0].at <= BURST
        return Run(last, key.at, taken)

    def scans(self, *, whole: bool) -> tuple[Scan, ...]:
        """What the run says at its end: nothing if a person typed, or if it is noise."""
        text = written(self.keys) if self.taken and not self.noisy else ""
        return (Scan(text, whole),) if text else ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What follows from a key: codes that ended, and whether the key is a scanner's own."""

    scans: tuple[Scan, ...] = ()
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Wedge:
    """All keyboards of a terminal. `ended`: when each finished a code, for a second terminator."""

    runs: Mapping[int, Run] = field(default_factory=dict)
    ended: Mapping[int, float] = field(default_factory=dict)

    def press(self, key: Key) -> tuple["Wedge", Heard]:
        """A key that writes. After a silence it begins anew, and what was before has ended."""
        run = self.runs.get(key.source, Run())
        late = key.at - run.at > SILENCE
        begun = (Run() if late else run).add(key)
        scans = run.scans(whole=False) if late else ()
        return self._with(key.source, begun), Heard(scans, begun.taken)

    def end(self, source: int, at: float) -> tuple["Wedge", Heard]:
        """Enter or Tab. It is the scanner's if it ends a code, or follows its end (CR LF)."""
        run = self.runs.get(source, Run())
        if run.taken and at - run.at > SILENCE:
            return self._with(source, Run()), Heard(run.scans(whole=False))
        if run.taken:
            ended = replace(self._with(source, Run()), ended={**self.ended, source: at})
            return ended, Heard(run.scans(whole=True), taken=True)
        again = at - self.ended.get(source, float("-inf")) <= SILENCE and not run.keys
        return self._with(source, Run()), Heard(taken=again)

    def rest(self) -> tuple["Wedge", tuple[Scan, ...]]:
        """Nothing was pressed for SILENCE: whatever was begun has ended."""
        scans = (scan for run in self.runs.values() for scan in run.scans(whole=False))
        return Wedge(), tuple(scans)

    def _with(self, source: int, run: Run) -> "Wedge":
        return replace(self, runs={**self.runs, source: run})


def written(keys: tuple[Key, ...]) -> str:
    """What the keys write. A scanner set to the Japanese layout shows in an address's colon."""
    american, japanese = _text(keys, US), _text(keys, JIS)
    is_japanese = _ADDRESS.match(japanese) and not _ADDRESS.match(american)
    return japanese if is_japanese else american


def _text(keys: tuple[Key, ...], layout: Layout) -> str:
    signs = (layout.get(key.code, (key.text, key.text))[key.shifted] for key in keys)
    text = "".join(sign for sign in "".join(signs) if sign.isprintable())
    return _SYMBOLOGY.sub("", text.strip())
