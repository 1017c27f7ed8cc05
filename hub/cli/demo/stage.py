"""The demonstration: with a screen the lobby opens; without one a script plays a morning."""

import os
import shutil
import sys
import time
import webbrowser
from functools import partial
from pathlib import Path
from typing import Any

from hub.cli.demo.city import PIN
from hub.cli.demo.lobby import LOGIN, Lobby, open_lobby
from hub.cli.demo.morning import START, Morning
from hub.cli.demo.outage import Kind
from hub.cli.demo.report import write_report
from hub.cli.demo.spoilt import spoilt
from hub.cli.demo.wording import DemoFault, say


def run(
    source: Path, out: Path, *, seconds: int, headless: bool, outage: Kind | None = None
) -> int:
    """Play it; the exit code. Ctrl-C ends it cleanly."""
    headless = headless or not has_screen()
    out = out.resolve()
    try:
        empty(out)
        with open_lobby(source, out / "lobby", headless=headless, outage=outage) as lobby:
            if not headless or outage is not None:
                lobby.start_hub()
                lobby.start_terminals()
                show = partial(spoilt, shots=out / "screens") if headless else _show
                show(lobby)
                return 0
            played = Morning(lobby, out / "screens")
            played.play(seconds)
        return _close_the_books(lobby, played, out)
    except DemoFault as fault:
        say(str(fault))
        return 1
    except KeyboardInterrupt:
        say("終わりました。")
        return 0


def empty(out: Path) -> None:
    """Make room for this demonstration; what an earlier one left goes.

    DemoFault where the folder holds something else: it may be somebody's work.
    """
    is_ours = (out / "lobby" / "city").is_dir()
    if out.exists() and not is_ours and (not out.is_dir() or any(out.iterdir())):
        raise DemoFault(
            f"{out} には、ほかのものが入っています。--out に、新しいフォルダーを書いてください。"
        )
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)


def has_screen() -> bool:
    """Can windows open here?"""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _show(lobby: Lobby) -> None:
    """Open the counter page and wait until somebody ends one of the programs."""
    lobby.hand(lobby.kiosk).do(see="screen-home", seconds=START)
    lobby.strike()
    say(f"窓口のページ: {lobby.address}/counter  （名前 {LOGIN}、パスワード {lobby.password}）")
    say(f"発券機の保守画面: 上の両端を 左・右・左・右 と押す（暗証番号 {PIN}）")
    say("Ctrl-C で終わります。")
    webbrowser.open(f"{lobby.address}/counter")
    while all(program.process.poll() is None for program in lobby.programs.values()):
        # Whichever of them ends first: there is no waiting for one of several processes.
        time.sleep(0.5)


def _close_the_books(lobby: Lobby, played: Morning, out: Path) -> int:
    """Everything has ended: count in the journal, collect the paper, say how it went."""
    tickets = out / "tickets"
    tickets.mkdir()
    for receipt in sorted((out / "lobby").glob("kiosk-*/receipts/*.png")):
        shutil.copy(receipt, tickets)
    report = write_report(
        lobby.settings,
        played.visits,
        played.calls,
        played.forms,
        len(played.cards),
        out / "report.json",
    )
    _tell(report, out)
    is_whole = report["lost"] == report["duplicates"] == report["event_gaps"] == 0
    return 0 if is_whole and played.forms["sealed"] == played.forms["opened"] else 1


def _tell(report: dict[str, Any], out: Path) -> None:
    say(
        f"\n発券 {report['issued']}、呼出 {report['called']}、終了 {report['served']}、"
        f"不在 {report['no_show']}、失われた番号 {report['lost']}、"
        f"重なった番号 {report['duplicates']}、"
        f"窓口で開いた書類 {report['forms']['opened']}/{report['forms']['sealed']}、"
        f"読んだカード {report['cards_read']}"
    )
    say(f"画面・番号札・報告: {out}")
