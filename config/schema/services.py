"""services.yaml: what visitors come for."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from config.schema.site import OwnClosedDays
from config.schema.values import Hours, Id, Model, Text, wrong


class NumberRange(Model):
    """The numbers that a service gives out; after the last one the first comes again."""

    first: int = Field(default=1, ge=0, le=99999, description="はじめの番号。")
    last: int = Field(
        default=999, ge=1, le=99999, description="おわりの番号。この次は、はじめの番号に戻ります。"
    )
    digits: int = Field(default=3, ge=1, le=5, description="けた数。3 なら 7 は 007 と出ます。")

    @model_validator(mode="after")
    def _some_number(self) -> Self:
        if self.first >= self.last:
            raise wrong("番号がありません。last は first より大きくしてください。")
        if len(str(self.last)) > self.digits:
            raise wrong("last が digits のけた数に入りません。")
        return self


class Service(Model):
    """One thing that a visitor comes for, with its own numbers."""

    id: Id = Field(
        description="この窓口業務を指す名前。英小文字・数字・-。後から変えないでください。"
    )
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}$")] = Field(
        description="番号の頭の文字（A–Z を1字か2字）。A なら A-001。"
    )
    name: Text = Field(description="来庁者に見える名前。短く。")
    description: Text | None = Field(
        default=None, description="名前の下に小さく出る説明（どんな手続きか）。"
    )
    numbers: NumberRange = Field(default_factory=NumberRange, description="番号の範囲。")
    hours: Hours | None = Field(
        default=None, description="受付時間。ないときは site.yaml の開庁時間と同じです。"
    )
    closed: tuple[OwnClosedDays, ...] = Field(default=(), description="この業務だけが休む日。")
    daily_maximum: Annotated[int, Field(ge=1, le=99999)] | None = Field(
        default=None, description="1日に出す番号の数の上限。ないときは上限なし。"
    )
    mean_minutes: Annotated[float, Field(ge=0.5, le=240, allow_inf_nan=False)] = Field(
        default=10, description="1人にかかるおよその時間（分）。待ち時間の見込みの初めの値です。"
    )
    steps: tuple[Id, ...] = Field(
        default=(), description="同じ番号で続けて進む業務の id（会計、交付など）を、進む順に。"
    )
    board: bool = Field(
        default=False, description="true なら、呼んだ番号を「できあがり・お渡し」に並べます。"
    )
    at_kiosk: bool = Field(
        default=True, description="キオスクで番号を出すか。会計や交付のような続きの業務は false。"
    )
    remarks: bool = Field(default=False, description="番号に短いメモ（用件など）を付けられるか。")
