"""visits.yaml, `survey`: one touch after the visit says how it was. Anonymous: counts a day."""

from typing import Annotated

from pydantic import Field

from config.schema.values import Id, Model, Text


class Survey(Model):
    """One question with five faces, at kiosks and on the ticket's page on a phone."""

    question: Text | None = Field(
        default=None,
        description="たずねる文。ないときは「本日のご案内はいかがでしたか」（各言語）。",
    )
    kiosks: tuple[Id, ...] | None = Field(
        default=None,
        description="たずねる発券機。ないときはすべて。[] なら、どの発券機でもたずねません。",
    )
    phone: bool = Field(
        default=True, description="スマートフォンの番号札のページでも、終わったあとにたずねるか。"
    )
    pause_seconds: Annotated[int, Field(ge=5, le=300)] = Field(
        default=20,
        description="同じ発券機での答えを、前のタッチから何秒あけば別の人のものと数えるか。"
        "あかないうちは、何回さわっても1回です（いたずらをふせぎます）。",
    )
