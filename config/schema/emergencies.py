"""emergencies.yaml: prepared emergencies, and the machines that may raise them."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from config.schema.values import Id, LongText, Minutes, Model, Text, WebAddress, Words, wrong

Calls = Literal["go_on", "stop"]
Level = Annotated[int, Field(ge=0, le=5)]
Every = Annotated[int, Field(ge=10, le=3600)]
CityCode = Annotated[str, StringConstraints(pattern=r"^\d{7}$")]
ShortCode = Annotated[str, StringConstraints(pattern=r"^\d{3}$")]
Intensity = Literal["4", "5弱", "5強", "6弱", "6強", "7"]

_CALLS = "そのあいだの呼び出し。go_on は緊急の画面のとなりで続け、stop は止めます。"
_EXERCISES = "訓練の情報も出すか。出すときは、どの画面にも「訓練」と大きく出ます。"


class Template(Model):
    """A prepared emergency, raised by a member of staff in two steps."""

    id: Id = Field(description="この用意を指す名前。英小文字・数字・-。")
    name: Words = Field(description="職員が選ぶときの名前（「火災」など）。")
    headline: Text = Field(description="何が起きているか。いちばん大きく出ます。")
    instruction: LongText | None = Field(default=None, description="来庁者がどうすればよいか。")
    area: Text | None = Field(default=None, description="どこのことか。")
    level: Level = Field(
        default=0,
        description="警戒レベル（1〜5）。0 は、警戒レベルのない緊急のお知らせ。"
        "1 と 2 は画面の帯に、ほかは画面全体に出ます。",
    )
    calls: Calls = Field(default="go_on", description=_CALLS)
    minutes: Minutes | None = Field(
        default=None, description="何分で自動で終わるか。ないときは、職員が終えるまで出します。"
    )


class Hook(Model):
    """Another system may raise and end emergencies by HTTP."""

    token_file: Words = Field(
        description="合言葉（32文字以上）だけを書いたファイル。ハブだけが読めるように。"
    )


class CapSource(Model):
    """CAP 1.2 messages, from a folder or an address."""

    id: Id = Field(description="この情報源を指す名前。英小文字・数字・-。")
    url: WebAddress | None = Field(
        default=None, description="CAP か、CAP を並べた Atom・RSS のアドレス。"
    )
    folder: Words | None = Field(
        default=None, description="CAP のファイル（.xml か .cap）が置かれるフォルダー。"
    )
    every_seconds: Every = Field(default=30, description="何秒ごとに見るか。")
    areas: tuple[Words, ...] = Field(
        default=(),
        description="この市にあたる地域のコードか名前。どれかに当たるものだけ出します。"
        "ないときは、すべて。",
    )
    least: Literal["Extreme", "Severe", "Moderate", "Minor", "Unknown"] = Field(
        default="Moderate", description="これより軽いもの（CAP の severity）は出しません。"
    )
    exercises: bool = Field(default=False, description=_EXERCISES)
    calls: Calls = Field(default="go_on", description=_CALLS)
    hours: Annotated[int, Field(ge=1, le=168)] = Field(
        default=24, description="終わりの時刻のないものを、長くて何時間出すか。"
    )
    private: bool = Field(
        default=False, description="庁内の（公開されていない）アドレスから取ってよいか。"
    )
    ca: Words | None = Field(
        default=None, description="サーバーの証明書を確かめる、庁内の認証局の証明書（PEM）。"
    )

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.url is None) is (self.folder is None):
            raise wrong("url か folder の、どちらか一つを書いてください。")
        return self


class Instructions(Model):
    """What the city itself says to do, in place of the general words."""

    level3: LongText | None = Field(default=None, description="警戒レベル3のとき。")
    level4: LongText | None = Field(default=None, description="警戒レベル4のとき。")
    level5: LongText | None = Field(default=None, description="警戒レベル5のとき。")
    quake: LongText | None = Field(default=None, description="強い地震のとき。")
    tsunami: LongText | None = Field(default=None, description="津波警報・大津波警報のとき。")


class Jma(Model):
    """Reports of the 気象庁 (気象庁防災情報XML, PULL型)."""

    feeds: Annotated[tuple[WebAddress, ...], Field(min_length=1, max_length=4)] = Field(
        default=(
            "https://www.data.jma.go.jp/developer/xml/feed/extra.xml",
            "https://www.data.jma.go.jp/developer/xml/feed/eqvol.xml",
        ),
        description="気象庁の高頻度フィード。しばらく読めなかった後は、長期フィード（_l.xml）も読みます。",
    )
    every_seconds: Every = Field(default=60, description="何秒ごとに見るか。")
    prefecture: Words | None = Field(
        default=None,
        description="都道府県の名前（「東京都」）。気象警報の電文を、見出しのこの名前でしぼります。"
        "ないときは、全国の電文を読みます。",
    )
    city: CityCode | None = Field(
        default=None,
        description="気象警報・注意報の市町村等のコード（7けた）。ないときは気象警報を出しません。",
    )
    region: ShortCode | None = Field(
        default=None,
        description="震度速報の地域（地震情報／細分区域）のコード（3けた）。ないときは出しません。",
    )
    coast: ShortCode | None = Field(
        default=None, description="津波予報区のコード（3けた）。ないときは津波警報を出しません。"
    )
    least: Annotated[int, Field(ge=2, le=5)] = Field(
        default=3,
        description="これより軽い気象警報は出しません。2 注意報、3 警報、4 危険警報、5 特別警報。"
        "警戒レベルにあたらない注意報（強風・雷など）は、2 でも出しません。",
    )
    least_intensity: Intensity = Field(
        default="5弱", description="これより小さい震度は出しません。"
    )
    quake_minutes: Annotated[int, Field(ge=1, le=720)] = Field(
        default=30, description="地震のお知らせを何分出すか。"
    )
    exercises: bool = Field(default=False, description=_EXERCISES)
    stop_calls: tuple[Literal["level3", "level4", "level5", "quake", "tsunami"], ...] = Field(
        default=("level5", "tsunami"), description="呼び出しを止めるもの。"
    )
    instructions: Instructions | None = Field(
        default=None,
        description="市が出す、どうすればよいかの文。ないときは、気象庁か国の決めた文。",
    )
    private: bool = Field(
        default=False, description="庁内の（公開されていない）アドレスから取ってよいか。"
    )
    ca: Words | None = Field(
        default=None, description="サーバーの証明書を確かめる、庁内の認証局の証明書（PEM）。"
    )

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if not (self.city or self.region or self.coast):
            raise wrong("city・region・coast のどれかを書いてください。")
        return self


class Emergencies(Model):
    """Prepared emergencies, and where others come from."""

    templates: tuple[Template, ...] = Field(
        default=(), description="用意した緊急のお知らせ。職員がボタンで選ぶ順に書きます。"
    )
    hook: Hook | None = Field(
        default=None, description="ほかのしくみから HTTP（POST /api/alerts）で受けるか。"
    )
    cap: tuple[CapSource, ...] = Field(
        default=(), description="CAP 1.2 の緊急情報を、ファイルかフィードから受けるか。"
    )
    jma: Jma | None = Field(default=None, description="気象庁の電文を受けるか。")
