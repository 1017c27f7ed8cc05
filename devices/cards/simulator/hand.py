"""The hand that puts virtual cards on the virtual reader, by words."""

from __future__ import annotations

import socket
from types import TracebackType
from typing import Self

from devices.cards.simulator.contact import Card
from devices.cards.simulator.faults import Faulty, Trouble, fault
from devices.cards.simulator.people import (
    AUTH_PIN,
    BY_KEY,
    ORDINARY,
    PASSWORD,
    PEOPLE,
    PIN,
    Person,
)
from devices.cards.simulator.vpcd import Slot
from devices.cards.simulator.wallet import Wallet

CONNECT_SECONDS = 3.0

HELP = """\
  insert [人] [故障]  カードを置く (例: insert kato / insert sato removed:6)
  remove              カードを取る
  people              人の一覧
  faults              故障の一覧
  quit                終わる"""

FAULTS: dict[Trouble, str] = {
    Trouble.REMOVED: "その番号のコマンドの前に、カードが取られる",
    Trouble.LOST: "その番号のコマンドが済んだあと、答える前に取られる",
    Trouble.BYTE: "答えをそのバイト数だけ送ったところで取られる",
    Trouble.MUTE: "その番号のコマンドから答えなくなる",
    Trouble.GARBAGE: "その番号のコマンドからでたらめを答える",
    Trouble.SLOW: "コマンドごとに、そのミリ秒だけ待つ",
}


def people() -> str:
    """Everybody with a card, and what opens it."""
    lines = [f"  {person.key:<12} {person.about}{_code(person)}" for person in PEOPLE]
    secrets = f"  暗証番号 {PIN}  利用者証明用 {AUTH_PIN}  署名用 {PASSWORD}"
    return "\n".join([secrets, *lines]) + "\n"


def _code(person: Person) -> str:
    return f"  照合番号B {person.code_b}" if person.name else ""


class Hand:
    """Obeys one line at a time and says in Japanese what became of it."""

    def __init__(self, wallet: Wallet, address: tuple[str, int]) -> None:
        self._wallet = wallet
        self._address = address
        self._slot = Slot(self._connect)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._slot.remove()

    def obey(self, line: str) -> str:
        """Do it; the answer is for people."""
        match line.split():
            case ["insert", *words] if len(words) <= 2:
                return self._insert(*words)
            case ["remove"]:
                self._slot.remove()
                return "カードを取りました"
            case ["people"]:
                return people()
            case ["faults"]:
                return "\n".join(f"  {name}:番号  {means}" for name, means in FAULTS.items())
            case _:
                return HELP

    def _insert(self, key: str = ORDINARY.key, words: str = "") -> str:
        person = BY_KEY.get(key)
        if person is None:
            return f"{key} という人はいません:\n{people()}"
        try:
            card = self._card(person, words)
        except ValueError:
            return f"{words} という故障はありません。faults で一覧を出します"
        return self._put(card, person)

    def _card(self, person: Person, words: str) -> Card:
        card = self._wallet.card(person)
        return Faulty(card, fault(words)) if words else card

    def _put(self, card: Card, person: Person) -> str:
        try:
            self._slot.insert(card)
        except OSError:
            host, port = self._address
            return (
                f"仮想リーダーがありません ({host}:{port})。"
                "pcscd と vsmartcard-vpcd を動かしてから insert してください"
            )
        return f"カードを置きました: {person.key} ({person.about})"

    def _connect(self) -> socket.socket:
        wire = socket.create_connection(self._address, CONNECT_SECONDS)
        wire.settimeout(None)
        return wire
