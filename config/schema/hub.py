"""hub.yaml: how the hub runs on its machine."""

import ipaddress
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from config.schema.alerts import Alerts
from config.schema.values import Id, Model, Port, Words, distinct, wrong

DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


def is_loopback(host: str) -> bool:
    """Does `host` reach this machine alone? A name other than localhost counts as outside."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _database(url: str) -> str:
    if not url.startswith(DATABASES):
        raise wrong("sqlite:/// か postgresql:// で始まるアドレスを書いてください。")
    return url


DatabaseAddress = Annotated[str, Field(max_length=500), AfterValidator(_database)]


class Listen(Model):
    """Where the hub waits for terminals and browsers."""

    host: Words = Field(
        default="127.0.0.1",
        description="待ち受けるアドレス。ほかの機械からつなぐなら 0.0.0.0 かそのアドレス。",
    )
    port: Port = Field(default=8470, description="待ち受けるポート番号。")


class Tls(Model):
    """The hub's certificate. Relative paths start at the configuration directory."""

    certificate: Words = Field(description="証明書のファイル（PEM、中間証明書を含む）。")
    key: Words = Field(description="秘密鍵のファイル（PEM）。ハブだけが読めるように。")


class Lockout(Model):
    """When a name that is signed in wrongly too often must wait."""

    attempts: int = Field(default=5, ge=3, le=20, description="続けて何回まちがえたら止めるか。")
    minutes: int = Field(default=15, ge=1, le=1440, description="何分止めるか。")


class Scanner(Model):
    """A code scanner on a serial port of the hub's machine (USB-COM)."""

    id: Id = Field(description="この読みとり機を指す名前。英小文字・数字・-。")
    name: Words = Field(description="係員のページに出る名前（「3番窓口の読みとり機」など）。")
    device: Words = Field(description="ポートの名前（COM3、/dev/ttyACM0 など）。")
    baud: Literal[9600, 19200, 38400, 57600, 115200] = Field(
        default=115200, description="通信速度。読みとり機の設定と同じに。"
    )


class Desk(Model):
    """What happens to forms that visitors filled at a kiosk and staff opened."""

    folder: Words | None = Field(
        default=None,
        description="「書き出す」の行き先のフォルダー。RPA やほかのシステムが見はる場所です。"
        "相対のときは設定のフォルダーから。ないときは、ブラウザーへの保存だけになります。",
    )
    formats: tuple[Literal["json", "csv", "pdf"], ...] = Field(
        default=("json", "csv"), min_length=1, description="フォルダーに書き出す形。"
    )
    keep_days: int = Field(
        default=0,
        ge=0,
        le=365,
        description="読みとった内容を、暗号化してとっておく日数。0 なら、とっておきません。"
        "日がすぎたものは自動で消し、消したことを操作の記録に残します。",
    )
    scanners: tuple[Scanner, ...] = Field(
        default=(), description="シリアルポートの読みとり機。キーボード式のものは書きません。"
    )

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        distinct(self.formats, "形")
        distinct((scanner.id for scanner in self.scanners), "読みとり機の id")
        distinct((scanner.device for scanner in self.scanners), "読みとり機のポート")
        return self


class Retention(Model):
    """For how many days the hub keeps records; nothing is deleted where the city says nothing."""

    visits_days: int | None = Field(
        default=None,
        ge=60,
        le=3650,
        description="番号の記録（番号、時刻、優先の区分、メモなど）をとっておく日数。"
        "すぎた日の分は、統計を数えてから自動で消します。ないときは消しません。",
    )
    staff_days: int | None = Field(
        default=None,
        ge=365,
        le=3650,
        description="係員の操作の記録をとっておく日数。すぎた分は自動で消します。"
        "ないときは消しません。",
    )


class Hub(Model):
    """The hub's own settings."""

    role: Literal["lobby", "desk", "both"] = Field(
        default="both",
        description="このハブの役目。lobby は番号とロビー、desk は書かない窓口の読みとりだけ、"
        "both は両方。網を分けるときは、lobby のハブと desk のハブを1台ずつ置きます。",
    )

    listen: Listen = Field(default_factory=Listen, description="待ち受け。")
    tls: Tls | None = Field(
        default=None, description="暗号化（HTTPS）の証明書。ないときは HTTP です。"
    )
    allow_plain_http: bool = Field(
        default=False,
        description="true なら、証明書がなくても、ほかの機械からの HTTP を受け付けます。"
        "閉じた網の中だけで使ってください。",
    )
    data_directory: Words = Field(
        default="data",
        description="データを置くフォルダー。相対のときは設定のフォルダーから。",
    )
    database: DatabaseAddress | None = Field(
        default=None,
        description="データベースのアドレス（postgresql://…）。"
        "ないときは、データのフォルダーの SQLite です。",
    )
    session_hours: Annotated[float, Field(gt=0, le=24)] = Field(
        default=12, description="係員のサインインが続く時間。"
    )
    lockout: Lockout = Field(
        default_factory=Lockout, description="サインインをまちがえたときのきまり。"
    )
    retention: Retention = Field(
        default_factory=Retention,
        description="記録をとっておく日数。市の文書のきまりに合わせて決めます。",
    )
    desk: Desk = Field(default_factory=Desk, description="書かない窓口（読みとり）のきまり。")
    alerts: Alerts = Field(
        default_factory=Alerts,
        description="機器に人の手が要るとき（用紙切れ、故障、通信の切れ）の知らせ。",
    )

    @model_validator(mode="after")
    def _guarded(self) -> Self:
        if not (is_loopback(self.listen.host) or self.tls or self.allow_plain_http):
            raise wrong(
                "ほかの機械から暗号化なしでつながります。tls に証明書を書くか、"
                "閉じた網なら allow_plain_http: true としてください。"
            )
        return self
