"""floors.yaml: the floor guide that a display shows when it is touched."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from config.schema.values import Id, Model, Text, Words

Kind = Literal[
    "counter",
    "room",
    "entrance",
    "information",
    "waiting_area",
    "toilet",
    "accessible_toilet",
    "nursing_room",
    "elevator",
    "stairs",
    "escalator",
    "atm",
    "telephone",
    "aed",
    "shop",
    "parking",
    "bus_stop",
]
Coordinate = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False, strict=False)]
Kana = Annotated[str, StringConstraints(pattern=r"^[ぁ-ゖァ-ヺー・ 　]{1,60}$")]


class Floor(Model):
    """One floor with its plan."""

    id: Id = Field(description="この階を指す名前。英小文字・数字・-。")
    storey: Annotated[int, Field(ge=-9, le=99)] = Field(
        description="何階か。地下1階は -1。0 はありません。"
    )
    name: Text = Field(description="階の名前（「1階」など）。")
    plan: Words = Field(
        description="平面図の SVG ファイル。文字は入れないでください（画面が言語ごとに書きます）。"
    )
    metres_wide: Annotated[float, Field(gt=0, le=2000, allow_inf_nan=False, strict=False)] = Field(
        description="図の幅（viewBox の幅）が何メートルか。"
    )


class Node(Model):
    """A spot that ways lead through: a crossing of corridors, the front of a counter."""

    id: Id = Field(description="この地点を指す名前。")
    floor: Id = Field(description="階の id。")
    x: Coordinate = Field(description="図の左からの位置（viewBox の単位）。")
    y: Coordinate = Field(description="図の上からの位置（viewBox の単位）。")


class Ways(Model):
    """A chain of spots, each joined with the next one."""

    along: Annotated[tuple[Id, ...], Field(min_length=2)] = Field(
        description="通る地点の id を、順に。"
    )
    by: Literal["walk", "slope", "elevator", "escalator", "stairs"] = Field(
        default="walk",
        description="walk 通路、slope スロープ、elevator エレベーター、stairs 階段、"
        "escalator エスカレーター（書いた向きだけ）。",
    )


class Place(Model):
    """Something that a visitor may look for."""

    id: Id = Field(description="この場所を指す名前。")
    kind: Kind = Field(description="何の場所か。絵記号と、名前がないときの呼び名になります。")
    node: Id = Field(description="この場所の前の地点の id。道案内はここまでです。")
    x: Coordinate | None = Field(
        default=None, description="絵記号の位置。ないときは地点と同じところ。"
    )
    y: Coordinate | None = Field(default=None, description="絵記号の位置。")
    name: Text | None = Field(
        default=None, description="名前。ないときは、窓口の名前か、種類の呼び名。"
    )
    reading: Kana | None = Field(
        default=None, description="名前の読み（かな）。さがすときに使います。"
    )
    words: tuple[Words, ...] = Field(
        default=(), description="ほかの呼び名や、何をしに行くところか。さがすときに使います。"
    )
    counter: Id | None = Field(
        default=None, description="窓口の id（counters.yaml）。業務と待ち状況が出ます。"
    )


class Floors(Model):
    """The building."""

    floors: tuple[Floor, ...] = Field(default=(), description="階。")
    nodes: tuple[Node, ...] = Field(default=(), description="通り道の地点。")
    ways: tuple[Ways, ...] = Field(default=(), description="地点と地点を結ぶ道。")
    places: tuple[Place, ...] = Field(default=(), description="案内する場所。")
