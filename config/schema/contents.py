"""The kinds of things that displays show, as signage.yaml has them."""

from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from config.schema.values import (
    FromMoment,
    Id,
    LongText,
    Model,
    Text,
    WebAddress,
    Words,
    wrong,
)
from config.schema.windows import ALWAYS, Window


def _inside(name: str) -> str:
    """A file beside the settings: not one of anywhere else on the machine."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise wrong("設定のフォルダーの中のファイルを、media/名前 の形で書いてください。")
    return name


MediaFile = Annotated[Words, AfterValidator(_inside)]
Alt = Annotated[Text, Field(description="何が写っているか。読み上げと、係員のための文。")]


class Notice(Model):
    """Words in the city's look."""

    kind: Literal["notice"] = Field(description="notice: 文のお知らせ。")
    title: Text = Field(description="見出し。大きく出ます。")
    body: LongText = Field(description="本文。2、3行まで。")
    template: Literal["plain", "important", "event", "closed"] = Field(
        default="plain",
        description="見た目。plain はふつう、important は大切、event は催し、closed は休み。",
    )
    link: WebAddress | None = Field(
        default=None, description="くわしいページのアドレス。QR コードになります。"
    )


class Image(Model):
    """A still picture."""

    kind: Literal["image"] = Field(description="image: 画像（PNG、JPEG、WebP）。")
    file: MediaFile = Field(description="ファイル。設定のフォルダーから見た名前。")
    alt: Alt
    fit: Literal["contain", "cover"] = Field(
        default="contain", description="contain は全体を、cover は余白なく（はしを切って）。"
    )


class Video(Model):
    """A film."""

    kind: Literal["video"] = Field(description="video: 動画（MP4、WebM）。終わりまで映します。")
    file: MediaFile = Field(description="ファイル。設定のフォルダーから見た名前。")
    alt: Alt
    sound: Annotated[int, Field(ge=0, le=100)] = Field(
        default=0, description="音の大きさ（%）。0 は音なし。呼び出しの間は小さくなります。"
    )


class Pdf(Model):
    """A document."""

    kind: Literal["pdf"] = Field(description="pdf: PDF。1ページずつ。")
    file: MediaFile = Field(description="ファイル。設定のフォルダーから見た名前。")
    alt: Alt


class News(Model):
    """Headlines of a feed."""

    kind: Literal["news"] = Field(description="news: ニュースの見出し。")
    source: Id = Field(description="情報源の id（feeds.yaml）。")
    most: Annotated[int, Field(ge=1, le=10)] = Field(default=4, description="いくつまで。")


class Events(Model):
    """What a calendar holds."""

    kind: Literal["events"] = Field(description="events: 行事の予定。")
    source: Id = Field(description="情報源の id（feeds.yaml）。")
    days: Annotated[int, Field(ge=1, le=366)] = Field(default=14, description="何日先まで。")


class Weather(Model):
    """Today's and tomorrow's weather."""

    kind: Literal["weather"] = Field(description="weather: 今日と明日の天気。")
    source: Id = Field(description="情報源の id（feeds.yaml）。")


class Waiting(Model):
    """The congestion table."""

    kind: Literal["waiting"] = Field(description="waiting: 待ち状況の表。")
    services: tuple[Id, ...] = Field(
        default=(), description="業務の id。ないときは、その表示盤の業務。"
    )


class Clock(Model):
    """Date and time, large."""

    kind: Literal["clock"] = Field(description="clock: 大きな日付と時刻。")


class Countdown(Model):
    """Days until something."""

    kind: Literal["countdown"] = Field(description="countdown: その日までの日数。")
    title: Text = Field(description="何までか。")
    target: FromMoment = Field(description="その日、その時刻。過ぎると出ません。")


class Guide(Model):
    """One floor, with an invitation to touch."""

    kind: Literal["guide"] = Field(description="guide: フロア案内。")
    floor: Id | None = Field(
        default=None, description="階の id（floors.yaml）。ないときは、表示盤のある階。"
    )


Content = Annotated[
    Notice | Image | Video | Pdf | News | Events | Weather | Waiting | Clock | Countdown | Guide,
    Field(discriminator="kind"),
]


class Item(Model):
    """One thing to show."""

    id: Id = Field(description="これを指す名前。英小文字・数字・-。後から変えないでください。")
    title: Words = Field(description="係員に見える名前。放映の記録にも残ります。")
    content: Content = Field(description="何を出すか。")
    seconds: Annotated[int, Field(ge=3, le=600)] = Field(
        default=15, description="1回に何秒出すか。PDF では1ページの秒数。動画は、その長さ。"
    )
    window: Window = Field(default=ALWAYS, description="いつ出すか。どの番組の中でも。")
