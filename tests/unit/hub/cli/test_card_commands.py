"""`machiai card`, as staff type it, with virtual cards on the reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from traceback import format_exception
from typing import Any
from unittest.mock import Mock

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from typer.testing import CliRunner, Result

from devices.cards import listing, reading
from devices.cards.faults import CardFault, CardGarbled, ReaderInUse, ReaderTrouble
from devices.cards.listing import Listed
from devices.cards.simulator import people
from devices.cards.simulator.ca import Authority
from devices.cards.simulator.faults import Fault, Trouble
from devices.cards.simulator.people import ORDINARY, Person
from devices.cards.simulator.source import SimulatedSource
from devices.cards.simulator.wallet import Wallet
from devices.cards.source import Presence, Slot
from hub.cli import card as command
from hub.cli.main import app
from tests.unit.devices.cards.authority import Forged, authority

CA = Authority()
YES, NO = "y\n", "n\n"


@dataclass
class Desk:
    """A counter's machine: a reader, a keyboard, and what was typed without echo."""

    source: SimulatedSource
    folder: Path
    typed: list[str] = field(default_factory=list)
    given: list[bytearray] = field(default_factory=list)

    def put(self, person: Person, *faults: Fault) -> None:
        self.source.insert(person, *faults)

    def type_secret(self, _prompt: str) -> bytearray:
        self.given.append(bytearray(self.typed.pop(0).encode()))
        return self.given[-1]

    def run(self, *words: str, answers: str = "", secrets: tuple[str, ...] = ()) -> Result:
        self.typed = list(secrets)
        result = CliRunner().invoke(app, ["card", *words], input=answers)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        assert not self.typed, "a question that was expected was not asked"
        assert all(given == bytes(len(given)) for given in self.given), "secrets are overwritten"
        return result

    def read(self, *words: str, answers: str = YES, pin: str = people.PIN) -> Result:
        return self.run("read", *words, answers=answers, secrets=(pin,))

    def authenticate(self, *words: str, answers: str = "", pin: str = people.AUTH_PIN) -> Result:
        place = ("--ca", str(self.folder))
        return self.run("authenticate", *place, *words, answers=answers, secrets=(pin,))


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    made = Desk(SimulatedSource(Wallet(CA)), tmp_path)
    (tmp_path / "auth.pem").write_bytes(CA.auth_authority.public_bytes(Encoding.PEM))
    monkeypatch.setattr(command, "source", lambda _reader: made.source)
    monkeypatch.setattr(command, "typed_secret", made.type_secret)
    return made


@pytest.fixture(autouse=True)
def nothing_personal_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(0):
        yield
    for secret in (people.PIN, people.AUTH_PIN, ORDINARY.code_b, ORDINARY.name, ORDINARY.address):
        assert secret not in caplog.text


def test_show_tells_the_kind_the_tries_and_the_certificate_without_any_secret(desk: Desk) -> None:
    desk.put(ORDINARY)
    result = desk.run("show")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[:5] == [
        "カード: マイナンバーカード",
        "カードの有効期限: 2035-02-17",
        "券面事項入力補助用の暗証番号（数字4けた）: あと3回",
        "照合番号B（数字14けた）: あと10回",
        "利用者証明用電子証明書の暗証番号（数字4けた）: あと3回",
    ]
    assert result.stdout.endswith(" まで（失効未確認）\n")


def test_show_tells_that_a_card_has_expired(desk: Desk) -> None:
    desk.put(people.EXPIRED)
    assert "カードの有効期限: 2025-01-05（切れています）" in desk.run("show").stdout


def test_show_tells_where_a_blocked_secret_is_set_anew(desk: Desk) -> None:
    desk.put(people.BLOCKED)
    assert "止まっています" in (shown := desk.run("show").stdout)
    assert "市区町村の窓口" in shown


def test_show_tells_of_a_card_without_a_pin(desk: Desk) -> None:
    desk.put(people.NO_PIN)
    shown = desk.run("show").stdout.splitlines()
    assert shown[2].endswith("カードにありません")


@pytest.mark.parametrize("action", ["show", "read"])
@pytest.mark.parametrize(
    ("person", "words"),
    [
        (people.SMARTPHONE, "スマートフォンのマイナンバーカードには対応していません"),
        (people.IPHONE, "スマートフォンのマイナンバーカードには対応していません"),
        (people.JUKI, "住民基本台帳カード"),
        (people.LICENCE, "運転免許証"),
        (people.RESIDENCE, "在留カード"),
        (people.OTHER, "マイナンバーカードではありません"),
    ],
)
def test_other_cards_are_named_and_asked_nothing(
    desk: Desk, action: str, person: Person, words: str
) -> None:
    desk.put(person)
    result = desk.run(action)
    assert result.exit_code == 20
    assert words in result.stderr


def test_what_is_read_is_hidden(desk: Desk) -> None:
    desk.put(ORDINARY)
    result = desk.read()
    assert result.exit_code == 0, result.output
    assert "氏名: ＊＊＊＊" in result.stdout
    assert "本人確認（証明）にはなりません" in result.stdout
    assert "カードをお取りください" in result.stdout
    for secret in (people.PIN, *ORDINARY.name.split("\u3000"), ORDINARY.address, "1955"):
        assert secret not in result.output


def test_what_is_read_is_shown_when_asked_for(desk: Desk) -> None:
    desk.put(ORDINARY)
    result = desk.read("--reveal")
    assert result.stdout.splitlines()[3:8] == [
        f"氏名: {ORDINARY.name}",
        f"住所: {ORDINARY.address}",
        "生年月日: 1955-04-06",
        "性別: 女",
        "有効期限: 2035-02-17",
    ]
    assert people.PIN not in result.output
    assert people.NUMBER not in result.output


def test_an_unknown_day_of_birth_is_told_as_such(desk: Desk) -> None:
    desk.put(people.UNKNOWN_DAY)
    assert "生年月日: 1942-不明-不明" in desk.read("--reveal").stdout


def test_without_consent_nothing_is_asked_nor_read(desk: Desk) -> None:
    desk.put(ORDINARY)
    for answers in (NO, "\n"):
        result = desk.run("read", answers=answers)
        assert result.exit_code == 40
        assert "個人番号（マイナンバー）は読みません" in result.stdout


def test_a_secret_comes_from_a_keyboard_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(command, "source", lambda _reader: desk.source)
    desk.put(ORDINARY)
    result = desk.run("read", answers=f"{YES}{people.PIN}\n")
    assert result.exit_code == 41
    assert people.PIN not in result.output


def test_what_can_be_no_pin_is_asked_for_again_and_not_sent(desk: Desk) -> None:
    desk.put(people.LAST_TRY)
    wrong = ("", "123", "12345", "１２３４", "abcd")
    result = desk.run("read", "--last-try", answers=YES, secrets=(*wrong, people.PIN))
    assert result.exit_code == 0, result.output
    assert result.stderr.count("まだ送っていません") == len(wrong)


def test_wrong_digits_tell_the_tries_left_until_they_are_blocked(desk: Desk) -> None:
    desk.put(ORDINARY)
    for left in (2, 1):
        result = desk.read(pin="9999")
        assert result.exit_code == 21
        assert f"あと{left}回" in result.stderr
    result = desk.read("--last-try", pin="9999")
    assert result.exit_code == 22
    assert "市区町村の窓口" in result.stderr
    assert desk.run("read").exit_code == 22, "a blocked card is asked for nothing"


def test_the_last_try_is_used_by_agreement_alone(desk: Desk) -> None:
    desk.put(people.LAST_TRY)
    result = desk.run("read", answers=YES + NO)
    assert result.exit_code == 23
    assert "番号は送っていません" in result.stderr
    assert desk.read(answers=YES + YES).exit_code == 0


def test_a_card_without_a_pin_is_read_by_code_b(desk: Desk) -> None:
    desk.put(people.NO_PIN)
    assert desk.run("read").exit_code == 20
    result = desk.read("--code-b", "--reveal", pin=people.NO_PIN.code_b)
    assert result.exit_code == 0, result.output
    assert people.NO_PIN.name in result.stdout
    assert people.NO_PIN.code_b not in result.output


FAULTS = [
    (Fault(Trouble.REMOVED, 8), 15, "途中ではなれました"),
    (Fault(Trouble.LOST, 11), 24, "自動で送りなおすことはありません"),
    (Fault(Trouble.GARBAGE, 13), 14, "読めません"),
    (Fault(Trouble.MUTE, 13), 14, "読めません"),
]


@pytest.mark.parametrize(("fault", "code", "words"), FAULTS, ids=[row[0].trouble for row in FAULTS])
def test_each_fault_has_its_words_and_exit_code(
    desk: Desk, fault: Fault, code: int, words: str
) -> None:
    """Commands 1 to 5 look at the card, 6 and 7 read its expiry, 11 is the PIN, 13 reads."""
    desk.put(ORDINARY, fault)
    result = desk.read()
    assert result.exit_code == code, result.output
    assert words in result.stderr
    assert people.PIN not in result.output


def test_a_bug_shows_no_secret_and_leaves_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read", Mock(side_effect=RuntimeError("a bug")))
    desk.put(ORDINARY)
    desk.typed = [people.PIN]
    result = CliRunner().invoke(app, ["card", "read"], input=YES)
    assert isinstance(result.exception, RuntimeError)
    assert result.exc_info is not None
    assert people.PIN not in "".join(format_exception(*result.exc_info)) + result.output
    assert desk.given == [bytes(4)]


@dataclass
class Away(SimulatedSource):
    """A machine where something is missing."""

    slot: Slot

    def wait(self, _seen: Presence | None) -> Presence:
        return Presence(self.slot)


@pytest.mark.parametrize("action", ["show", "read", "authenticate"])
@pytest.mark.parametrize(
    ("slot", "code", "words"),
    [
        (Slot.NO_SERVICE, 10, "サービス"),
        (Slot.NO_READER, 11, "つながっていません"),
        (Slot.EMPTY, 12, "置かれませんでした"),
    ],
)
def test_what_is_missing_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, action: str, slot: Slot, code: int, words: str
) -> None:
    monkeypatch.setattr(command, "source", lambda _reader: Away(slot))
    place = ("--ca", str(desk.folder)) if action == "authenticate" else ()
    result = desk.run(action, "--wait", "0", *place)
    assert result.exit_code == code
    assert words in result.stderr


class Hesitant(SimulatedSource):
    """A reader that connects to a card only after some failures."""

    def __init__(self, *faults: CardFault) -> None:
        super().__init__(Wallet(CA))
        self.faults = list(faults)

    @contextmanager
    def connect(self, presence: Presence) -> Iterator[Any]:
        if self.faults:
            self.wake()  # nobody waits for the beat of the reader
            raise self.faults.pop(0)
        with super().connect(presence) as port:
            yield port


def show_on(source: SimulatedSource, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.setattr(command, "source", lambda _reader: source)
    source.insert(ORDINARY)
    return CliRunner().invoke(app, ["card", "show"])


def test_a_card_that_does_not_lie_still_yet_is_looked_at_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hesitant = Hesitant(ReaderTrouble("not powered"), CardGarbled("noise"))
    assert show_on(hesitant, monkeypatch).exit_code == 0


def test_a_card_that_another_program_holds_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    result = show_on(Hesitant(*[ReaderInUse()] * command.LOOKS), monkeypatch)
    assert result.exit_code == 13
    assert "ほかのプログラム" in result.stderr


def test_a_card_proves_its_key_and_nothing_is_claimed_of_its_revocation(desk: Desk) -> None:
    desk.put(ORDINARY)
    result = desk.authenticate()
    assert result.exit_code == 0, result.output
    assert "失効: 失効未確認" in result.stdout
    assert "まで（失効未確認）" in result.stdout
    assert "指定した認証局が発行しました" in result.stdout
    assert "番号: ＊＊＊＊" in result.stdout
    assert people.AUTH_PIN not in result.output


def test_the_number_of_a_certificate_is_shown_when_asked_for(desk: Desk) -> None:
    desk.put(ORDINARY)
    assert "＊" not in desk.authenticate("--reveal").stdout


def test_a_wrong_authentication_pin_tells_the_tries_left(desk: Desk) -> None:
    desk.put(ORDINARY)
    for left in (2, 1):
        result = desk.authenticate(pin="9999")
        assert result.exit_code == 21
        assert f"あと{left}回" in result.stderr
    assert desk.authenticate(answers=YES, pin="9999").exit_code == 22


def test_what_no_authority_stands_for_is_not_asked_for_a_pin(desk: Desk) -> None:
    desk.put(people.EXPIRED)
    place = ("authenticate", "--ca", str(desk.folder))
    result = desk.run(*place)
    assert result.exit_code == 30
    assert "期限が切れています。暗証番号は送っていません" in result.stderr
    desk.put(ORDINARY)
    (desk.folder / "auth.pem").write_bytes(authority(1).public_bytes(Encoding.PEM))
    result = desk.run(*place)
    assert result.exit_code == 30
    assert "この証明書を発行していません" in result.stderr


def test_a_folder_without_authorities_is_named(desk: Desk, tmp_path: Path) -> None:
    desk.put(ORDINARY)
    result = desk.run("authenticate", "--ca", str(tmp_path / "gone"))
    assert result.exit_code == 32
    assert "gone: 読めません" in result.stderr
    (desk.folder / "auth.pem").write_text("nothing", encoding="utf-8")
    result = desk.run("authenticate", "--ca", str(desk.folder))
    assert result.exit_code == 32
    assert "auth.pem: 証明書ではありません" in result.stderr


def test_a_card_that_signs_by_another_key_is_found_out(desk: Desk) -> None:
    desk.source.insert(Forged(Wallet(CA).card(ORDINARY)))
    result = desk.authenticate()
    assert result.exit_code == 31
    assert "本物のカードではないおそれ" in result.stderr


@pytest.mark.parametrize("person", [people.SMARTPHONE, people.LICENCE])
def test_other_cards_prove_nothing(desk: Desk, person: Person) -> None:
    desk.put(person)
    assert desk.run("authenticate", "--ca", str(desk.folder)).exit_code == 20


def test_readers_are_listed_with_their_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    found = (Listed("One", card=False, taken=False), Listed("Two", card=True, taken=True))
    monkeypatch.setattr(listing, "readers", lambda: found)
    result = CliRunner().invoke(app, ["card", "readers"])
    assert result.stdout == "One  カードなし\nTwo  カードあり（ほかのプログラムが使用中）\n"


def test_what_runs_no_readers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "readers", Mock(return_value=()))
    result = CliRunner().invoke(app, ["card", "readers"])
    assert result.exit_code == 11
    monkeypatch.setattr(listing, "readers", Mock(side_effect=ReaderTrouble))
    result = CliRunner().invoke(app, ["card", "readers"])
    assert result.exit_code == 10
    assert "サービス" in result.stderr
