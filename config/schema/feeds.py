"""feeds.yaml: news, calendars and weather that displays show, and where they come from."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from config.schema.values import Id, Model, WebAddress, Words, wrong

AreaCode = Annotated[str, StringConstraints(pattern=r"^\d{5,7}$")]


class Feed(Model):
    """One source."""

    id: Id = Field(description="この情報源を指す名前。番組の中で使います。英小文字・数字・-。")
    kind: Literal["news", "calendar", "weather"] = Field(
        description="news は RSS か Atom、calendar は iCalendar（.ics）、"
        "weather は気象庁の天気予報（JSON）。"
    )
    url: WebAddress = Field(description="アドレス。")
    every_minutes: Annotated[int, Field(ge=1, le=1440)] = Field(
        default=15, description="何分ごとに見るか。"
    )
    area: AreaCode | None = Field(
        default=None,
        description="weather で出す地域（一次細分区域）のコード（東京地方は 130010）。"
        "ないときは、はじめの地域。",
    )
    private: bool = Field(
        default=False, description="庁内の（公開されていない）アドレスから取ってよいか。"
    )
    ca: Words | None = Field(
        default=None, description="サーバーの証明書を確かめる、庁内の認証局の証明書（PEM）。"
    )

    @model_validator(mode="after")
    def _area_of_weather(self) -> Self:
        if self.area is not None and self.kind != "weather":
            raise wrong("area は kind: weather のときだけです。")
        return self
