"""The demonstration: with a screen the lobby opens; without one a script plays a morning."""

import os
import shutil
import sys
import time
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hub.cli.demo.city import PIN
from hub.cli.demo.clerks import Clerks
from hub.cli.demo.lobby import LOGIN, Lobby, open_lobby
from hub.cli.demo.processes import Hand
from hub.cli.demo.report import write_report
from hub.cli.demo.visits import VISITORS, Visit, tour, visits
from hub.cli.demo.wording import DemoFault, say

# Seconds in which every terminal is up, on a machine that starts them all at once.
START = 60.0
# Three calls share the panel, each for 6 s at least: more often, a call would wait for its place.
CALL_EVERY = 2.1


def run(source: Path, out: Path, *, seconds: int, headless: bool) -> int:
    """Play it; the exit code. Ctrl-C ends it cleanly."""
    headless = headless or not has_screen()
    out = out.resolve()
    try:
        empty(out)
        with open_lobby(source, out / "lobby", headless=headless) as lobby:
            if not headless:
                _show(lobby)
                return 0
            played = Morning(lobby, out)
            played.wait_for_the_screens()
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
    say(f"窓口のページ: {lobby.address}/counter  （名前 {LOGIN}、パスワード {lobby.password}）")
    say(f"発券機の保守画面: 上の両端を 左・右・左・右 と押す（暗証番号 {PIN}）")
    say("Ctrl-C で終わります。")
    webbrowser.open(f"{lobby.address}/counter")
    while all(program.process.poll() is None for program in lobby.programs.values()):
        time.sleep(0.5)


class Morning:
    """Visitors and clerks in turn, until the time is over."""

    def __init__(self, lobby: Lobby, out: Path) -> None:
        self._out = out
        self._kiosk = lobby.hand(lobby.settings.terminals.kiosks[0].id)
        self._displays = {
            display.id: lobby.hand(display.id) for display in lobby.settings.terminals.displays
        }
        self._services = [item.id for item in lobby.settings.services if item.at_kiosk]
        self._clerks = Clerks(lobby)
        self.visits: list[Visit] = []
        self.calls: list[float] = []
        self._next_call = 0.0

    def wait_for_the_screens(self) -> None:
        """Until the kiosk can be touched and the displays are live."""
        self._kiosk.do(see="screen-home", seconds=START)
        for hand in self._displays.values():
            hand.do(see="live", seconds=START)

    def play(self, seconds: int) -> None:
        """A morning of so many seconds; longer where a visitor of some kind has not come yet."""
        until = time.monotonic() + seconds
        say(f"\n{seconds} 秒の朝を演じます")
        self._photograph("0-empty")
        for visit in self._visitors():
            self.visits.append(visit)
            say(f"  発券 {visit.label}  {visit.kind}  {visit.milliseconds:.0f} ms")
            self._call()
            if time.monotonic() >= until and len(self.visits) >= len(VISITORS):
                break
        self._end_of_the_morning()

    def _visitors(self) -> Iterator[Visit]:
        return visits(self._kiosk, self._services, self._out / "screens")

    def _call(self) -> None:
        """One clerk in the lobby goes on; the display's first frame with the number is timed."""
        if time.monotonic() < self._next_call:
            return
        began = time.perf_counter()
        label = self._clerks.call_somebody()
        if label is None:
            return
        self._first_display().do(read="call-number", text=label)
        self.calls.append((time.perf_counter() - began) * 1000)
        self._next_call = time.monotonic() + CALL_EVERY
        say(f"  呼出 {label}  表示まで {self.calls[-1]:.0f} ms")
        if len(self.calls) in (1, 3, 6):
            self._photograph(f"{len(self.calls)}-calls")

    def _end_of_the_morning(self) -> None:
        self._clerks.no_show("counter-1")
        self._clerks.close_service(self._services[-1], closed=True)
        self._photograph("9-end")
        closed = self._services[-1]
        tour(self._kiosk, closed, self._out / "screens")

    def _first_display(self) -> Hand:
        return next(iter(self._displays.values()))

    def _photograph(self, name: str) -> None:
        for display, hand in self._displays.items():
            hand.do(shot=str(self._out / "screens" / f"{display}-{name}.png"))


def _close_the_books(lobby: Lobby, played: Morning, out: Path) -> int:
    """Everything has ended: count in the journal, collect the paper, say how it went."""
    tickets = out / "tickets"
    tickets.mkdir()
    for receipt in sorted((out / "lobby").glob("kiosk-*/receipts/*.png")):
        shutil.copy(receipt, tickets)
    report = write_report(lobby.settings, played.visits, played.calls, out / "report.json")
    _tell(report, out)
    return 0 if report["lost"] == report["duplicates"] == report["event_gaps"] == 0 else 1


def _tell(report: dict[str, Any], out: Path) -> None:
    say(
        f"\n発券 {report['issued']}、呼出 {report['called']}、終了 {report['served']}、"
        f"不在 {report['no_show']}、失われた番号 {report['lost']}、"
        f"重なった番号 {report['duplicates']}"
    )
    say(f"画面・番号札・報告: {out}")
