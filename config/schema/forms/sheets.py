"""The official forms: which questions they need, and what stands in which box."""

from typing import Annotated

from pydantic import Field

from config.schema.forms.conditions import Condition
from config.schema.forms.outcomes import Ids
from config.schema.forms.questions import Wire
from config.schema.values import Id, Model, Text, Words


class Cell(Model):
    """A box of a form."""

    label: Words = Field(description="様式に印刷される見出し。")
    fields: Annotated[tuple[Id, ...], Field(min_length=1, max_length=20)] = Field(
        description="この欄に入る項目の id。いくつか書くと、聞いた最初のものが入ります。"
    )
    aside: bool = Field(default=False, description="true なら、前の欄と同じ行に並べます。")


class Section(Model):
    """A part of a form."""

    title: Words = Field(description="この部分の見出し。")
    cells: Annotated[tuple[Cell, ...], Field(min_length=1, max_length=100)] = Field(
        description="欄を、様式の順に。"
    )
    group: Id | None = Field(
        default=None, description="1人1行の表にするグループの id。ないときは1回だけ。"
    )
    when: Condition | None = Field(
        default=None, description="この部分を出す条件。表では、条件に合う人の行だけを出します。"
    )


class Form(Model):
    """An official form."""

    id: Id = Field(description="この様式を指す名前。英小文字・数字・-。後から変えないでください。")
    wire: Wire = Field(description="コードの中の番号。様式どうしで数えます。使い回せません。")
    version: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=1, description="様式の版。欄を変えたら1つ増やします。"
    )
    title: Text = Field(description="様式の名前。")
    asks: Annotated[Ids, Field(min_length=1)] = Field(
        description="記入に必要なページとグループの id を、聞く順に。"
    )
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=40)] = Field(
        description="様式の部分を、上から順に。"
    )
    addressee: Annotated[str, Field(max_length=60)] = Field(
        default="", description="あて名（「熊本市長」など）。"
    )
    law: Annotated[str, Field(max_length=200)] = Field(
        default="", description="もとになる法令や要綱。"
    )
