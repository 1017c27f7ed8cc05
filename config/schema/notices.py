"""notices.yaml: plain notices that the lobby display shows in turn."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from config.schema.values import (
    FromMoment,
    Id,
    LongText,
    Model,
    Text,
    UntilMoment,
    WebAddress,
    wrong,
)


class Notice(Model):
    """One notice."""

    id: Id = Field(description="このお知らせを指す名前。英小文字・数字・-。")
    title: Text = Field(description="見出し。大きく出ます。")
    body: LongText = Field(description="本文。2、3行まで。")
    link: WebAddress | None = Field(
        default=None, description="くわしいページのアドレス。QR コードになります。"
    )
    begins: FromMoment | None = Field(
        default=None, alias="from", description="いつから出すか。ないときは今から。"
    )
    ends: UntilMoment | None = Field(
        default=None,
        alias="until",
        description="いつまで出すか。日だけのときは、その日の終わりまで。ないときはずっと。",
    )
    seconds: Annotated[int, Field(ge=5, le=600)] = Field(
        default=15, description="1回に何秒出すか。"
    )

    @model_validator(mode="after")
    def _some_time(self) -> Self:
        if self.begins and self.ends and self.begins >= self.ends:
            raise wrong("until は from より後にしてください。")
        return self
