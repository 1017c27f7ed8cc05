"""signage.yaml: what the displays show where staff have not said otherwise on their pages."""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from config.schema.contents import Item, MediaFile
from config.schema.values import Id, Model, Text, Words, wrong
from config.schema.windows import ALWAYS, Day, Window

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Weight = Annotated[int, Field(ge=1, le=10)]


Orientation = Literal["landscape", "portrait"]


class Standard(NamedTuple):
    """A layout that every site has, and its zones for playlists."""

    orientation: Orientation
    zones: tuple[str, ...]


# hub.domain.signage.layouts draws them; a test compares.
STANDARD: Mapping[str, Standard] = {
    "calls-landscape": Standard("landscape", ("main", "lower")),
    "l-landscape": Standard("landscape", ("main",)),
    "ticker-landscape": Standard("landscape", ("main",)),
    "full-landscape": Standard("landscape", ("main",)),
    "calls-portrait": Standard("portrait", ("main", "lower")),
    "l-portrait": Standard("portrait", ("main",)),
    "ticker-portrait": Standard("portrait", ("main",)),
    "full-portrait": Standard("portrait", ("main",)),
}


class Entry(Model):
    """An item's place in a playlist."""

    item: Id = Field(description="出すものの id。")
    weight: Weight = Field(default=1, description="ほかと比べて何倍出すか（1〜10）。")
    most_an_hour: Annotated[int, Field(ge=0, le=240)] = Field(
        default=0, description="1時間に出す回数の上限。0 は上限なし。"
    )
    priority: Annotated[int, Field(ge=0, le=9)] = Field(
        default=0, description="大きいものが出ている間は、小さいものを出しません。"
    )
    window: Window = Field(default=ALWAYS, description="この番組の中で、いつ出すか。")


class Playlist(Model):
    """Entries that take turns."""

    id: Id = Field(description="この番組を指す名前。")
    title: Words = Field(description="係員に見える名前。")
    entries: tuple[Entry, ...] = Field(default=(), description="出すもの。")
    advertising: Annotated[int, Field(ge=0, le=100)] = Field(
        default=0, description="広告に使う時間の上限（%）。"
    )


class Campaign(Model):
    """A sponsor's contract."""

    id: Id = Field(description="この契約を指す名前。")
    sponsor: Words = Field(description="広告主。")
    title: Words = Field(description="契約の名前。")
    items: Annotated[tuple[Id, ...], Field(min_length=1)] = Field(
        description="広告（出すものの id）。"
    )
    first_day: Day = Field(description="はじめの日。")
    last_day: Day = Field(description="おわりの日（この日も含む）。")
    plays_a_day: Annotated[int, Field(ge=1, le=100_000)] = Field(
        description="1日に流す約束の回数（全部の画面で）。"
    )
    weight: Weight = Field(default=1, description="ほかの契約と比べた時間の割合。")
    screens: tuple[Id, ...] = Field(
        default=(), description="流す表示盤の id。ないときは、広告の時間があるすべて。"
    )
    window: Window = Field(default=ALWAYS, description="いつ流すか。")

    @model_validator(mode="after")
    def _some_day(self) -> Self:
        if self.first_day > self.last_day:
            raise wrong("last_day は first_day より前にできません。")
        return self


class Zone(Model):
    """A rectangle of the screen."""

    id: Id = Field(description="この区画を指す名前。")
    kind: Literal["calls", "main", "ticker", "clock"] = Field(
        description="calls は呼び出し、main は番組、ticker は流れる文、clock は日時。"
    )
    x: Share = Field(description="左はし（画面の幅を 1 として）。")
    y: Share = Field(description="上はし（画面の高さを 1 として）。")
    width: Share = Field(description="幅。")
    height: Share = Field(description="高さ。")

    @model_validator(mode="after")
    def _on_the_screen(self) -> Self:
        if not (self.width and self.height):
            raise wrong("幅と高さは 0 より大きくしてください。")
        # Shares such as 0.7 + 0.3 are a little more than 1.
        if max(self.x + self.width, self.y + self.height) > 1 + 1e-6:
            raise wrong("画面からはみ出しています（x + width と y + height は 1 まで）。")
        return self


class Layout(Model):
    """How a screen is divided."""

    id: Id = Field(description="この割りつけを指す名前。")
    title: Words = Field(description="係員に見える名前。")
    orientation: Orientation = Field(description="landscape は横長、portrait は縦長。")
    zones: Annotated[tuple[Zone, ...], Field(min_length=1, max_length=8)] = Field(
        description="区画。"
    )

    @model_validator(mode="after")
    def _apart(self) -> Self:
        for number, one in enumerate(self.zones):
            for other in self.zones[number + 1 :]:
                if _overlap(one, other):
                    raise wrong(
                        "区画 {one} と {other} が重なっています。", one=one.id, other=other.id
                    )
        return self


def _overlap(one: Zone, other: Zone) -> bool:
    least = 1e-6
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > least and down > least


class Slot(Model):
    """What a screen does within a window."""

    layout: Id = Field(description="割りつけの id。")
    playlists: dict[Id, Id] = Field(
        default_factory=dict, description="区画の名前と、そこで流す番組の id。"
    )
    window: Window = Field(default=ALWAYS, description="いつ。")
    priority: Annotated[int, Field(ge=0, le=9)] = Field(
        default=0, description="重なるときは、大きいほう。"
    )


class Screen(Model):
    """One display."""

    id: Id = Field(description="表示盤の id（terminals.yaml）。")
    fallback: Slot = Field(description="ほかに決まりがないときの割りつけと番組。")
    slots: tuple[Slot, ...] = Field(default=(), description="時間で変える割りつけと番組。")
    ticker: tuple[Text, ...] | None = Field(
        default=None, description="流れる文。ないときは、全体の ticker。"
    )
    power: Window = Field(default=ALWAYS, description="画面をつけておく時間。ないときは、ずっと。")


class Media(Model):
    """What may be uploaded."""

    quota_gb: Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)] = Field(
        default=50, description="お知らせのファイル全部で使ってよい大きさ（GB）。"
    )
    image_mb: Annotated[int, Field(ge=1, le=200)] = Field(
        default=30, description="画像1つの大きさの上限（MB）。"
    )
    video_mb: Annotated[int, Field(ge=1, le=20_000)] = Field(
        default=1000, description="動画1つの大きさの上限（MB）。"
    )
    pdf_mb: Annotated[int, Field(ge=1, le=500)] = Field(
        default=50, description="PDF1つの大きさの上限（MB）。"
    )


class Signage(Model):
    """Everything about what displays show."""

    standby: MediaFile | None = Field(
        default=None,
        description="出すものがないときの市の画像（media/名前）。ないときは、市の名前と時計。",
    )
    ticker: tuple[Text, ...] = Field(default=(), description="流れる文。どの表示盤にも。")
    own_review: bool = Field(
        default=False,
        description="true なら、作った人が自分で公開できる（担当が1人だけの市のために）。",
    )
    media: Media = Field(default_factory=Media, description="入れてよいファイル。")
    items: tuple[Item, ...] = Field(default=(), description="出すもの。")
    playlists: tuple[Playlist, ...] = Field(default=(), description="番組。")
    campaigns: tuple[Campaign, ...] = Field(default=(), description="広告の契約。")
    layouts: tuple[Layout, ...] = Field(
        default=(),
        description="割りつけ。はじめからあるもの（" + "、".join(STANDARD) + "）に加えて。",
    )
    screens: tuple[Screen, ...] = Field(
        default=(), description="表示盤ごとの番組。ないものは、呼び出しの割りつけに最初の番組。"
    )
