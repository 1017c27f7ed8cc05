"""The allow-list between the protocol and the card: what is not on it is never sent.

A card's PIN opens the 個人番号 as well as the attributes, so that the guard is ours to keep.
It knows which application and file is selected: identifier 0001 is the number in one application
and a certificate in another. It compares whole commands; what it does not know, it refuses.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from devices.cards.faults import NotAllowed
from devices.cards.port import CardPort
from devices.cards.profile import Application, Profile


@dataclass(frozen=True, slots=True)
class Stand:
    """What is selected for certain, and whether the card has the rest of an answer ready."""

    application: Application | None = None
    file: int | None = None
    more: bool = False


class Guarded:
    """A port that lets through what the profile needs.

    send_and_receive raises NotAllowed for anything else, before the card sees it.
    """

    def __init__(self, port: CardPort, profile: Profile) -> None:
        self._port = port
        self._profile = profile
        self._stand = Stand()

    def send_and_receive(self, apdu: bytes) -> bytes:
        after = permitted(self._profile, self._stand, apdu)
        if after is None:
            raise NotAllowed(apdu[1] if len(apdu) > 1 else None)
        before = self._stand
        # Until an answer came nobody knows what is selected.
        self._stand = Stand()
        answer = self._port.send_and_receive(apdu)
        self._stand = _answered(before, after, apdu, answer)
        return answer


def permitted(profile: Profile, stand: Stand, apdu: bytes) -> Stand | None:
    """What is selected once the card has done this command, or None: it must not be sent."""
    after = _RULES.get(apdu[:2], _nothing)(profile, stand, apdu)
    return _without_more(after) if after else None


def _answered(before: Stand, after: Stand, apdu: bytes, answer: bytes) -> Stand:
    if answer[-2:] == b"\x90\x00":
        return after
    if answer[-2:-1] == b"\x61":
        return replace(after, more=True)
    if apdu[:3] == b"\x00\xa4\x04":
        return Stand()
    if apdu[:3] == b"\x00\xa4\x02":
        return Stand(before.application)
    return _without_more(before)


def _without_more(stand: Stand) -> Stand:
    return replace(stand, more=False) if stand.more else stand


def _nothing(_profile: Profile, _stand: Stand, _apdu: bytes) -> Stand | None:
    return None


def _select(profile: Profile, stand: Stand, apdu: bytes) -> Stand | None:
    how, name = apdu[:4], apdu[5:]
    if list(apdu[4:5]) != [len(name)]:
        return None
    if how == b"\x00\xa4\x04\x0c":
        named = (each for each in profile.applications if each.aid == name)
        return next(map(Stand, named), None)
    file = int.from_bytes(name, "big")
    right = how == b"\x00\xa4\x02\x0c" and len(name) == 2 and file in _files(stand.application)
    return Stand(stand.application, file) if right else None


def _files(application: Application | None) -> set[int]:
    """All that may be selected: files to read, secrets to compare, the key to sign with."""
    if application is None:
        return set()
    files = {file.id for file in application.files}
    secrets = {secret.id for secret in application.secrets}
    return files | secrets | ({application.key.id} if application.key else set())


def _read_binary(_profile: Profile, stand: Stand, apdu: bytes) -> Stand | None:
    """Of the selected file alone: from 80 on the third byte names another file (SFI)."""
    readable = stand.application.files if stand.application else ()
    right = len(apdu) == 5 and apdu[2] < 0x80 and any(file.id == stand.file for file in readable)
    return stand if right else None


def _read_record(_profile: Profile, stand: Stand, apdu: bytes) -> Stand | None:
    record = stand.application.record if stand.application else None
    if record is None or len(apdu) != 5:
        return None
    right = apdu[2:4] == bytes((record.number, record.file << 3 | 0x04))
    return Stand(stand.application) if right else None


def _verify(_profile: Profile, stand: Stand, apdu: bytes) -> Stand | None:
    """The question for the tries left (four bytes), or a secret of just the right length."""
    secrets = stand.application.secrets if stand.application else ()
    secret = next((secret for secret in secrets if secret.id == stand.file), None)
    if secret is None or apdu[:4] != b"\x00\x20\x00\x80":
        return None
    body = apdu[4:]
    right = body[:1] == bytes((secret.digits,)) and len(body) == secret.digits + 1
    return stand if not body or (right and body[1:].isdigit()) else None


def _sign(_profile: Profile, stand: Stand, apdu: bytes) -> Stand | None:
    key = stand.application.key if stand.application else None
    if key is None or stand.file != key.id:
        return None
    length = len(key.prefix) + key.digest
    head = b"\x80\x2a\x00\x80" + bytes((length,)) + key.prefix
    right = apdu.startswith(head) and len(apdu) == 5 + length + 1
    return stand if right else None


def _get_response(_profile: Profile, stand: Stand, apdu: bytes) -> Stand | None:
    right = stand.more and apdu[:4] == b"\x00\xc0\x00\x00" and len(apdu) == 5
    return stand if right else None


_RULES: dict[bytes, Callable[[Profile, Stand, bytes], Stand | None]] = {
    b"\x00\xa4": _select,
    b"\x00\x20": _verify,
    b"\x00\xb0": _read_binary,
    b"\x00\xb2": _read_record,
    b"\x00\xc0": _get_response,
    b"\x80\x2a": _sign,
}
