"""hub.yaml, `alerts`: who is told when a device needs a person."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from config.mailbox import is_mailbox
from config.schema.values import Hours, Minutes, Model, Port, WebAddress, Words, distinct, wrong


def _mailbox(text: str) -> str:
    if not is_mailbox(text):
        raise wrong("メールアドレスを kanri@city.example.jp の形で書いてください。")
    return text


Mailbox = Annotated[str, AfterValidator(_mailbox)]


class MailHost(Model):
    """An SMTP server, and as whom mail is sent through it."""

    host: Words = Field(description="メールサーバー（SMTP）の名前かアドレス。")
    port: Port = Field(
        default=587, description="ポート番号。starttls はふつう 587、tls は 465、none は 25。"
    )
    security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="暗号化のしかた。none は、同じ機械か閉じた網の中だけで。"
    )
    ca: Words | None = Field(
        default=None, description="サーバーの証明書を確かめる、庁内の認証局の証明書（PEM）。"
    )
    user: Words | None = Field(default=None, description="サーバーにサインインする名前。")
    password_file: Words | None = Field(
        default=None,
        description="そのパスワードだけを書いたファイル。ハブだけが読めるように。",
    )
    sender: Mailbox = Field(description="差出人のアドレス。")

    @model_validator(mode="after")
    def _signs_in_safely(self) -> Self:
        if (self.user is None) is not (self.password_file is None):
            raise wrong("user と password_file は、両方書くか、両方書かないでください。")
        if self.user is not None and self.security == "none":
            raise wrong("暗号化なしではサインインできません。security を starttls か tls に。")
        return self


class Mail(MailHost):
    """A mail server, and who gets mail through it."""

    to: tuple[Mailbox, ...] = Field(min_length=1, max_length=10, description="宛先のアドレス。")

    @model_validator(mode="after")
    def _to_different_people(self) -> Self:
        distinct(self.to, "宛先")
        return self


class Webhook(Model):
    """An address that gets the news as JSON."""

    url: WebAddress = Field(description="JSON を送る（POST）アドレス。")
    ca: Words | None = Field(
        default=None, description="サーバーの証明書を確かめる、庁内の認証局の証明書（PEM）。"
    )


class Alerts(Model):
    """Who is told when a device needs a person, and when."""

    patience_minutes: Minutes = Field(
        default=3, description="何分続いたら知らせるか。すぐになおったものは知らせません。"
    )
    hours: Hours | None = Field(
        default=None,
        description="知らせる曜日と時間。そのほかの時間と休みの日は静かにし、"
        "まだ続いていれば、次の時間に知らせます。端末の電源を入れ終わる時刻からにします。"
        "ないときは、いつでも知らせます。",
    )
    mail: Mail | None = Field(default=None, description="メールで知らせる。")
    webhook: Webhook | None = Field(default=None, description="ほかのしくみに JSON で知らせる。")
