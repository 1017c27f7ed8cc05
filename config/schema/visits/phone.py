"""visits.yaml, `phone`: the ticket's page on the visitor's phone, notices, numbers by phone."""

import re
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from config.schema.alerts import MailHost
from config.schema.values import Hours, Id, Model, Words, distinct, wrong

Count = Annotated[int, Field(ge=1, le=1000)]
LateMinutes = Annotated[int, Field(ge=1, le=60)]

_HOST = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?")


def networks(texts: Iterable[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    """The address ranges; ValueError where a text names none."""
    return tuple(map(ip_network, texts))


def _network(text: str) -> str:
    try:
        ip_network(text)
    except ValueError:
        raise wrong("アドレスの範囲を 192.0.2.0/24 の形で書いてください。") from None
    return text


def _push_host(text: str) -> str:
    if not _HOST.fullmatch(text):
        raise wrong("プッシュの送り先は push.example.com か *.push.example.com の形で。")
    return text


Network = Annotated[str, Field(max_length=50), AfterValidator(_network)]
PushHost = Annotated[str, Field(max_length=100), AfterValidator(_push_host)]


class Push(Model):
    """Notices by the visitor's browser (Web Push). The keys are made by the hub itself."""

    contact: Words = Field(
        description="プッシュのサーバーの管理者が、困ったときに連絡するアドレス。"
        "mailto:lobby@city.example.jp か https:// の形で。"
    )
    services: Annotated[tuple[PushHost, ...], Field(min_length=1, max_length=30)] = Field(
        default=(
            "fcm.googleapis.com",
            "updates.push.services.mozilla.com",
            "*.push.services.mozilla.com",
            "*.notify.windows.com",
            "*.push.apple.com",
        ),
        description="送ってよい、ブラウザーのプッシュのサーバー。ほかのアドレスには送りません。",
    )
    private: bool = Field(
        default=False, description="庁内の（公開されていない）アドレスに送ってよいか。"
    )
    ca: Words | None = Field(
        default=None, description="サーバーの証明書を確かめる、庁内の認証局の証明書（PEM）。"
    )

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not self.contact.startswith(("mailto:", "https://")):
            raise wrong("contact は mailto: か https:// で始めてください。")
        distinct(self.services, "プッシュの送り先")
        return self


class Numbers(Model):
    """Numbers that visitors take on their own phone."""

    by: Literal["code", "network", "anywhere"] = Field(
        default="code",
        description="だれが取れるか。code は入口に出す今日の合言葉を入れた人、"
        "network はロビーの Wi-Fi などにつないだ人、anywhere はだれでも。",
    )
    networks: Annotated[tuple[Network, ...], Field(max_length=20)] = Field(
        default=(), description="by が network のときの、アドレスの範囲（192.0.2.0/24）。"
    )
    services: tuple[Id, ...] | None = Field(
        default=None, description="スマートフォンで取れる窓口サービス。ないときはすべて。"
    )
    hours: Hours | None = Field(
        default=None,
        description="取れる曜日と時間。ないときは、その窓口サービスの受付時間のあいだ。",
    )
    most: Count = Field(
        default=60, description="スマートフォンで取られて、待っている番号の数の上限。"
    )
    per_address_an_hour: Count = Field(
        default=4,
        description="一つのアドレスから1時間に取れる数。ロビーの Wi-Fi では多くの人が"
        "同じアドレスになります。",
    )
    an_hour: Count = Field(default=120, description="全体で1時間に取れる数。")

    @model_validator(mode="after")
    def _networks_where_needed(self) -> Self:
        if self.by == "network" and not self.networks:
            raise wrong("by が network のときは、networks を書いてください。")
        distinct(self.networks, "アドレスの範囲")
        return self


class Phone(Model):
    """What a visitor can do on a phone with the ticket's page."""

    mail: MailHost | None = Field(
        default=None,
        description="知らせと予約のメールを送るサーバー。ないときは、メールを使いません。",
    )
    push: Push | None = Field(
        default=None,
        description="ブラウザーへの知らせ（Web Push）。ないときは使いません。"
        "ハブがインターネットに出られて、ページが https のときに使えます。",
    )
    late: Annotated[tuple[LateMinutes, ...], Field(max_length=6)] = Field(
        default=(5, 10, 20, 30),
        description="「遅れます」で選べる分数。[] なら「遅れます」を出しません。",
    )
    numbers: Numbers | None = Field(
        default=None,
        description="スマートフォンで番号を取れるようにするか。ないときは取れません。",
    )
    proxies: Annotated[tuple[Network, ...], Field(max_length=20)] = Field(
        default=(),
        description="ハブの前に置いたリバースプロキシのアドレス。ここから来た X-Forwarded-For"
        " だけを信じます。",
    )

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        distinct(map(str, self.late), "分数")
        distinct(self.proxies, "アドレスの範囲")
        return self
