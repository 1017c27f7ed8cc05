"""Forms, people and keys for sealed codes: a moving-in form of four, and forms by chance."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from hub.domain.forms.answers import Address, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import Book, Event, Field, Group, Kind, Option, Page, Shelf
from hub.domain.forms.places import group_of
from hub.sealing.keys import DeskKey, KioskKey, Ring
from hub.sealing.sealing import Topic

NINE = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def _options(*names: str) -> tuple[Option, ...]:
    return tuple(Option(name, wire, {"ja": name}) for wire, name in enumerate(names, 1))


def _field(wire: int, name: str, kind: Kind, *options: str) -> Field:
    return Field(name, wire, kind, {"ja": name}, options=_options(*options))


_VISIT = (
    _field(1, "notified", Kind.DATE),
    _field(2, "moved", Kind.DATE),
    _field(3, "applicant", Kind.NAME),
    _field(4, "applicant-is", Kind.CHOICE, "本人", "世帯主", "同じ世帯の人", "代理人"),
    _field(5, "phone", Kind.PHONE),
    _field(6, "new-address", Kind.ADDRESS),
    _field(7, "new-head", Kind.NAME),
    _field(8, "old-address", Kind.ADDRESS),
    _field(9, "old-head", Kind.NAME),
    _field(10, "registered-domicile", Kind.ADDRESS),
    _field(11, "first-in-register", Kind.NAME),
    _field(12, "people", Kind.COUNT),
    _field(13, "child-allowance", Kind.CHOICE, "はい", "いいえ"),
    _field(14, "remarks", Kind.TEXT),
    _field(15, "bank-number", Kind.DIGITS),
    _field(16, "papers", Kind.CHOICES, "住民票", "戸籍", "印鑑登録証明書", "税証明"),
)
_PERSON = (
    _field(20, "name", Kind.NAME),
    _field(21, "relation", Kind.CHOICE, "世帯主", "妻", "夫", "子", "父", "母", "その他"),
    _field(22, "born", Kind.DATE),
    _field(23, "sex", Kind.CHOICE, "男", "女"),
    _field(24, "card", Kind.CHOICE, "はい", "いいえ"),
    _field(25, "insurance", Kind.CHOICE, "国保", "会社", "後期", "なし"),
    _field(26, "pension", Kind.CHOICE, "1号", "2号", "3号", "なし"),
    _field(27, "care", Kind.CHOICE, "はい", "いいえ"),
    _field(28, "residence-card", Kind.CODE),
    _field(29, "nickname", Kind.KANA),
)
EVENT = Event("moving-in", 1, Shelf.LIFE, {"ja": "転入"}, ("visit", "members"), ())
BOOK = Book(
    version=12,
    events={"moving-in": EVENT},
    pages={
        "visit": Page("visit", {"ja": "届出"}, _VISIT),
        "person": Page("person", {"ja": "異動する人"}, _PERSON),
    },
    groups={"members": Group("members", 1, {"ja": "異動する人"}, "people", ("person",), "name")},
)
TOPIC = Topic(EVENT.wire, BOOK.version)

HOUSEHOLDS = (
    "佐藤 さとう|健一 けんいち|美咲 みさき|大翔 ひろと|結衣 ゆい",
    "髙橋 たかはし|直樹 なおき|真由美 まゆみ|颯太 そうた|莉子 りこ",
    "倉持 くらもち|信太朗 しんたろう|ゆかり ゆかり|澄香 すみか|蔵之介 くらのすけ",
    "渡邉 わたなべ|雅人 まさと|千夏 ちなつ|朱莉 あかり|悠人 はると",
    "\ufa19\U000e0101 じん|哲郎 てつろう|みづほ みづほ|丈瑠 たける|穂乃果 ほのか",
    "𠮷野 よしの|洸平 こうへい|祥子 さちこ|琴葉 ことは|晴 はる",
    "長曽我部 ちょうそかべ|元 はじめ|志津江 しづえ|親泰 ちかやす|紗弥香 さやか",
    "比嘉 ひが|盛一 せいいち|鶴子 つるこ|健人 けんと|美海 みう",
    "グエン ぐえん|ヴァン・アン ゔぁんあん|ティ・ホア てぃほあ|ミン みん|リン りん",
    "五十嵐 いがらし|慎吾 しんご|冴子 さえこ|柊真 しゅうま|楓花 ふうか",
)
_AREAS = (
    ("8620911", "熊本県熊本市東区健軍"),
    ("2230062", "神奈川県横浜市港北区日吉本町"),
    ("6008216", "京都府京都市下京区東塩小路町"),
    ("0640824", "北海道札幌市中央区北四条西"),
    ("9050011", "沖縄県名護市宮里"),
    ("1540023", "東京都世田谷区若林"),
    ("8611104", "熊本県合志市御代志"),
)
_STREETS = (
    "三丁目１２番４号",
    "１２３４番地の５",
    "2-14-8",
    "大字上ノ原77番地",
    "五丁目９番２１号",
)
_BUILDINGS = ("", "メゾン若葉203号室", "", "ハイツ桜ヶ丘 B棟 101", "第二コーポ田中 5")


def moving_in(chance: Random, members: int = 4) -> dict[Slot, Value]:
    """A rich form as a family fills it: three addresses, five names besides its own."""
    people = chance.choice(HOUSEHOLDS).split("|")
    family, family_kana = people[0].split()
    names = [
        Name(family, given, family_kana, given_kana)
        for given, given_kana in (one.split() for one in people[1:])
    ]
    head, old = names[0], chance.choice(names)
    found: dict[Slot, Value] = {
        Slot("notified"): PartialDate(2026, 11, 24),
        Slot("moved"): PartialDate(2026, 11, chance.randint(10, 24)),
        Slot("applicant"): head,
        Slot("applicant-is"): "世帯主",
        Slot("phone"): f"0{chance.choice('789')}0{chance.randint(0, 99999999):08}",
        Slot("new-address"): _address(chance),
        Slot("new-head"): head,
        Slot("old-address"): _address(chance),
        Slot("old-head"): old,
        Slot("registered-domicile"): _address(chance),
        Slot("first-in-register"): head,
        Slot("people"): members,
        Slot("child-allowance"): "はい",
    }
    for member in range(members):
        found |= _person(chance, member, names[member % 4])
    return found


def _address(chance: Random) -> Address:
    return Address(*chance.choice(_AREAS), chance.choice(_STREETS), chance.choice(_BUILDINGS))


def _person(chance: Random, member: int, name: Name) -> dict[Slot, Value]:
    adult = member < 2
    year = chance.randint(1960, 1998) if adult else chance.randint(2009, 2025)
    return {
        Slot("name", member): name,
        Slot("relation", member): ("世帯主", "妻", "子", "子")[min(member, 3)],
        Slot("born", member): PartialDate(year, chance.randint(1, 12), chance.randint(1, 28)),
        Slot("sex", member): chance.choice(("男", "女")),
        Slot("card", member): chance.choice(("はい", "いいえ")),
        Slot("insurance", member): chance.choice(("国保", "会社")),
        Slot("pension", member): chance.choice(("1号", "2号", "3号")) if adult else "なし",
        Slot("care", member): "いいえ",
    }


# Names as they are written, whatever the font or the code page: compatibility ideographs that
# normalising would change, variation sequences, plane 2, halfwidth, combining marks, emoji.
RARE = (
    "\ufa19\ufa10\ufa46\ufa67\uf9dc"  # 神 塚 渚 逸 隆 as compatibility ideographs
    "\u8fbb\U000e0100\u845b\U000e0102\u908a\U000e0110"  # 辻 葛 邊 with variation selectors
    "𠮷𡈽𠀋𩸽𠮟"
    "〓髙﨑濵ゟヿ㈱①"
    "ｶﾞが\u304b\u3099é\u0065\u0301"
    "👨‍👩‍👧‍👦🇯🇵👍🏽"
    "\u200b\u200d\ufeff "
)


def by_chance(chance: Random) -> dict[Slot, Value]:
    """Any answers to any of the fields, as long as they have the type of the field."""
    found = {}
    for page in BOOK.pages.values():
        members = range(chance.choice((0, 0, 1, 1, 2, 4))) if group_of(BOOK, page.id) else (None,)
        for member in members:
            for item in page.fields:
                if chance.random() < 0.8:
                    found[Slot(item.id, member)] = _value(chance, item)
    return found


def _value(chance: Random, item: Field) -> Value:
    if chance.random() < 0.05:
        return Ask.AT_COUNTER
    ids = [option.id for option in item.options]
    special: dict[Kind, Callable[[], Value]] = {
        Kind.NAME: lambda: Name(*_texts(chance)),
        Kind.ADDRESS: lambda: Address(*_texts(chance)),
        Kind.DATE: lambda: _date(chance),
        Kind.COUNT: lambda: chance.randint(0, 100),
        Kind.CHOICE: lambda: chance.choice(ids),
        Kind.CHOICES: lambda: tuple(one for one in ids if chance.random() < 0.5),
    }
    return special.get(item.kind, lambda: _text(chance))()


def _date(chance: Random) -> PartialDate:
    month = chance.choice((None, *range(1, 13)))
    day = chance.choice((None, *range(1, 32))) if month else None
    return PartialDate(chance.randint(1868, 2030), month, day)


def _texts(chance: Random) -> Iterator[str]:
    for _ in range(4):
        yield _text(chance)


def _text(chance: Random) -> str:
    start = int(chance.random() * (len(_POOL) - 12))
    return _POOL[start : start + int(chance.random() * 13)]


def _pool() -> str:
    chance = Random(0)
    pools = (RARE, "0123456789", "あいうえおかきくけこー・ ", "熊本県市区町村丁目番号", "Aáz\n")
    return "".join(chance.choice(chance.choice(pools)) for _ in range(5000))


_POOL = _pool()


class Memory:
    """A desk's memory of opened letters, for one process. `always`: when all were opened."""

    def __init__(self) -> None:
        self.opened: dict[str, datetime] = {}
        self.always: datetime | None = None

    def first(self, letter: str, now: datetime, until: datetime) -> datetime | None:
        assert until > now
        before = self.opened.get(letter, self.always)
        self.opened.setdefault(letter, now)
        return before


@dataclass
class World:
    """One desk, one kiosk, the same keys every time."""

    private: X25519PrivateKey = field(
        default_factory=lambda: X25519PrivateKey.from_private_bytes(bytes(range(32)))
    )
    kiosk: Ed25519PrivateKey = field(
        default_factory=lambda: Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
    )
    seen: Memory = field(default_factory=Memory)

    @property
    def desk(self) -> DeskKey:
        return DeskKey(self.private.public_key().public_bytes_raw(), NINE, NINE + DAY)

    @property
    def ring(self) -> Ring:
        return Ring({self.desk.id: self.private}, {})

    @property
    def kiosks(self) -> dict[bytes, KioskKey]:
        known = KioskKey(self.kiosk.public_key().public_bytes_raw(), "kiosk-1")
        return {known.id: known}
