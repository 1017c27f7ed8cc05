"""A book with official forms, a household's answers, and codes sealed for a desk of the test."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from hub.domain.forms.answers import Address, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import Book, Cell, Field, Form, Kind, Page, Procedure, Section
from hub.domain.forms.conditions import Count, Eq
from hub.sealing.answers import write
from hub.sealing.keys import DeskKey, KioskKey, Ring, read_bundle
from hub.sealing.opened import Opened
from hub.sealing.opening import open_code
from hub.sealing.sealing import Sealed, Topic, seal
from hub.service.access import Role
from hub.service.ports_access import AuditLine
from hub.service.seal_wire import KEY_BUNDLE, KIOSK_PUBLIC_KEY, KioskPublicKey
from tests import small_book
from tests.hubs import RunningHub
from tests.lobbies import NINE

# Planted: wherever this is found, content has leaked. 𠮷, 髙 and 辻 with a variation selector
# (IVS, Moji_Joho) are what no normalisation and no missing font may take away.
FAMILY = "𠮷髙"
IVS = "辻\N{VARIATION SELECTOR-18}"
PLANTED = "うえこみひみこ"
STREET = "ウエコミ町一丁目2番3号"

_HEAD = (
    Cell("届出人氏名", ("who",)),
    Cell("電話番号", ("phone",), aside=True),
    Cell("異動日", ("moved-on",)),
    Cell("新しい住所", ("new-home",)),
    Cell("通知カード", ("notice",)),
)
_ROW = (Cell("氏名", ("who",)), Cell("生年月日", ("born",)), Cell("続柄", ("role",)))
MOVE = Form(
    "move",
    1,
    3,
    {"ja": "住民異動届"},
    ("phone", "notice"),
    (Section("届出", _HEAD), Section("異動する方", _ROW, "people")),
    addressee="待合市長",
    law="住民基本台帳法 第22条",
)
INSURANCE = Form(
    "insurance",
    2,
    1,
    {"ja": "国民健康保険 資格取得届"},
    (),
    (
        Section("世帯主", (Cell("住所", ("new-home",)), Cell("加入", ("insured",)))),
        Section("加入する方", _ROW[:2], "people"),
    ),
    addressee="待合市長",
)
_NOTICE = Page(
    "notice",
    {"ja": "通知カードはありますか"},
    (Field("notice", 901, Kind.TEXT, {"ja": "通知カード"}),),
    when=Count("people", Eq("role", "other")),
)


def book(version: int = 1) -> Book:
    """The small book with two official forms; the account has no box in either."""
    small = small_book.book()
    insurance = replace(small.procedures["insurance"], form="insurance")
    procedures: Mapping[str, Procedure] = {**small.procedures, "insurance": insurance}
    return replace(
        small,
        version=version,
        pages={**small.pages, "notice": _NOTICE},
        procedures=procedures,
        forms={"move": MOVE, "insurance": INSURANCE},
    )


def answers(people: int = 4) -> dict[Slot, Value]:
    """A household with everything that is hard: rare kanji, unknown days, an open question."""
    return small_book.moving_in(people) | {
        Slot("who", 0): Name(FAMILY, f"{IVS}子", "よしたか", PLANTED),
        Slot("who", 1): Name("=1+1", "〓郎", "よしたか", "ろう"),
        Slot("born", 1): PartialDate(1955, 3),
        Slot("new-home"): Address("8600001", "熊本県待合市", STREET, "髙﨑荘 203"),
        Slot("phone"): "09012345678",
        Slot("insured"): "yes",
        Slot("role", 2): Ask.AT_COUNTER,
    }


@dataclass
class Times:
    """Which letters were opened; hub.sealing.opening.Seen."""

    seen: dict[str, datetime] = field(default_factory=dict)

    def first(self, letter: str, now: datetime, until: datetime) -> datetime | None:
        assert until > now
        before = self.seen.get(letter)
        self.seen.setdefault(letter, now)
        return before


class Keys:
    """A desk's keys, and one kiosk that seals for it."""

    def __init__(self, now: datetime = NINE) -> None:
        self.private = X25519PrivateKey.generate()
        self.kiosk = Ed25519PrivateKey.generate()
        public = self.private.public_key().public_bytes_raw()
        self.key = DeskKey(public, now - timedelta(days=1), now + timedelta(days=1))
        self.times = Times()
        self.destroyed: dict[bytes, datetime] = {}

    def open_code(self, texts: tuple[str, ...], now: datetime) -> Opened:
        """hub.service.desk.ports.OpenCode."""
        known = KioskKey(self.kiosk.public_key().public_bytes_raw(), "kiosk-1")
        ring = Ring({self.key.id: self.private}, self.destroyed)
        return open_code(texts, ring, {known.id: known}, self.times, now)

    def seal(
        self,
        given: Mapping[Slot, Value] | None = None,
        *,
        event: int = 1,
        now: datetime = NINE,
        valid: timedelta = timedelta(hours=24),
    ) -> Sealed:
        """The codes that a kiosk would print."""
        asked = book()
        body = write(asked, answers() if given is None else given)
        return seal(body, Topic(event, asked.version), self.kiosk, self.key, now, valid)


@dataclass
class Audit:
    """hub.service.ports_access.AuditLog in memory."""

    lines: list[AuditLine] = field(default_factory=list)

    def record(self, line: AuditLine) -> None:
        self.lines.append(line)

    def latest(self, limit: int) -> list[AuditLine]:
        return self.lines[::-1][:limit]

    def about(self, subject: str) -> list[AuditLine]:
        return [line for line in self.lines if line.subject == subject]


class HubKiosk:
    """A kiosk of a running hub: it fetches the desk's key and hands in its own, as real ones do."""

    def __init__(self, hub: RunningHub, asked: Book | None = None) -> None:
        self.hub = hub
        self.asked = asked or book()
        self.key = Ed25519PrivateKey.generate()
        token = hub.token(Role.KIOSK)
        public = KIOSK_PUBLIC_KEY.dump_json(
            KioskPublicKey(self.key.public_key().public_bytes_raw())
        )
        assert hub.ask("POST", "/api/kiosk-key", token, data=public).ok
        answer = hub.ask("GET", "/api/keys", token)
        assert answer.ok, answer.text
        self.bundle = read_bundle(KEY_BUNDLE.validate_json(answer.content).bundle)

    def seal(
        self,
        given: Mapping[Slot, Value] | None = None,
        *,
        event: int = 1,
        valid: timedelta = timedelta(hours=24),
        key: Ed25519PrivateKey | None = None,
    ) -> Sealed:
        """The codes of a visitor."""
        now = self.hub.clock()
        body = write(self.asked, answers() if given is None else given)
        topic = Topic(event, self.asked.version)
        return seal(body, topic, key or self.key, self.bundle.at(now), now, valid)

    def large(self) -> Sealed:
        """A household that takes two codes."""
        return self.seal(large_answers())


def large_answers() -> dict[Slot, Value]:
    """Twelve people with long names that do not repeat."""
    names = {
        Slot("who", member): Name(
            "".join(chr(0x4E00 + (member * 997 + place * 31) % 20000) for place in range(24)),
            "子",
            "ながい",
            "こ",
        )
        for member in range(12)
    }
    return {**answers(12), **names}
