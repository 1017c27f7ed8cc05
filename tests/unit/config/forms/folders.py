"""Folders of forms for tests: a small moving-in, right in all, with texts to exchange."""

from pathlib import Path

import pytest

from config.document import Document, parse
from config.faults import Fault
from config.forms.folder import read_forms
from config.schema.forms import Forms

BOOK = """\
version: 3
retired:
  fields: [90]
  groups: {people: [91]}
  options: {reason: [92]}
  events: [93]
  forms: [94]
"""
MOVING = """\
events:
  - id: moving-in
    wire: 1
    shelf: life
    title: {ja: 転入, ja-easy: '{転入|てんにゅう}', en: Moving in}
    asks: [moved, reason]
    procedures: [notify, allowance]
pages:
  - id: moved
    ask: いつ引っこしましたか
    fields:
      - {id: moved-on, wire: 1, type: date, label: 引っこした日, most: 0}
  - id: reason
    ask: どこから来ましたか
    fields:
      - id: reason
        wire: 2
        type: choice
        label: 前の住所
        options:
          - {id: inside, wire: 1, label: 国内}
          - {id: abroad, wire: 2, label: 国外, hint: パスポートが要ります}
  - id: country
    ask: どの国からですか
    when: {eq: {field: reason, value: abroad}}
    fields:
      - {id: country, wire: 3, type: text, label: 国, required: false, most: 40}
  - id: how-many
    ask: 何人ですか
    fields:
      - {id: how-many, wire: 4, type: count, label: 人数, least: 1, most: 8}
  - id: who
    ask: だれですか
    fields:
      - {id: name, wire: 1, type: name, label: 氏名}
      - {id: born, wire: 2, type: date, label: 生年月日, partial: true}
    checks:
      - when: {age_at: {field: born, least: 120}}
        say: 生年月日を確かめてください
        stop: false
groups:
  - {id: people, wire: 5, title: 引っこす人, count: how-many, pages: [who], called: name}
"""
OUTCOMES = """\
documents:
  - {id: card, label: マイナンバーカード}
  - {id: passport, label: パスポート}
procedures:
  - id: notify
    title: 転入届
    service: moving
    why: 住所を登録するためです
    form: moving-in
    bring: [card, {document: passport, when: {eq: {field: reason, value: abroad}}}]
    deadline: {say: 引っこしてから14日以内, after: moved-on, days: 14}
  - id: allowance
    title: 児童手当
    service: childcare
    why: 18歳より下の子どもがいるためです
    when:
      count:
        group: people
        when: {age_at: {field: born, on: moved-on, below: 18}}
    form: allowance
forms:
  - id: moving-in
    wire: 1
    version: 2
    title: 住民異動届
    addressee: 青葉市長
    law: 住民基本台帳法 第22条
    asks: [moved, country, how-many, people]
    sections:
      - title: 届出
        cells:
          - {label: 異動日, fields: [moved-on]}
          - {label: 国, fields: [country], aside: true}
      - title: 異動した人
        group: people
        cells:
          - {label: 氏名, fields: [name]}
          - {label: 生年月日, fields: [born]}
  - id: allowance
    wire: 2
    title: 児童手当 認定請求書
    asks: [how-many, people]
    sections:
      - {title: 児童, group: people, cells: [{label: 氏名, fields: [name]}]}
"""
FILES = {"book.yaml": BOOK, "moving.yaml": MOVING, "outcomes.yaml": OUTCOMES}
OTHERS = {
    "services.yaml": parse("services.yaml", b"[{id: moving}, {id: childcare}]"),
    "terminals.yaml": parse("terminals.yaml", b"kiosks: [{id: kiosk-1, forms: [moving-in]}]"),
}


class Folder:
    """A folder of forms that a test may spoil."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        (directory / "forms").mkdir()
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        (self.directory / "forms" / name).write_text(text, encoding="utf-8")

    def change(self, old: str, new: str) -> None:
        """Exchange the first `old`, in whichever file it stands; there must be one."""
        for path in sorted((self.directory / "forms").iterdir()):
            text = path.read_text(encoding="utf-8")
            if old in text:
                path.write_text(text.replace(old, new, 1), encoding="utf-8")
                return
        pytest.fail(f"no {old!r} in any file")

    def read(self, **others: Document) -> tuple[Forms, list[Fault]]:
        """The forms, and what is wrong with them."""
        faults: list[Fault] = []
        known = OTHERS | {f"{name}.yaml": document for name, document in others.items()}
        forms = read_forms(self.directory, known, faults)
        return forms, faults

    def faults(self) -> list[Fault]:
        return sorted(self.read()[1], key=lambda fault: (fault.file, fault.line, fault.column))

    def only_fault(self) -> Fault:
        (fault,) = self.faults()
        return fault
