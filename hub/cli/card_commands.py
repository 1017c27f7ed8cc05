"""`machiai card ...`, as typer sees it."""

from pathlib import Path
from typing import Annotated

import typer

card = typer.Typer(
    help="マイナンバーカード: リーダーを調べる、カードを見る、読む、本人のカードか確かめる。",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Reader = Annotated[
    str, typer.Option("--reader", help="リーダーの名前の一部（いくつもあるとき）。", metavar="NAME")
]
Wait = Annotated[
    float, typer.Option("--wait", min=0, max=600, help="カードを待つ秒数。", metavar="N")
]
LastTry = Annotated[
    bool, typer.Option("--last-try", help="あと1回しか試せなくても、尋ねずに使う。")
]


@card.command("readers")
def list_readers() -> None:
    """リーダーとカードの有無を一覧する。

    終了コード: 10 サービスが止まっている、11 リーダーがない。
    """
    from hub.cli.card import print_readers

    print_readers()


@card.command("show")
def show_card(reader: Reader = "", wait: Wait = 30) -> None:
    """カードの種類と期限、番号をあと何回試せるか、証明書の期限を見る。番号は尋ねません。

    終了コード: 10 サービスが止まっている、11 リーダーがない、12 カードがない、
    13 ほかのプログラムが使用中、14 読めない、15 途中ではなれた、20 ほかのカード。
    """
    from hub.cli.card import show

    show(reader, wait)


@card.command("read")
def read_card(
    *,
    code_b: Annotated[
        bool, typer.Option("--code-b", help="暗証番号のかわりに照合番号B（14けた）で読む。")
    ] = False,
    reveal: Annotated[bool, typer.Option("--reveal", help="読んだ内容を隠さずに出す。")] = False,
    last_try: LastTry = False,
    reader: Reader = "",
    wait: Wait = 30,
) -> None:
    """氏名・住所・生年月日・性別・有効期限を読む。同意を確かめ、番号を尋ねます（画面に出ません）。

    個人番号は読みません。何も保存しません。本人確認（証明）にはなりません。
    終了コード: show のものと、21 番号がちがう、22 止まっている、23 あと1回、
    24 送ったが答えがない、40 同意がない、41 キーボードがない。
    """
    from devices.cards.cards import Secret
    from hub.cli.card import read

    secret = Secret.CODE_B if code_b else Secret.PIN
    read(reader, wait, secret, last_try=last_try, reveal=reveal)


@card.command("authenticate")
def authenticate_card(
    ca: Annotated[
        Path,
        typer.Option(
            "--ca",
            envvar="MACHIAI_CARD_CA",
            help="信じる認証局の証明書（PEM か DER）のフォルダー。",
            metavar="FOLDER",
        ),
    ],
    *,
    reveal: Annotated[bool, typer.Option("--reveal", help="証明書の番号を隠さずに出す。")] = False,
    last_try: LastTry = False,
    reader: Reader = "",
    wait: Wait = 30,
) -> None:
    """カードに署名させ、証明書を認証局で確かめる。失効未確認: 失効していないかは、確かめません。

    終了コード: read のものと、30 認証局が発行していない・期限切れ、31 署名が合わない、
    32 認証局の証明書を読めない。
    """
    from hub.cli.card import authenticate

    authenticate(ca, reader, wait, last_try=last_try, reveal=reveal)
