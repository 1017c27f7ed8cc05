"""site.yaml: the lobby itself, its calendar and the rules of its queue."""

from datetime import time
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from config.schema.speech import Percent, SpeechRules
from config.schema.values import (
    DayRange,
    Hours,
    Id,
    Language,
    LongText,
    Minutes,
    Model,
    Seconds,
    Text,
    TimeOfDay,
    WebAddress,
    Weekday,
    Words,
    distinct,
    wrong,
)


def _known_timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # A folder's name (Asia) is an OSError, ".." a ValueError.
        raise wrong("この名前の時間帯はありません。日本は Asia/Tokyo です。") from None
    return name


def _distinct_languages(languages: tuple[Language, ...]) -> tuple[Language, ...]:
    distinct(languages, "同じ言語")
    if "ja" not in languages:
        raise wrong("日本語（ja）を入れてください。")
    return languages


class OwnClosedDays(Model):
    """Days on which the city closes by its own decision."""

    days: DayRange = Field(
        description='休む日。"2026-12-25"（1日）、"2026-12-25..2026-12-28"（期間）、'
        '"12-29..01-03"（毎年）のどれか。両端の日を含みます。'
    )
    reason: Text = Field(description="休む理由。キオスクの画面に出ます。")


class Closed(Model):
    """When the lobby is closed for everyone."""

    weekdays: tuple[Weekday, ...] = Field(
        default=("sat", "sun"), description="毎週休む曜日（mon … sun）。"
    )
    holidays: bool = Field(default=True, description="国民の祝日・休日に休むか。")
    days: tuple[OwnClosedDays, ...] = Field(
        default=(), description="そのほかに休む日（年末年始、開庁記念日など）。"
    )


class PriorityClass(Model):
    """Visitors who are placed in the queue as if they had come earlier."""

    id: Id = Field(description="この区分を指す名前。ほかと重ならない英小文字・数字・-。")
    name: Text = Field(description="画面と番号札に出る名前。")
    sign: Annotated[str, StringConstraints(max_length=6)] = Field(
        default="",
        description="窓口の一覧に出る短いしるし（6字まで）。書かなければ、名前の日本語を使います。",
    )
    head_start_minutes: Minutes = Field(
        description="何分早く来たものとして並ぶか。0 なら順番は変わらず、しるしだけが付きます。"
    )
    icon: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")] = Field(
        default="accessible", description="アイコンの名前（Material Symbols）。"
    )
    at_kiosk: bool = Field(
        default=True, description="来庁者がキオスクで自分で選べるか。false なら係員だけが付けます。"
    )


class Absence(Model):
    """When a visitor who does not come may be called absent."""

    calls: int = Field(
        default=2, ge=1, le=10, description="「不在」にできるまでに、少なくとも何回呼ぶか。"
    )
    delay_seconds: Annotated[int, Field(ge=0, le=3600)] = Field(
        default=60, description="最初の呼び出しから、少なくとも何秒待つか。"
    )


class Congestion(Model):
    """From which expected wait on the lobby is called moderate or busy."""

    moderate_minutes: Minutes = Field(
        default=15, description="待ち時間の見込みが何分から「▲ やや混雑」か。"
    )
    busy_minutes: Minutes = Field(
        default=40, description="待ち時間の見込みが何分から「■ 混雑」か。"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.moderate_minutes >= self.busy_minutes:
            raise wrong("busy_minutes は moderate_minutes より大きくしてください。")
        return self


class KioskRules(Model):
    """How long a kiosk's screens wait for a visitor."""

    idle_warning_seconds: Seconds = Field(
        default=45, description="操作がないとき、何秒で「続けますか」と尋ねるか。"
    )
    idle_grace_seconds: Annotated[int, Field(ge=20, le=600)] = Field(
        default=30,
        description="尋ねてから何秒で入力を消して最初の画面に戻るか。20秒以上（WCAG 2.2.1）。",
    )
    ticket_screen_seconds: Annotated[int, Field(ge=20, le=600)] = Field(
        default=20, description="番号札の画面を何秒見せるか。20秒以上（WCAG 2.2.1）。"
    )
    staff_pin_hash: (
        Annotated[str, StringConstraints(pattern=r"^\$argon2id\$v=\d+\$[!-~]+$")] | None
    ) = Field(
        default=None,
        description="保守画面を開く暗証番号の argon2id ハッシュ（machiai staff pin で作ります）。"
        "ないときは、保守画面を開けません。",
    )
    logo: Words | None = Field(
        default=None,
        description="番号札のいちばん上に刷る市章など。設定のフォルダーからの PNG のファイル名"
        "（白地に黒、横長、幅 64〜2000 ドット、200 KB まで）。"
        "machiai print preview で見られます。ないときは、刷りません。",
    )
    voice_volume: Percent = Field(
        default=50,
        description="音声案内のはじめの音量（%）。キオスクの前で 65 dBA をこえない値に"
        "（EN 301 549 5.1.3.13）。来庁者が変えても、次の方にはこの音量に戻ります。",
    )


class Site(Model):
    """One lobby."""

    id: Id = Field(
        description="このロビーを指す名前。英小文字・数字・-。後から変えないでください。"
    )
    name: Text = Field(description="市役所の名前。画面と番号札のいちばん上に出ます。")
    place: Text = Field(description="ロビーの場所（「本庁舎 1階 総合案内」など）。")
    timezone: Annotated[Words, AfterValidator(_known_timezone)] = Field(
        default="Asia/Tokyo", description="時間帯（tz データベースの名前）。"
    )
    public_url: WebAddress | None = Field(
        default=None,
        description="来庁者の電話から見えるアドレス。番号札の QR コードに入ります。"
        "ないときは、QR コードは付きません。",
    )
    languages: Annotated[tuple[Language, ...], AfterValidator(_distinct_languages)] = Field(
        default=("ja", "ja-easy", "en"),
        description="キオスクで選べる言語。ja, ja-easy（やさしい日本語）, en, zh-Hans, zh-Hant, "
        "ko, vi, pt, fil, ne から。",
    )
    hours: Hours = Field(
        description='開庁時間。`mon-fri: ["08:30-17:15"]` の形。書かない曜日は休みです。'
    )
    day_starts: TimeOfDay = Field(
        default=time(5),
        description="業務の1日が始まる時刻。番号はここで切り替わります。",
        json_schema_extra={"default": "05:00"},
    )
    numbers: Literal["daily", "carry_over"] = Field(
        default="daily",
        description="daily は毎日はじめの番号に戻し、待っている番号を終わりにします。"
        "carry_over は番号も待っている人も次の日に続けます。",
    )
    closed: Closed = Field(default_factory=Closed, description="全体が休む日。")
    priority_classes: tuple[PriorityClass, ...] = Field(
        default=(), description="優先の区分。並ぶ順に書きます。"
    )
    absence: Absence = Field(default_factory=Absence, description="不在のきまり。")
    late_tolerance: int = Field(
        default=5,
        ge=0,
        le=99,
        description="呼ばれて来なかった人が、その後に何人呼ばれるまでなら並び直さず戻れるか。",
    )
    congestion: Congestion = Field(default_factory=Congestion, description="混雑の区切り。")
    kiosk: KioskRules = Field(
        default_factory=KioskRules, description="すべてのキオスクに共通の時間など。"
    )
    speech: SpeechRules = Field(
        default_factory=SpeechRules, description="呼び出しの読み上げ（表示盤すべてに共通）。"
    )
    opening_note: LongText | None = Field(
        default=None, description="キオスクの最初の画面に出すひとこと。ないときは何も出ません。"
    )
