"""What is asked: options, fields, pages, and the groups of pages asked of each person."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from config.schema.forms.conditions import Condition
from config.schema.values import Id, LongText, Model, Text, wrong

Kind = Literal[
    "text",
    "kana",
    "name",
    "address",
    "phone",
    "digits",
    "code",
    "date",
    "count",
    "choice",
    "choices",
]
# What staff read where a kind is chosen.
KINDS: dict[Kind, str] = {
    "text": "文字",
    "kana": "ひらがなとカタカナ",
    "name": "氏名とふりがな",
    "address": "郵便番号と住所",
    "phone": "電話番号（0 から始まる10桁か11桁）",
    "digits": "数字だけの番号",
    "code": "英大文字と数字の番号（在留カードなど）",
    "date": "年月日",
    "count": "人数",
    "choice": "1つを選ぶ",
    "choices": "いくつか選ぶ",
}
CHOOSING = ("choice", "choices")
# What a My Number card tells of its holder, and the type of the fields that can take it.
CardItem = Literal["name", "address", "birth", "sex", "expiry"]
CARD_TYPES: dict[CardItem, Kind] = {
    "name": "name",
    "address": "address",
    "birth": "date",
    "sex": "choice",
    "expiry": "date",
}
# As the card states it (JIS X 0303): 1 male, 2 female.
CardSex = Literal[1, 2]
# A whole number that stands for something in a sealed code, for ever.
Wire = Annotated[int, Field(ge=1, le=65535)]
Wires = Annotated[tuple[Wire, ...], Field(max_length=1000)]


class Option(Model):
    """One answer to choose."""

    id: Id = Field(
        description="この選択肢を指す名前。英小文字・数字・-。後から変えないでください。"
    )
    wire: Wire = Field(
        description="コードの中の番号。項目ごとに別々に数えます。一度使った番号は使い回せません。"
    )
    label: Text = Field(description="画面に出る言葉。")
    hint: LongText | None = Field(default=None, description="言葉の下に小さく出る説明。")
    when: Condition | None = Field(
        default=None, description="この選択肢を出す条件。ないときはいつも出します。"
    )
    card: CardSex | None = Field(
        default=None,
        description="card: sex の項目で、カードの性別のどれにあたるか（1 は男、2 は女）。",
    )


class Question(Model):
    """One field of a page."""

    id: Id = Field(description="この項目を指す名前。英小文字・数字・-。後から変えないでください。")
    wire: Wire = Field(
        description="コードの中の番号。グループの外の項目とグループは一緒に、グループの中の項目は"
        "グループごとに数えます。23 までは1バイトで済みます。一度使った番号は使い回せません。"
    )
    type: Kind = Field(description="何を答えるか。")
    label: Text = Field(description="項目の名前。確認の画面にも出ます。")
    hint: LongText | None = Field(default=None, description="項目の下に出る説明や例。")
    options: Annotated[tuple[Option, ...], Field(max_length=60)] = Field(
        default=(), description="choice と choices の選択肢。60まで。"
    )
    required: bool = Field(
        default=True,
        description="答えが必要か。条件に使う項目は必要です（「窓口で聞く」はいつでも選べます）。",
    )
    least: Annotated[int, Field(ge=-100000, le=100000)] | None = Field(
        default=None,
        description="少なくとも何文字・何人・いくつか。date では今日から何日後からか（負もよい）。",
    )
    most: Annotated[int, Field(ge=-100000, le=100000)] | None = Field(
        default=None,
        description="多くて何文字・何人・いくつか。date では今日から何日後までか（0 は今日）。",
    )
    partial: bool = Field(
        default=False, description="date で、月や日がわからない答えも受けるか（古い戸籍など）。"
    )
    card: CardItem | None = Field(
        default=None,
        description="窓口に来た人（グループの中ではその人）のマイナンバーカードから入れるもの。"
        "name・address・birth（生年月日）・sex（性別）・expiry（カードの有効期限）。",
    )

    @model_validator(mode="after")
    def _fits_its_type(self) -> Self:
        if self.type in CHOOSING and not self.options:
            raise wrong("choice と choices には options が必要です。")
        if self.type not in CHOOSING and self.options:
            raise wrong("options は choice と choices だけに書けます。")
        if self.partial and self.type != "date":
            raise wrong("partial は date だけに書けます。")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise wrong("most は least 以上にしてください。")
        negative = min(self.least or 0, self.most or 0) < 0
        if negative and self.type != "date":
            raise wrong("least と most がマイナスになるのは date だけです。")
        return self

    @model_validator(mode="after")
    def _fits_the_card(self) -> Self:
        if self.card and self.type != CARD_TYPES[self.card]:
            raise wrong(f"card: {self.card} は type: {CARD_TYPES[self.card]} だけに書けます。")
        sexes = sorted(option.card for option in self.options if option.card)
        if self.card == "sex" and sexes != [1, 2]:
            raise wrong("card: sex には、card: 1 と card: 2 の選択肢が1つずつ必要です。")
        if self.card != "sex" and sexes:
            raise wrong("選択肢の card は、card: sex の項目だけに書けます。")
        return self


class Check(Model):
    """Words that appear when the answers of a page satisfy a condition."""

    when: Condition = Field(description="言葉を出す条件。このページの答えも見られます。")
    say: LongText = Field(description="出す言葉。どうすればよいかまで。")
    stop: bool = Field(
        default=True, description="true なら直すまで進めません。false なら知らせるだけです。"
    )


class Page(Model):
    """One question on one screen."""

    id: Id = Field(description="このページを指す名前。英小文字・数字・-。")
    ask: Text = Field(description="問いかけ。1ページに1つ。")
    fields: Annotated[tuple[Question, ...], Field(min_length=1, max_length=12)] = Field(
        description="答える項目。"
    )
    help: LongText | None = Field(default=None, description="問いかけの下に出る説明。")
    when: Condition | None = Field(
        default=None, description="このページを聞く条件。前のページの答えだけを見られます。"
    )
    checks: Annotated[tuple[Check, ...], Field(max_length=20)] = Field(
        default=(), description="答えの間のきまり。"
    )


class Group(Model):
    """Pages that are asked of each of several people."""

    id: Id = Field(
        description="このグループを指す名前。英小文字・数字・-。後から変えないでください。"
    )
    wire: Wire = Field(
        description="コードの中の番号。グループの外の項目と一緒に数えます。使い回せません。"
    )
    title: Text = Field(description="グループの名前（「いっしょに引っこす人」など）。")
    count: Id = Field(description="人数を聞く項目（type: count、グループの外）の id。")
    pages: Annotated[tuple[Id, ...], Field(min_length=1, max_length=60)] = Field(
        description="1人ずつ聞くページの id を、聞く順に。"
    )
    called: Id | None = Field(
        default=None, description="その人を画面で呼ぶときの、氏名の項目（type: name）の id。"
    )
    when: Condition | None = Field(default=None, description="このグループを聞く条件。")
