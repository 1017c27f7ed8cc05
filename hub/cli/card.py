"""`machiai card`: readers and cards, for staff at the terminal of a counter's machine."""

import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic
from typing import NoReturn, TypeVar
from zoneinfo import ZoneInfo

import typer

from devices.cards import jpki, listing, reading
from devices.cards.cards import CardInfo, Item, Kind, Secret, Tries
from devices.cards.certificates import Authorities, BadAuthority, Chain, load
from devices.cards.faults import (
    CardFault,
    CardGarbled,
    CardRefused,
    ReaderInUse,
    ReaderTrouble,
    SecretBlocked,
    WrongCard,
)
from devices.cards.port import CardPort
from devices.cards.profile import CARD_2016
from devices.cards.source import CardSource, Presence, Slot
from hub.cli import card_words as words
from hub.cli.card_words import Exit
from hub.cli.secrets_typed import NoTerminal, typed_secret

T = TypeVar("T")

ITEMS = frozenset({Item.NAME, Item.ADDRESS, Item.BIRTH, Item.SEX, Item.EXPIRY})
# JPKI's certificates begin and end at midnight in Japan.
JAPAN = ZoneInfo("Asia/Tokyo")

_ABSENT = {
    Slot.NO_SERVICE: (Exit.NO_SERVICE, words.NO_SERVICE),
    Slot.NO_READER: (Exit.NO_READER, words.NO_READER),
    Slot.EMPTY: (Exit.NO_CARD, "カードが置かれませんでした。"),
}


# A card that was just put on may not lie still yet, or be held by Windows for a moment.
LOOKS = 3


@dataclass(frozen=True, slots=True)
class Lying:
    """A card on a reader. Each question connects anew: nobody holds it while a person types."""

    source: CardSource
    presence: Presence
    info: CardInfo

    def ask(self, question: Callable[[CardPort], T]) -> T:
        with self.source.connect(self.presence) as port:
            return question(port)


def source(reader: str) -> CardSource:
    """The readers of this machine whose name has this part."""
    from devices.cards.pcsc import PcscSource

    return PcscSource(reader)


def now() -> datetime:
    """The instant, aware."""
    return datetime.now(UTC)


def print_readers() -> None:
    """Print each reader and whether a card lies there."""
    try:
        found = listing.readers()
    except ReaderTrouble:
        _stop(Exit.NO_SERVICE, words.NO_SERVICE)
    if not found:
        _stop(Exit.NO_READER, words.NO_READER)
    for reader in found:
        state = "カードあり" if reader.card else "カードなし"
        print(f"{reader.name}  {state}{'（ほかのプログラムが使用中）' * reader.taken}")


def show(reader: str, seconds: float) -> None:
    """Print what the card is, the tries left, and how long it and its certificate last."""
    with _card(reader, seconds) as card:
        print(f"カード: {words.KINDS[card.info.kind]}")
        _insist_on_my_number(card)
        auth = card.ask(_auth_tries)
        until = card.ask(_valid_until)
        last = card.ask(reading.expiry)
    print(f"カードの有効期限: {_last_day(last)}")
    left = {Secret.PIN: card.info.pin, Secret.CODE_B: card.info.code_b, Secret.AUTH_PIN: auth}
    print("\n".join(words.secrets(left)))
    print(f"利用者証明用電子証明書: {_until(until)}")


def read(reader: str, seconds: float, secret: Secret, *, last_try: bool, reveal: bool) -> None:
    """Ask for consent and the secret, read once, print what the card told."""
    with _card(reader, seconds) as card:
        _insist_on_my_number(card)
        left = _usable(card.info.pin if secret is Secret.PIN else card.info.code_b)
        _ask_consent()
        agreed = last_try or _agrees_to_last(left)
        with _digits(secret) as digits:
            found = card.ask(
                lambda port: reading.read(port, secret, digits, ITEMS, last_try=agreed)
            )
    print("\n".join(words.attributes(found, reveal=reveal)))
    if not reveal:
        print("内容は隠しています。見るときは --reveal を付けてください。")
    print(words.NO_PROOF)
    print(words.TAKE_CARD)


def authenticate(
    folder: Path, reader: str, seconds: float, *, last_try: bool, reveal: bool
) -> None:
    """Let the card sign a challenge, and print how far its certificate is to be trusted."""
    authorities = _authorities(folder)
    with _card(reader, seconds) as card:
        _insist_on_chain(card, authorities)
        left = _usable(card.ask(_auth_tries))
        agreed = last_try or _agrees_to_last(left)
        challenge = secrets.token_bytes(32)
        with _digits(Secret.AUTH_PIN) as pin:
            found = card.ask(
                lambda port: jpki.authenticate(
                    port, pin, challenge, authorities, now(), last_try=agreed
                )
            )
    serial = f"{found.serial:X}" if reveal else "＊＊＊＊"
    print("カードは、証明書の鍵を持ち、正しい暗証番号で署名しました。")
    print(f"証明書の番号: {serial}")
    print(f"証明書の期限: {_until(found.valid_until)}")
    print(f"認証局: {words.CHAINS[found.chain]}")
    print(f"失効: {words.REVOCATIONS[found.revocation]}")
    print(words.TAKE_CARD)


@contextmanager
def _card(reader: str, seconds: float) -> Iterator[Lying]:
    """The card on the reader; faults of the world become words and an exit code."""
    opened = source(reader)
    try:
        yield _look(opened, _wait(opened, seconds))
    except CardFault as fault:
        _stop(*words.fault(fault))
    finally:
        opened.close()


def _wait(opened: CardSource, seconds: float) -> Presence:
    end = monotonic() + seconds
    seen = opened.wait(None)
    if seen.slot is Slot.EMPTY:
        print(f"カードをリーダーに置いてください（{seconds:g}秒待ちます）。", file=sys.stderr)
    while seen.slot is Slot.EMPTY and monotonic() < end:
        seen = opened.wait(seen)
    if seen.slot is not Slot.CARD:
        _stop(*_ABSENT[seen.slot])
    return seen


def _look(opened: CardSource, presence: Presence) -> Lying:
    """What lies there. No secret is sent, so that a look may be repeated."""
    looks = 0
    while True:
        try:
            with opened.connect(presence) as port:
                return Lying(opened, presence, reading.identify(port))
        except (ReaderTrouble, ReaderInUse, CardGarbled):
            looks += 1
            if looks == LOOKS:
                raise
        # Within a second.
        presence = opened.wait(presence)


def _insist_on_my_number(card: Lying) -> None:
    if card.info.kind is not Kind.MY_NUMBER:
        raise WrongCard(card.info.kind)


def _usable(left: Tries | None) -> Tries:
    """The tries of a secret that the card has, and that is not blocked."""
    if left is None:
        raise WrongCard(Kind.MY_NUMBER)
    if left.blocked:
        raise SecretBlocked
    return left


def _ask_consent() -> None:
    print("カードから 氏名・住所・生年月日・性別・有効期限 を読みます。")
    print("個人番号（マイナンバー）は読みません。何も保存しません。")
    if not typer.confirm("持ち主に説明し、同意を得ましたか"):
        _stop(Exit.NO_CONSENT, "読みませんでした。")


def _agrees_to_last(left: Tries) -> bool:
    """Whether the last try may be used. With more of them nobody is asked."""
    if left.left != 1:
        return False
    print(f"あと1回しか試せません。まちがえると使えなくなります。{words.COUNTER}")
    if not typer.confirm("持ち主は、最後の1回を使うことに同意しましたか"):
        _stop(Exit.LAST_TRY, "読みませんでした。番号は送っていません。")
    return True


@contextmanager
def _digits(secret: Secret) -> Iterator[bytearray]:
    """The secret from the keyboard; overwritten afterwards."""
    digits = _typed(secret)
    try:
        yield digits
    finally:
        digits[:] = bytes(len(digits))


def _typed(secret: Secret) -> bytearray:
    length = CARD_2016.holder(secret).secret(secret).digits
    while True:
        try:
            digits = typed_secret(f"{words.SECRETS[secret]}: ")
        except NoTerminal:
            _stop(Exit.NO_TERMINAL, "番号はキーボードから入れます。ファイルからは受けとりません。")
        except EOFError:
            raise typer.Abort from None
        if len(digits) == length and digits.isdigit():
            return digits
        digits[:] = bytes(len(digits))
        print(f"半角の数字{length}けたで入れてください。まだ送っていません。", file=sys.stderr)


def _authorities(folder: Path) -> Authorities:
    try:
        return load(folder)
    except BadAuthority as bad:
        _stop(Exit.NO_AUTHORITIES, f"{bad.path}: {words.AUTHORITIES[bad.fault]}。")


def _insist_on_chain(card: Lying, authorities: Authorities) -> None:
    """Before the PIN: what no authority stands for needs no try."""
    chain = authorities.chain(card.ask(jpki.certificate), now())
    if chain is not Chain.OK:
        _stop(Exit.NOT_TRUSTED, f"{words.CHAINS[chain]}。暗証番号は送っていません。")


def _auth_tries(port: CardPort) -> Tries | None:
    try:
        return reading.tries(port, Secret.AUTH_PIN)
    except CardRefused:
        return None


def _valid_until(port: CardPort) -> datetime | None:
    try:
        return jpki.certificate(port).not_valid_after_utc
    except WrongCard:
        return None


def _last_day(day: date | None) -> str:
    if day is None:
        return "読みとれません"
    over = day < now().astimezone(JAPAN).date()
    return f"{day:%Y-%m-%d}{'（切れています）' * over}"


def _until(instant: datetime | None) -> str:
    if instant is None:
        return "カードにありません"
    return f"{instant.astimezone(JAPAN):%Y-%m-%d} まで（失効未確認）"


def _stop(code: Exit, text: str) -> NoReturn:
    print(text, file=sys.stderr)
    raise typer.Exit(code)
