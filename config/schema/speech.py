"""Spoken calls: what the whole city decides (site.yaml), and what one display does."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from config.schema.values import Language, Model, TimeOfDay, Words, wrong

Percent = Annotated[int, Field(ge=0, le=100)]
_KANA = re.compile(r"[ぁ-ゖァ-ヶー]+")


def _kana(reading: str) -> str:
    if not _KANA.fullmatch(reading):
        raise wrong("読みは、ひらがなかカタカナだけで書いてください。")
    return reading


Reading = Annotated[Words, AfterValidator(_kana)]


class VolumePeriod(Model):
    """A time of day with a volume of its own."""

    begins: TimeOfDay = Field(alias="from", description="いつから。")
    ends: TimeOfDay = Field(
        alias="until", description="いつまで。from より前の時刻なら、次の日のその時刻まで。"
    )
    volume: Percent = Field(description="この時間の音量（%）。0 なら、チャイムも声も出しません。")

    @model_validator(mode="after")
    def _some_time(self) -> Self:
        if self.begins == self.ends:
            raise wrong("from と until は、ちがう時刻にしてください。")
        return self


class SpeechRules(Model):
    """How calls are spoken on all displays of the city."""

    languages: tuple[Language, ...] | None = Field(
        default=None,
        description="呼び出しを読み上げる言語。日本語はいつも、ほかは番号札の言語のときに、日本語の"
        "あとに続けます。ないときは languages のうち、声のある言語すべて。",
    )
    volume: Percent = Field(default=80, description="いつもの音量（%）。")
    periods: tuple[VolumePeriod, ...] = Field(
        default=(),
        description="音量を変える時間。重なるときは先に書いたほう。静かにする時間は volume: 0。",
    )
    readings: dict[Words, Reading] = Field(
        default_factory=dict,
        description="キオスクの音声案内が読みまちがえることばと、その読み（かな）。"
        "`三次市: みよしし` の形。地名・課や窓口の名前・手続きの名前などに。",
    )


class Speech(Model):
    """What one display does with its loudspeaker. The clock time is that of the lobby."""

    kind: Literal["device", "file", "demo", "none"] = Field(
        default="device",
        description="device はスピーカーから。file は音のかわりに、端末のデータのフォルダーの "
        "heard.wav に書きます（確かめ用）。demo はスピーカーがあれば device、なければ file。"
        "none は音を出しません（同じ場所の2枚目の表示盤など）。",
    )
    calls: Literal["all", "counters", "ready"] = Field(
        default="all",
        description="読み上げる呼び出し。counters は窓口への呼び出しだけ、ready は書類ができた番号"
        "（board の業務）だけ、all は両方。",
    )
