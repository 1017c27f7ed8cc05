"""People who do not exist, each with the card that makes a difference to whoever reads it.

Their 個人番号 is 000000000001, which is nobody's: its check digit is wrong. The places are real,
the house numbers and buildings are not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from devices.cards.cards import Kind

# Everybody's secrets, so that whoever tries a terminal needs to remember them once.
PIN = "1234"
AUTH_PIN = "5678"
PASSWORD = "MACHIAI1"  # noqa: S105 - of people who do not exist
NUMBER = "000000000001"

MOST_PIN, MOST_CODE, MOST_PASSWORD = 3, 10, 5

# The first day of each era, and the digit that certificates have for it.
_ERAS = (("20190501", "5"), ("19890108", "4"), ("19261225", "3"), ("19120730", "2"), ("", "1"))


@dataclass(frozen=True, slots=True)
class Person:
    """A person with a card.

    ``birth`` is YYYYMMDD, 00 where unknown; ``pin_left`` None: a card that was made without a PIN.
    """

    key: str
    about: str
    name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    birth: str = field(default="19800217", repr=False)
    sex: str = field(default="1", repr=False)
    expiry: date = date(2035, 2, 17)
    security_code: str = field(default="4321", repr=False)
    pin_left: int | None = MOST_PIN
    code_left: int = MOST_CODE
    auth_left: int = MOST_PIN
    password_left: int = MOST_PASSWORD
    kind: Kind = Kind.MY_NUMBER
    label: str = "JPKIAPICCTOKEN2"

    @property
    def code_b(self) -> str:
        """照合番号B: date of birth with the era's year, year of expiry, security code."""
        return f"{self._era_year:02}{self.birth[4:]}{self.expiry.year}{self.security_code}"

    @property
    def era_birth(self) -> str:
        """As in a signing certificate: the era's digit and YYYYMMDD."""
        return self._era[1] + self.birth

    @property
    def _era(self) -> tuple[str, str]:
        return next(era for era in _ERAS if self.birth >= era[0])

    @property
    def _era_year(self) -> int:
        first = self._era[0] or "18680125"
        return int(self.birth[:4]) - int(first[:4]) + 1


ORDINARY = Person(
    "sato",
    "ふつうのカード",
    name="佐藤　和子",
    address="東京都千代田区霞が関２丁目１番９９９号",
    birth="19550406",
    sex="2",
)
RARE_KANJI = Person(
    "watanabe",
    "めずらしい漢字(異体字)の名前",
    name="渡邉\U000e0102　𠮷之助",
    address="奈良県葛\U000e0100城市長尾８５番地の９９９",
    birth="19480229",
)
LONG = Person(
    "teshigawara",
    "とても長い名前と住所",
    name="勅使河原　伊右衛門左衛門尉長五郎兵衛門",
    address=(
        "京都府京都市上京区今出川通烏丸東入上る二筋目西入下る岡松町９９９番地"
        "ひだまりが丘グリーンヒルズガーデンレジデンス壱番館１２３４号室（待合様方）"
    ),
    birth="19990508",
)
MONONYM = Person(
    "sukarna",
    "名字と名前の区別がない名前",
    name="ＳＵＫＡＲＮＡ",
    address="愛知県豊橋市今橋町１番地の９９９",
    birth="19910817",
)
FOREIGN = Person(
    "nguyen",
    "外国籍の方のローマ字の名前",
    name="ＮＧＵＹＥＮ　ＶＡＮ　ＡＮ",
    address="群馬県邑楽郡大泉町日の出５５番９９９号",
    birth="20010903",
    expiry=date(2031, 4, 30),
)
UNKNOWN_DAY = Person(
    "tanaka",
    "生まれた月日がわからない方",
    name="田中　ハナ",
    address="沖縄県那覇市泉崎１丁目１番９９９号",
    birth="19420000",
    sex="2",
)
NO_SEX = Person(
    "sasaki",
    "性別の記載が不明のカード",
    name="佐々木　薫",
    address="北海道札幌市中央区北一条西２丁目９９９番地",
    birth="20050530",
    sex="0",
)
EXPIRED = Person(
    "yamada",
    "有効期限が切れたカード",
    name="山田　太郎",
    address="大阪府大阪市北区中之島１丁目３番９９９号",
    birth="19700105",
    expiry=date(2025, 1, 5),
)
BLOCKED = Person(
    "kimura",
    "暗証番号がロックされたカード",
    name="木村　次郎",
    address="福岡県福岡市中央区天神１丁目８番９９９号",
    birth="19630312",
    pin_left=0,
)
LAST_TRY = Person(
    "kato",
    "暗証番号をあと1回しか試せないカード",
    name="加藤　幸子",
    address="宮城県仙台市青葉区国分町３丁目７番９９９号",
    birth="19511111",
    sex="2",
    pin_left=1,
)
ALL_BLOCKED = Person(
    "ito",
    "暗証番号も照合番号Bもロックされたカード",
    name="伊藤　茂",
    address="広島県広島市中区国泰寺町１丁目６番９９９号",
    birth="19470720",
    pin_left=0,
    code_left=0,
)
# How such a card answers for its PIN is not public: it may have no file for it...
NO_PIN = Person(
    "hayashi",
    "顔認証マイナンバーカード(暗証番号なし)",
    name="林　キヨ",
    address="香川県高松市番町１丁目８番９９９号",
    birth="19360915",
    sex="2",
    pin_left=None,
)
# ...or one that is blocked from the first day, as here, which is what BLOCKED shows.

ANDROID, IOS = "JPKIAPGPSETOKEN", "JPKIAPIOSTOKEN"
SMARTPHONE = Person("android", "スマートフォン(Android)", kind=Kind.SMARTPHONE, label=ANDROID)
IPHONE = Person("iphone", "スマートフォン(iPhone)", kind=Kind.SMARTPHONE, label=IOS)
JUKI = Person("juki", "住民基本台帳カード", kind=Kind.JUKI, label="JPKIAPICCTOKEN")
LICENCE = Person("licence", "運転免許証", kind=Kind.LICENCE)
RESIDENCE = Person("residence", "在留カード", kind=Kind.RESIDENCE)
OTHER = Person("other", "ほかのカード", kind=Kind.OTHER)

PEOPLE = (
    ORDINARY,
    RARE_KANJI,
    LONG,
    MONONYM,
    FOREIGN,
    UNKNOWN_DAY,
    NO_SEX,
    EXPIRED,
    BLOCKED,
    LAST_TRY,
    ALL_BLOCKED,
    NO_PIN,
    SMARTPHONE,
    IPHONE,
    JUKI,
    LICENCE,
    RESIDENCE,
    OTHER,
)
BY_KEY = {person.key: person for person in PEOPLE}
