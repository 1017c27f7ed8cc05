"""terminals.yaml: the kiosks with their printers and card readers, and the lobby displays."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from config.schema.keypad import Keypad
from config.schema.speech import Speech
from config.schema.values import Id, Model, Port, Text, Words

PaperWidth = Annotated[Literal[58, 80], Field(default=80, description="紙の幅（mm）。58 か 80。")]

Answers = Annotated[
    Literal["jobs", "state", "nothing"],
    Field(
        default="jobs",
        description="プリンターの答え方。jobs は印刷の終わりまで答える（GS r）、state は用紙などの"
        "状態だけ（DLE EOT）、nothing は何も答えない。安いプリンターで「印刷できたか"
        "わかりません」と出続けるなら state に。",
    ),
]


class NetworkPrinter(Model):
    """A receipt printer on the network."""

    kind: Literal["network"] = Field(description="network: LAN のプリンター。")
    host: Words = Field(description="プリンターの IP アドレスか名前。")
    port: Port = Field(default=9100, description="ポート番号。")
    width: PaperWidth
    answers: Answers


class UsbPrinter(Model):
    """A receipt printer on USB, found by its vendor and product numbers."""

    kind: Literal["usb"] = Field(description="usb: USB のプリンター。")
    vendor: Annotated[int, Field(ge=1, le=0xFFFF)] = Field(
        description="ベンダー ID（0x04b8 など）。"
    )
    product: Annotated[int, Field(ge=1, le=0xFFFF)] = Field(
        description="プロダクト ID（0x0e28 など）。"
    )
    width: PaperWidth
    answers: Answers


class SerialPrinter(Model):
    """A receipt printer on a serial port."""

    kind: Literal["serial"] = Field(description="serial: シリアルポートのプリンター。")
    device: Words = Field(description="ポートの名前（COM3、/dev/ttyUSB0 など）。")
    baud: Literal[9600, 19200, 38400, 57600, 115200] = Field(
        default=38400, description="通信速度。プリンターの設定と同じに。"
    )
    width: PaperWidth
    answers: Answers


class FilePrinter(Model):
    """A printer that is a file to write to: a device node or a shared queue."""

    kind: Literal["file"] = Field(description="file: ファイルとして書けるプリンター。")
    path: Words = Field(description="書き込む先（/dev/usb/lp0 など）。")
    width: PaperWidth


class SystemPrinter(Model):
    """A printer of the operating system, by its driver: Windows or CUPS."""

    kind: Literal["system"] = Field(
        description="system: Windows や CUPS に登録したプリンター（ドライバーで印刷）。"
        "用紙切れなどは、わからないことがあります。"
    )
    name: Words = Field(description="OS でのプリンターの名前（「設定」や lpstat -e に出る名前）。")
    width: PaperWidth


class SimulatedPrinter(Model):
    """No hardware: what would be printed becomes a picture."""

    kind: Literal["simulator"] = Field(description="simulator: 画像にする見本のプリンター。")
    width: PaperWidth


class NoPrinter(Model):
    """A kiosk that shows the number on the screen only."""

    kind: Literal["none"] = Field(description="none: 印刷しない（画面だけ）。")


Printer = Annotated[
    NetworkPrinter
    | UsbPrinter
    | SerialPrinter
    | FilePrinter
    | SystemPrinter
    | SimulatedPrinter
    | NoPrinter,
    Field(discriminator="kind"),
]
Scrambled = Annotated[
    bool,
    Field(
        default=False,
        description="暗証番号の数字のならびを、毎回かえる。のぞき見に強くなりますが、"
        "見えにくい方・慣れていない方には押しにくくなります。",
    ),
]


class CardReader(Model):
    """A real reader of My Number cards."""

    kind: Literal["pcsc"] = Field(
        description="pcsc: PC/SC のカードリーダー（Linux は pcscd、Windows は標準のサービス）。"
    )
    reader: Words | None = Field(
        default=None,
        description="リーダーの名前の一部（machiai card readers で見られます）。"
        "ないときは、どのリーダーでも。",
    )
    scrambled: Scrambled


class SimulatedCard(Model):
    """No hardware: cards of people who do not exist."""

    kind: Literal["simulator"] = Field(
        description="simulator: 見本のカード。実在しない人の内容で、画面に見本と出ます。"
    )
    scrambled: Scrambled


class DemoCard(Model):
    """A real reader where there is one, else the simulated cards."""

    kind: Literal["demo"] = Field(
        description="demo: リーダーがあれば使い、なければ見本のカード。実演のためのものです。"
    )
    scrambled: Scrambled


class NoCard(Model):
    """A kiosk that reads no cards."""

    kind: Literal["none"] = Field(description="none: マイナンバーカードを読まない。")


Card = Annotated[
    CardReader | SimulatedCard | DemoCard | NoCard,
    Field(discriminator="kind"),
]


class WedgeScanner(Model):
    """A scanner that types what it reads, as a keyboard does."""

    kind: Literal["wedge"] = Field(
        description="wedge: キーボードとしてつながる読みとり機（USB HID）。"
    )


class SerialScanner(Model):
    """A scanner on a serial port of the kiosk (USB-COM)."""

    kind: Literal["serial"] = Field(description="serial: シリアルポートの読みとり機。")
    device: Words = Field(description="ポートの名前（COM3、/dev/ttyACM0 など）。")
    baud: Literal[9600, 19200, 38400, 57600, 115200] = Field(
        default=115200, description="通信速度。読みとり機の設定と同じに。"
    )


class NoScanner(Model):
    """A kiosk that scans no codes."""

    kind: Literal["none"] = Field(description="none: コードを読まない。")


KioskScanner = Annotated[
    WedgeScanner | SerialScanner | NoScanner,
    Field(discriminator="kind"),
]
Services = Annotated[tuple[Id, ...], Field(min_length=1)]


class Kiosk(Model):
    """One ticket terminal."""

    id: Id = Field(
        description="このキオスクを指す名前。英小文字・数字・-。後から変えないでください。"
    )
    name: Words = Field(description="係員に見える名前（「発券機1」など）。")
    place: Text = Field(description="置いてある場所。")
    mark: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")] = Field(
        description="ハブと切れている間に出す番号のしるし（1文字）。X なら AX-001。"
    )
    services: Services | None = Field(
        default=None, description="このキオスクで出す業務の id。ないときはすべて。"
    )
    forms: tuple[Id, ...] | None = Field(
        default=None,
        description="このキオスクに出す、書かない手続きの用件（forms の events）の id。"
        "ないときはすべて、[] なら出しません。",
    )
    printer: Printer = Field(description="番号札のプリンター。")
    card: Card = Field(
        default=NoCard(kind="none"),
        description="マイナンバーカードの読みとり。ないときは読みません。",
    )
    scanner: KioskScanner = Field(
        default=NoScanner(kind="none"),
        description="番号札のQRコードを読む機械。かざすと、待ち状況を画面に出します。"
        "ないときは読みません。",
    )
    headset: Words | None = Field(
        default=None,
        description="音声案内のイヤホンのジャックの、OS での音の出力の名前（その一部でよい）。"
        "さすと案内が始まり、個人の内容はここからだけ流れます。"
        "ないときは、個人の内容は読み上げません。",
    )
    keypad: Keypad = Field(
        default_factory=Keypad,
        description="見えない方のためのキーパッドの、どのキーが何をするか。"
        "キーボードとしてつながる、どのキーパッドでも使えます。",
    )


class Display(Model):
    """One lobby display."""

    id: Id = Field(
        description="この表示盤を指す名前。英小文字・数字・-。後から変えないでください。"
    )
    name: Words = Field(description="係員に見える名前（「入口の表示盤」など）。")
    orientation: Literal["landscape", "portrait"] = Field(
        default="landscape", description="landscape は横長、portrait は縦長。"
    )
    rotate: Literal[0, 90, 180, 270] = Field(
        default=0, description="画面を時計回りに何度回して映すか。"
    )
    services: Services | None = Field(
        default=None, description="呼び出しと待ち状況に出す業務の id。ないときはすべて。"
    )
    speech: Speech = Field(default_factory=Speech, description="呼び出しのチャイムと読み上げ。")
    node: Id | None = Field(
        default=None,
        description="この表示盤のある地点の id（floors.yaml）。画面にふれるとフロア案内が出て、"
        "道案内はここから始まります。ないときは、ふれても何も出ません。",
    )


class Terminals(Model):
    """All kiosks and displays of the lobby."""

    kiosks: tuple[Kiosk, ...] = Field(default=(), description="キオスク（発券機）。")
    displays: tuple[Display, ...] = Field(default=(), description="表示盤。")
