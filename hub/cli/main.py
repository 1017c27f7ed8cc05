"""`machiai`: the one command of the product.

Texts are for a city's engineer, so in Japanese. A command loads only what it runs: `--help`
starts no hub and no Qt.
"""

import subprocess
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from hub.cli.appointments_commands import appointments
from hub.cli.card_commands import card
from hub.cli.contents_commands import contents
from hub.cli.desk_commands import desk
from hub.cli.key_commands import keys
from hub.cli.options import HERE, Config, Database
from hub.cli.print_commands import printing

app = typer.Typer(
    name="machiai",
    help="待合（machiai）— 市役所のロビー: 番号札、呼び出し、表示盤。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
staff = typer.Typer(
    help="係員（窓口・掲示・管理者）を一覧し、加え、止める。",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(staff, name="staff")
forms = typer.Typer(
    help="書かない手続きの定義: ためす、Excel と行き来する、スキーマを出す。",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(forms, name="forms")
app.add_typer(keys, name="keys")
app.add_typer(desk, name="desk")
app.add_typer(card, name="card")
app.add_typer(contents, name="contents")
app.add_typer(appointments, name="appointments")
app.add_typer(printing, name="print")

DEMO_CITY = Path(__file__).resolve().parents[2] / "config" / "demo"

Force = Annotated[bool, typer.Option("--force", help="今あるファイルを書きかえる。")]
Login = Annotated[str, typer.Argument(help="サインインの名前（sato など）。", metavar="LOGIN")]
# Everything after these commands belongs to the program that they start, `--help` too.
_PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


@app.command()
def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="画面を出さず、台本どおりの朝を演じる。")
    ] = False,
    seconds: Annotated[
        int, typer.Option("--seconds", min=10, max=3600, help="台本の長さ（秒）。", metavar="N")
    ] = 30,
    out: Annotated[
        Path, typer.Option("--out", help="画面・番号札・報告を残すフォルダー。", metavar="DIR")
    ] = Path("out/demo"),
    outage: Annotated[
        Literal["no-network", "no-paper", "no-reader", "slow-disk"] | None,
        typer.Option(
            "--outage",
            help="何かがうまく動かないロビーを見せる（網が切れた、用紙がない、"
            "カードリーダーがない、ディスクが遅い）。",
        ),
    ] = None,
    config: Config = DEMO_CITY,
) -> None:
    """ロビーをまるごと動かして見せる（ハブ、発券機、表示盤、窓口のページ、見本のプリンター）。

    画面のない機械では --headless と同じに動きます。Ctrl-C で終わります。
    """
    from hub.cli.demo import run
    from hub.cli.demo.outage import Kind

    kind = Kind(outage) if outage is not None else None
    raise typer.Exit(run(config, out, seconds=seconds, headless=headless, outage=kind))


@app.command()
def hub(config: Config = HERE, database: Database = None) -> None:
    """ハブを動かす（番号・呼び出し・係員のページ）。待ち受け先などは hub.yaml に書きます。"""
    import gc

    # What a start loads stays: to look for garbage in it, again and again, costs 0.2 s.
    gc.disable()
    from hub.cli.configured import settings_and_book
    from hub.main import serve

    loaded = settings_and_book(config, database)
    gc.freeze()
    gc.enable()
    raise typer.Exit(serve(*loaded))


@app.command(context_settings=_PASSED_ON)
def kiosk(context: typer.Context) -> None:
    """発券機を動かす。引数は machiai kiosk --help で見られます。"""
    raise typer.Exit(_terminal("kiosk", context.args))


@app.command(context_settings=_PASSED_ON)
def signage(context: typer.Context) -> None:
    """表示盤を動かす。引数は machiai signage --help で見られます。"""
    raise typer.Exit(_terminal("signage", context.args))


@app.command(context_settings=_PASSED_ON)
def keep(
    context: typer.Context,
    program: Annotated[
        Literal["hub", "kiosk", "signage"], typer.Argument(help="動かしつづけるプログラム。")
    ],
) -> None:
    """プログラムが落ちるたびに、1秒後に起動し直す（systemd のない Windows で使います）。

    後に続く引数は、そのプログラムのものです。
    """
    from hub.cli.keeping import keep

    module = ["-m", "hub.cli", "hub"] if program == "hub" else ["-m", program]
    command = [sys.executable, *module, *context.args]
    raise typer.Exit(keep(program, command, typer.echo))


def _terminal(module: str, arguments: list[str]) -> int:
    """A process of its own: the hub's packages need no Qt, and a terminal none of the hub's."""
    try:
        return subprocess.call([sys.executable, "-m", module, *arguments])
    except KeyboardInterrupt:
        return 0


@app.command()
def check(
    directory: Annotated[Path, typer.Argument(help="設定のフォルダー。", metavar="DIR")] = HERE,
) -> None:
    """設定を調べ、まちがいをすべて、ファイル・行・項目とともに示す。訳のない文も知らせる。"""
    from hub.cli.checking import report
    from hub.cli.configured import settings

    report(settings(directory))


@app.command()
def enroll(
    terminal: Annotated[
        str, typer.Argument(help="発券機か表示盤の id（terminals.yaml）。", metavar="TERMINAL")
    ],
    config: Config = HERE,
    database: Database = None,
) -> None:
    """端末をハブに登録する、一度だけ使えるコードを出す（1時間有効）。"""
    from hub.cli.access import new_code
    from hub.cli.configured import settings

    new_code(settings(config, database), terminal)


@staff.command("list")
def list_staff(config: Config = HERE, database: Database = None) -> None:
    """係員を一覧する。"""
    from hub.cli.access import list_staff
    from hub.cli.configured import settings

    list_staff(settings(config, database))


@staff.command("add")
def add_staff(
    login: Login,
    name: Annotated[str, typer.Option("--name", help="画面に出る名前。", prompt="名前")],
    role: Annotated[
        str,
        typer.Option(
            "--role",
            help="clerk（窓口）、supervisor（窓口の責任者）、content_editor（お知らせを作る）、"
            "content_manager（お知らせを確かめて公開する）、administrator（管理者）。",
        ),
    ] = "clerk",
    department: Annotated[
        str, typer.Option("--department", help="所属。お知らせは、同じ所属の分だけ直せます。")
    ] = "",
    config: Config = HERE,
    database: Database = None,
) -> None:
    """係員を加える。すでにいれば、名前・役割・パスワードを新しくする。パスワードは尋ねます。"""
    from hub.cli.access import add_staff
    from hub.cli.configured import settings

    add_staff(settings(config, database), login, name, role, department)


@staff.command("disable")
def disable_staff(login: Login, config: Config = HERE, database: Database = None) -> None:
    """係員がサインインできないようにする。開いている画面もすぐに使えなくなります。"""
    from hub.cli.access import set_disabled
    from hub.cli.configured import settings

    set_disabled(settings(config, database), login, disabled=True)


@staff.command("enable")
def enable_staff(login: Login, config: Config = HERE, database: Database = None) -> None:
    """止めた係員、まちがえて止まった係員が、またサインインできるようにする。"""
    from hub.cli.access import set_disabled
    from hub.cli.configured import settings

    set_disabled(settings(config, database), login, disabled=False)


@staff.command("pin")
def staff_pin() -> None:
    """発券機の保守画面の暗証番号を決める。site.yaml に書く行を出します。"""
    from hub.cli.access import print_pin

    print_pin()


@forms.command("preview")
def forms_preview(
    file: Annotated[Path, typer.Argument(help="ためす定義のファイル。", metavar="FILE")],
) -> None:
    """定義のファイルの用件を、キオスクの窓で歩いてみる。保存するたびに映り直します。"""
    from hub.cli.preview import run

    raise typer.Exit(run(file))


@forms.command("export")
def forms_export(
    file: Annotated[Path, typer.Argument(help="定義のファイル。", metavar="FILE.yaml")],
    out: Annotated[Path, typer.Argument(help="作る Excel のファイル。", metavar="OUT.xlsx")],
    force: Force = False,
) -> None:
    """定義のファイルを、Excel の1枚のシートにする（言語ごとに列）。"""
    from hub.cli.spreadsheet import export

    export(file, out, force=force)


@forms.command("import")
def forms_import(
    file: Annotated[Path, typer.Argument(help="Excel のファイル。", metavar="IN.xlsx")],
    out: Annotated[Path, typer.Argument(help="作る定義のファイル。", metavar="FILE.yaml")],
    force: Force = False,
) -> None:
    """Excel のシートを、定義のファイルにする。まちがいは、セルの番地とともにすべて示します。"""
    from hub.cli.spreadsheet import bring_in

    bring_in(file, out, force=force)


@forms.command("schema")
def forms_schema() -> None:
    """定義のファイルの JSON Schema を出す（エディターが補い、まちがいに線を引くために）。"""
    from config.forms.describe import schema_file

    print(schema_file(), end="")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="作る控えのファイル。", metavar="FILE")],
    config: Config = HERE,
    database: Database = None,
) -> None:
    """動いているままで、データベースの控えを取る。"""
    from hub.cli.configured import settings
    from hub.cli.storage import back_up

    back_up(settings(config, database), file)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="もどす控えのファイル。", metavar="FILE")],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="今あるデータベースを、控えで置きかえる。")
    ] = False,
    config: Config = HERE,
    database: Database = None,
) -> None:
    """控えからデータベースをもどす。ハブは止めておいてください。"""
    from hub.cli.configured import settings
    from hub.cli.storage import bring_back

    bring_back(settings(config, database), file, overwrite=overwrite)


@app.command()
def publish(
    folder: Annotated[Path, typer.Argument(help="書くフォルダー。", metavar="DIR")],
    config: Config = HERE,
    database: Database = None,
) -> None:
    """いまの混雑・予想・開庁時間のページとデータを、一度だけフォルダーに書き出す。"""
    from hub.cli.configured import settings
    from hub.cli.publicity import publish as write

    write(settings(config, database), folder)


@app.command()
def report(
    month: Annotated[str, typer.Option("--month", help="月（2026-10）。", metavar="YYYY-MM")],
    out: Annotated[Path, typer.Option("--out", help="作る PDF。", metavar="FILE.pdf")],
    config: Config = HERE,
    database: Database = None,
) -> None:
    """窓口の月報（PDF）を書く。ハブが動いたままで使えます。"""
    from hub.cli.configured import settings
    from hub.cli.report import write_report

    write_report(settings(config, database), month, out)


@app.command(context_settings=_PASSED_ON)
def bench(context: typer.Context) -> None:
    """速さを測る（リポジトリから動かすとき）。machiai bench --help で測るものを見られます。"""
    root = Path(__file__).resolve().parents[2]
    if not (root / "tests" / "bench").is_dir():
        print("測る道具は、リポジトリ（tests/bench）にあります。そこから動かしてください。")
        raise typer.Exit(2)
    command = [sys.executable, "-m", "tests.bench", *context.args]
    raise typer.Exit(subprocess.call(command, cwd=root))
