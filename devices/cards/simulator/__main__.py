"""``python -m devices.cards.simulator``: cards to try a terminal with, through the real pcscd."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from devices.cards.simulator.ca import Authority
from devices.cards.simulator.counters import Counters
from devices.cards.simulator.hand import HELP, Hand, people
from devices.cards.simulator.people import BY_KEY, ORDINARY
from devices.cards.simulator.vpcd import FIRST_PORT
from devices.cards.simulator.wallet import Wallet

EPILOG = """\
つなぐ相手は vsmartcard の vpcd です (Debian: apt install pcscd vsmartcard-vpcd)。
pcscd を動かしてから始めてください。1枚目のリーダーが 35963番、2枚目が 35964番です。
"""


def main() -> int:
    """Put the person's card on the reader and obey standard input until it ends."""
    options = _parser().parse_args()
    if options.list:
        sys.stdout.write(people())
        return 0
    try:
        wallet = Wallet(_authority(options.ca), Counters(options.counters))
    except (OSError, ValueError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    with Hand(wallet, (options.host, options.port)) as hand:
        _say(hand.obey(f"insert {options.person}") + "\n" + HELP)
        for line in sys.stdin:
            if line.strip() == "quit":
                break
            _say(hand.obey(line))
    return 0


def _authority(folder: Path | None) -> Authority:
    authority = Authority(folder)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        authority.publish()
    return authority


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m devices.cards.simulator",
        description="マイナンバーカードのシミュレーター: 架空の人のカードを仮想リーダーに置く",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--person",
        choices=sorted(BY_KEY),
        default=ORDINARY.key,
        metavar="人",
        help=f"だれのカードか (初めは {ORDINARY.key}。--list で一覧)",
    )
    parser.add_argument("--list", action="store_true", help="人の一覧を出して終わる")
    parser.add_argument("--host", default="127.0.0.1", help="pcscd のある機械 (127.0.0.1)")
    parser.add_argument(
        "--port", type=int, default=FIRST_PORT, help=f"vpcd の TCP ポート ({FIRST_PORT})"
    )
    parser.add_argument(
        "--counters",
        type=Path,
        metavar="ファイル",
        help="残り回数を残すファイル (なければ残さない)",
    )
    parser.add_argument(
        "--ca", type=Path, metavar="フォルダー", help="認証局の鍵と証明書を残すフォルダー"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
