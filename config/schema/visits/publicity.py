"""visits.yaml, `publicity`: how congestion is told to everyone."""

import re
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from config.schema.values import Model, WebAddress, Words, distinct, wrong

# A host of a Content-Security-Policy source (CSP 3, 2.3.1): one leading *. at most.
_HOST = re.compile(r"(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?")


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc):
        raise wrong("https://www.city.example.lg.jp の形（/ より前だけ）で書いてください。")
    if text != f"{parts.scheme}://{parts.netloc}":
        raise wrong("アドレスは / より前だけを書いてください。")
    return text


Origin = Annotated[str, Field(max_length=200), AfterValidator(_origin)]
# The names that every S3-compatible store takes (Amazon S3 User Guide, bucket naming rules).
BucketName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
Folder = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$")]


class Licence(Model):
    """Under what the data may be used."""

    name: Words = Field(default="CC BY 4.0", description="ライセンスの名前。")
    url: WebAddress = Field(
        default="https://creativecommons.org/licenses/by/4.0/",
        description="ライセンスの文のアドレス。",
    )


class Bucket(Model):
    """A store that speaks the S3 protocol."""

    endpoint: WebAddress = Field(
        description="保管場所（S3 互換）のアドレス。"
        "Amazon S3 の東京なら https://s3.ap-northeast-1.amazonaws.com。"
    )
    name: BucketName = Field(description="バケットの名前。")
    region: Words = Field(default="ap-northeast-1", description="リージョンの名前。")
    prefix: Folder | None = Field(
        default=None, description="バケットの中のフォルダー。ないときは、いちばん上。"
    )
    key_file: Words = Field(
        description="1行目にアクセスキー、2行目にシークレットキーを書いたファイル。"
        "ハブだけが読めるように。このバケットに書くことだけを許した鍵にしてください。"
    )
    ca: Words | None = Field(
        default=None, description="サーバーの証明書を確かめる、庁内の認証局の証明書（PEM）。"
    )


class StaticCopy(Model):
    """The public pages and the data as files, for another web server to give out."""

    folder: Words | None = Field(
        default=None,
        description="ファイルを書くフォルダー（ファイル共有でもよい）。相対のときは設定のフォルダーから。",
    )
    bucket: Bucket | None = Field(default=None, description="ファイルを送るバケット。")
    every_seconds: Annotated[int, Field(ge=10, le=300)] = Field(
        default=60, description="何秒ごとに書くか。"
    )

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.folder is None and self.bucket is None:
            raise wrong("folder か bucket を書いてください。")
        return self


class Publicity(Model):
    """Who else may show the congestion, and where copies of it go."""

    embed: Annotated[tuple[Origin, ...], Field(max_length=20)] = Field(
        default=(),
        description="/fragment を自分のページの中（iframe）に出してよいサイト。"
        "https://www.city.example.lg.jp の形で。ないときは、どこにも出せません。",
    )
    licence: Licence = Field(
        default_factory=Licence, description="オープンデータ（/data/…）のライセンス。"
    )
    static: StaticCopy | None = Field(
        default=None, description="公開ページとデータを、ファイルとしても書き出すか。"
    )

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        distinct(self.embed, "サイト")
        return self
