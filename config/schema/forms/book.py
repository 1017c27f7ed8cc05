"""One file of definitions, and all files together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from config.schema.forms.outcomes import Document, Event, Procedure
from config.schema.forms.questions import Group, Page, Wires
from config.schema.forms.sheets import Form
from config.schema.values import Id, Model


class Retired(Model):
    """Wire numbers that once stood for something that is gone."""

    fields: Wires = Field(default=(), description="グループの外の項目とグループの番号。")
    groups: Mapping[Id, Wires] = Field(
        default_factory=dict, description="グループの id → その中の項目の番号。"
    )
    options: Mapping[Id, Wires] = Field(
        default_factory=dict, description="項目の id → その選択肢の番号。"
    )
    events: Wires = Field(default=(), description="用件の番号。")
    forms: Wires = Field(default=(), description="様式の番号。")


class Book(Model):
    """One YAML file of the folder forms. All files together make the book of definitions."""

    version: Annotated[int, Field(ge=1, le=65535)] | None = Field(
        default=None,
        description="定義全体の版。book.yaml だけに書きます。変えるたびに1つ増やしてください。",
    )
    retired: Retired = Field(
        default_factory=Retired, description="もう使わない番号。book.yaml だけに書きます。"
    )
    events: tuple[Event, ...] = Field(default=(), description="用件。書いた順に並びます。")
    pages: tuple[Page, ...] = Field(default=(), description="ページ。書く順は自由です。")
    groups: tuple[Group, ...] = Field(default=(), description="1人ずつ聞くグループ。")
    procedures: tuple[Procedure, ...] = Field(default=(), description="手続き。")
    documents: tuple[Document, ...] = Field(default=(), description="持ち物。")
    forms: tuple[Form, ...] = Field(default=(), description="様式。")


@dataclass(frozen=True, slots=True)
class Forms:
    """All files of the folder together, in the order of their names. Empty without a folder.

    `files` says which file each event comes from: file name -> ids.
    """

    version: int = 0
    retired: Retired = field(default_factory=Retired)
    events: tuple[Event, ...] = ()
    pages: tuple[Page, ...] = ()
    groups: tuple[Group, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    documents: tuple[Document, ...] = ()
    forms: tuple[Form, ...] = ()
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
