"""visits.yaml, `figures`: what the hall has set itself, and what its figures must not tell."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from config.schema.values import Id, Model, distinct


class Goal(Model):
    """So many visitors in ten are called within so many minutes."""

    minutes: Annotated[int, Field(ge=1, le=240)] = Field(
        description="受付から呼び出しまでの分数。60分までは5分きざみなら、正確に数えられます。"
    )
    of_ten: Annotated[int, Field(ge=1, le=10)] = Field(
        default=9, description="10人のうち何人を、この分数までに呼び出すか。"
    )
    services: tuple[Id, ...] | None = Field(
        default=None, description="めあての窓口サービス。ないときはすべて。"
    )

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        distinct(self.services or (), "窓口サービス")
        return self


class Figures(Model):
    """The dashboard, its exports and the monthly report."""

    goals: Annotated[tuple[Goal, ...], Field(max_length=20)] = Field(
        default=(), description="待ち時間の目標。グラフに線で出ます。"
    )
    least: Annotated[int, Field(ge=2, le=50)] = Field(
        default=5,
        description="これより少ない人数のまとまりは、時間の数字を出しません（だれのことかが"
        "分かるのをふせぎます）。",
    )
    counter_days: Annotated[int, Field(ge=1, le=60)] = Field(
        default=5,
        description="窓口べつの数字は、開いた日がこれより少ない期間では出しません"
        "（その日の担当の職員が分かるのをふせぎます）。",
    )
