"""The virtual chip: commands in, answers out, as My Number cards were measured to answer.

It knows nothing of what its files say. Where real cards differ from one another, or do what no
standard asks for, a Quirks says how this one does.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.utils import NoDigestInfo

from devices.cards.simulator.command import SHORT_MOST, Heard, Unintelligible, hear
from devices.cards.simulator.counters import Counters
from devices.cards.simulator.layout import (
    Application,
    Data,
    Fids,
    File,
    KeyFile,
    Layout,
    Records,
    SecretFile,
)

F = TypeVar("F", Data, SecretFile, KeyFile, Records)

OK = b"\x90\x00"
# PKCS #1 v1.5 pads 11 bytes at least (RFC 8017 section 9.2); an RSA-2048 block has 256.
SIGNED_MOST = 245


@dataclass(frozen=True, slots=True)
class Quirks:
    """How this card differs from the usual one."""

    # The first command after power-on fails with 6F00 (seen on a real card).
    first_fails: bool = False
    # Every answer with data has to be fetched by GET RESPONSE, as in T=0.
    fetched: bool = False
    # READ BINARY with a length that does not fit answers 6Cxx.
    exact_lengths: bool = False
    # The question for tries left answers 9000 while the secret is proven.
    proven_is_ok: bool = False
    # The question for tries left answers 6984 when blocked, not 63C0.
    blocked_is_6984: bool = False


class Refused(Exception):
    """The command is not done; ``status`` is the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(f"{status:04X}")
        self.status = status


class VirtualCard:
    """A card of a layout. Its counters stay when its power goes."""

    def __init__(
        self, name: str, layout: Layout, counters: Counters, quirks: Quirks | None = None
    ) -> None:
        self._name = name
        self._layout = layout
        self._counters = counters
        self._quirks = quirks or Quirks()
        self._do: dict[int, Callable[[Heard], bytes]] = {
            0x20: self._verify,
            0x2A: self._sign,
            0x84: self._challenge,
            0xA4: self._select,
            0xB0: self._read_binary,
            0xB2: self._read_record,
            0xC0: self._get_response,
            0xCA: self._get_data,
        }
        self.power_off()

    @property
    def atr(self) -> bytes:
        """The ATR that its layout says."""
        return self._layout.atr

    def power_off(self) -> None:
        """Forget all but the counters."""
        self._fresh = True
        self._proven: set[int] = set()
        self._proven_in: Application | None = None
        self.reset()

    def reset(self) -> None:
        """Go back to the start, but keep what was proven: real cards do."""
        self._application: Application | None = None
        self._file: int | None = None
        self._waiting = b""

    def answer(self, apdu: bytes) -> bytes:
        """The response APDU; anything at all may be asked."""
        fresh, self._fresh = self._fresh, False
        if fresh and self._quirks.first_fails:
            return b"\x6f\x00"
        try:
            heard = hear(apdu)
            _check_class(heard)
            do = self._do.get(heard.ins, _unknown)
            if do != self._get_response:
                self._waiting = b""
            return self._hand_out(do(heard))
        except Unintelligible:
            return b"\x67\x00"
        except Refused as refused:
            return refused.status.to_bytes(2)

    def _hand_out(self, data: bytes) -> bytes:
        return data + (bytes((0x61, _at_most_256(self._waiting))) if self._waiting else OK)

    # --- Selecting ------------------------------------------------------------------------

    def _select(self, heard: Heard) -> bytes:
        match heard.p1:
            case 0x00:
                if self._application is None:
                    raise Refused(0x6A86)
            case 0x02:
                self._select_file(int.from_bytes(heard.data))
            case 0x04:
                self._select_application(heard.data)
            case _:
                raise Refused(0x6A86)
        return b""

    def _select_application(self, aid: bytes) -> None:
        # The beginning of a name is enough.
        fitting = (a for a in self._layout.applications if aid and a.aid.startswith(aid))
        found = next(fitting, None)
        if found is None:
            raise Refused(0x6A82)
        if found is not self._proven_in:
            self._proven, self._proven_in = set(), found
        self._application, self._file = found, None

    def _select_file(self, fid: int) -> None:
        if self._application is None or fid not in self._application.files:
            raise Refused(0x6A82)
        self._file = fid

    def _select_by_short_name(self, p: int) -> None:
        """Where the first bit of a parameter is set, its last five name a file."""
        if p & 0x80 and p & 0x1F:
            files = self._application.files if self._application else {}
            fid = next((fid for fid in files if fid & 0x1F == p & 0x1F), 0)
            self._select_file(fid)

    def _current(self, kind: type[F]) -> tuple[int, F]:
        if self._application is None or self._file is None:
            raise Refused(0x6986)
        file: File = self._application.files[self._file]
        if not isinstance(file, kind):
            raise Refused(0x6981)
        return self._file, file

    # --- Secrets --------------------------------------------------------------------------

    def _verify(self, heard: Heard) -> bytes:
        if heard.p1 or not heard.p2 & 0x80:
            raise Refused(0x6A86)
        self._select_by_short_name(heard.p2)
        fid, secret = self._current(SecretFile)
        left = self._counters.left(self._counter(fid), secret.left)
        if heard.data:
            self._compare(fid, secret, heard.data, left)
        else:
            self._tell_tries(fid, left)
        return b""

    def _tell_tries(self, fid: int, left: int) -> None:
        # 63Cx also after success: OpenSC takes a card that says 9000 here for another one.
        if self._quirks.proven_is_ok and fid in self._proven:
            return
        raise Refused(0x6984 if self._quirks.blocked_is_6984 and not left else 0x63C0 + left)

    def _compare(self, fid: int, secret: SecretFile, given: bytes, left: int) -> None:
        self._proven.discard(fid)
        if not left:
            raise Refused(0x6984)
        # The try is spent before the comparison, so that pulling the card out saves none.
        self._counters.put(self._counter(fid), left - 1)
        if given != secret.value:
            raise Refused(0x63C0 + left - 1)
        self._counters.put(self._counter(fid), secret.tries)
        self._proven.add(fid)

    def _counter(self, fid: int) -> str:
        application = self._application.name if self._application else ""
        return f"{self._name}/{application}/{fid:04X}"

    def _need(self, opened_by: Fids) -> None:
        if opened_by and not opened_by & self._proven:
            raise Refused(0x6982)

    # --- Reading --------------------------------------------------------------------------

    def _read_binary(self, heard: Heard) -> bytes:
        self._select_by_short_name(heard.p1)
        offset = heard.p2 if heard.p1 & 0x80 else heard.p1p2
        _, file = self._current(Data)
        self._need(file.opened_by)
        expected = _expected(heard)
        content = file.content()
        if offset >= len(content):
            raise Refused(0x6B00)
        part = content[offset : offset + expected]
        if self._quirks.exact_lengths and len(part) < min(expected, SHORT_MOST):
            raise Refused(0x6C00 + len(part))
        return self._give(part)

    def _read_record(self, heard: Heard) -> bytes:
        if heard.p2 & 0x07 != 0x04:
            raise Refused(0x6A86)
        self._select_by_short_name(0x80 | heard.p2 >> 3)
        _, file = self._current(Records)
        if not 1 <= heard.p1 <= len(file.records):
            raise Refused(0x6A83)
        return self._give(file.records[heard.p1 - 1][: _expected(heard)])

    def _get_data(self, heard: Heard) -> bytes:
        if self._application or heard.p1p2 not in self._layout.objects:
            raise Refused(0x6A88)
        return self._give(self._layout.objects[heard.p1p2][: _expected(heard)])

    def _give(self, data: bytes) -> bytes:
        """The data, or nothing yet if they have to be fetched."""
        self._waiting = data if self._quirks.fetched else b""
        return b"" if self._quirks.fetched else data

    def _get_response(self, heard: Heard) -> bytes:
        if not self._waiting:
            raise Refused(0x6985)
        expected = _expected(heard)
        part, self._waiting = self._waiting[:expected], self._waiting[expected:]
        return part

    # --- Calculating ----------------------------------------------------------------------

    def _sign(self, heard: Heard) -> bytes:
        if heard.p1 or not heard.p2 & 0x80:
            raise Refused(0x6A86)
        self._select_by_short_name(heard.p2)
        _, file = self._current(KeyFile)
        self._need(file.opened_by)
        if not 1 <= len(heard.data) <= SIGNED_MOST:
            raise Refused(0x6700)
        # As given: what the digest was made by is the caller's business.
        return self._give(file.key().sign(heard.data, PKCS1v15(), NoDigestInfo()))

    def _challenge(self, heard: Heard) -> bytes:
        return secrets.token_bytes(min(_expected(heard), SHORT_MOST))


def _expected(heard: Heard) -> int:
    if heard.expected is None:
        raise Refused(0x6700)
    return heard.expected


def _unknown(_heard: Heard) -> bytes:
    raise Refused(0x6D00)


def _at_most_256(data: bytes) -> int:
    """A length in one byte: 00 is 256 or more."""
    return min(len(data), SHORT_MOST) & 0xFF


def _check_class(heard: Heard) -> None:
    """One logical channel, no secure messaging, and 80 for signatures alone."""
    if heard.cla in (0x08, 0x0C):
        raise Refused(0x6882 if heard.ins == 0xA4 else 0x69FC)
    if heard.cla & 0x03:
        raise Refused(0x6881)
    if heard.cla != (0x80 if heard.ins == 0x2A else 0x00):
        raise Refused(0x6E00)
