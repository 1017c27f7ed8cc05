"""counters.yaml: where visitors are received."""

from typing import Annotated, Literal

from pydantic import Field

from config.schema.values import Hours, Id, Minutes, Model, SignNumber, Text


class Task(Model):
    """A service that a counter receives visitors of."""

    service: Id = Field(description="業務の id（services.yaml）。")
    behind_minutes: Minutes = Field(
        default=0,
        description="手伝いの業務なら、何分遅く来たものとして扱うか。0 なら自分の業務です。",
    )


class Counter(Model):
    """One counter, desk or window."""

    id: Id = Field(description="この窓口を指す名前。英小文字・数字・-。後から変えないでください。")
    number: SignNumber = Field(description="窓口の番号。案内板のとおりに（3、12A など）。")
    name: Text = Field(description="窓口の名前（課の名前など）。")
    direction: Literal["left", "right", "up", "straight"] = Field(
        default="straight", description="表示盤から見た方向。矢印になります。"
    )
    profile: Annotated[tuple[Task, ...], Field(min_length=1)] = Field(
        description="この窓口が受け持つ業務。"
    )
    hours: Hours | None = Field(
        default=None,
        description="職員がいる予定の時間。昼休みは"
        '`mon-fri: ["08:30-12:00", "13:00-17:15"]` の形で書きます。'
        "書くと、待ち時間の見こみが、休む窓口とこれから開く窓口を数えに入れます。",
    )
