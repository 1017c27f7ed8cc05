"""What answers lead to: events with their procedures, papers and deadlines."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from config.schema.forms.conditions import Condition
from config.schema.forms.questions import Wire
from config.schema.values import Id, LongText, Model, Text

Ids = Annotated[tuple[Id, ...], Field(max_length=300)]


class Document(Model):
    """Something to bring."""

    id: Id = Field(description="この持ち物を指す名前。英小文字・数字・-。")
    label: LongText = Field(description="持ち物の名前。見てわかるように。")


class Bring(Model):
    """A document that a procedure needs."""

    document: Id = Field(description="持ち物（documents）の id。")
    when: Condition | None = Field(
        default=None, description="必要になる条件。ないときはいつも必要です。"
    )


def _document_alone(value: object) -> object:
    return {"document": value} if isinstance(value, str) else value


# Written as the document's id alone where it is always needed.
Needed = Annotated[Bring, BeforeValidator(_document_alone, json_schema_input_type=Bring | Id)]


class Deadline(Model):
    """Until when a procedure must be done."""

    say: LongText = Field(description="期限の言葉（「引っこしてから14日以内」など）。")
    after: Id | None = Field(
        default=None, description="どの日から数えるか。グループの外の、日付の項目の id。"
    )
    days: Annotated[int, Field(ge=-3650, le=3650)] = Field(
        default=0, description="その日から何日後までか。"
    )


class Procedure(Model):
    """A decision row."""

    id: Id = Field(description="この手続きを指す名前。英小文字・数字・-。")
    title: Text = Field(description="手続きの名前。")
    service: Id = Field(description="どの業務（services.yaml の id）で行うか。")
    why: LongText = Field(description="なぜ必要か。来庁者にわかる言葉で。")
    when: Condition | None = Field(
        default=None, description="必要になる条件。ないときはいつも必要です。"
    )
    form: Id | None = Field(default=None, description="記入する様式（forms）の id。")
    bring: Annotated[tuple[Needed, ...], Field(max_length=60)] = Field(
        default=(), description="持ち物。documents の id か、`{document: id, when: 条件}`。"
    )
    deadline: Deadline | None = Field(default=None, description="期限。")


class Event(Model):
    """What a visitor comes for."""

    id: Id = Field(description="この用件を指す名前。英小文字・数字・-。後から変えないでください。")
    wire: Wire = Field(description="コードの中の番号。用件どうしで数えます。使い回せません。")
    shelf: Literal["life", "papers"] = Field(
        description="キオスクのどちらに並ぶか。life はくらしの出来事、papers は証明書など。"
    )
    title: Text = Field(description="用件の名前。")
    asks: Ids = Field(default=(), description="はじめに全員に聞くページとグループの id。")
    procedures: Annotated[Ids, Field(min_length=1)] = Field(
        description="調べる手続きの id を、窓口を回る順に。"
    )
    description: LongText | None = Field(default=None, description="名前の下に小さく出る説明。")
    icon: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$", max_length=40)] = Field(
        default="description", description="アイコンの名前（Material Symbols）。"
    )
