"""`machiai forms preview`: walk a form in a window that follows the files as they are saved."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from datetime import time as clock_time
from pathlib import Path

from config.faults import Faults
from config.forms.checks import FOLDER
from config.load import load
from config.schema.settings import Settings
from hub.client.preview import Preview, write_preview
from hub.domain.day import start_day
from hub.domain.forms.book import Book
from hub.domain.lobby import Lobby, Snapshot, apply, snapshot
from hub.domain.site import Site, Span, business_day
from hub.service.forms import domain_book
from hub.service.site import domain_site
from hub.service.terminal_settings import kiosks
from hub.service.terminals import KioskSettings, Printer

# Seconds between two looks at the files. A look costs less than a millisecond; what systems offer
# in its place differs from one to the next, and does not work on shared folders.
GLANCE = 0.5
# Name -> time of change and size of each file.
Stamps = Mapping[str, tuple[int, int]]

_ALWAYS = dict.fromkeys(range(7), (Span(clock_time(0), clock_time(23, 59)),))


@dataclass(slots=True)
class Editing:
    """The forms of a city while somebody edits `file`. `shown` is the last right edition."""

    file: Path
    city: Path
    shown: Preview | None = None
    stamps: Stamps = field(default_factory=dict)

    def changed(self) -> bool:
        """Has any file been saved since the last look?"""
        stamps = _stamps(self.city)
        if stamps == self.stamps:
            return False
        self.stamps = stamps
        return True

    def read(self) -> tuple[str, ...]:
        """Take over what is right now; else what is wrong."""
        try:
            self.shown = preview(load(self.city), self.file.name)
        except Faults as faults:
            said = tuple(map(str, faults.faults))
            self.shown = self.shown and replace(self.shown, faults=said)
            return said
        return ()


def run(file: Path) -> int:
    """Show the forms until the window is closed; the exit code."""
    file = file.resolve()
    if file.parent.name != FOLDER or not file.is_file():
        print(f"{file}: 設定のフォルダーの {FOLDER} の中の、定義のファイルを渡してください。")
        return 1
    editing = Editing(file, file.parent.parent)
    with tempfile.TemporaryDirectory(prefix="machiai-preview-") as folder:
        target = Path(folder) / "preview.json"
        print(f"{editing.city} を見ています。保存するたびに映り直します。Ctrl-C で終わります。")
        try:
            return _follow(editing, target)
        except KeyboardInterrupt:
            return 0


def _follow(editing: Editing, target: Path) -> int:
    window: subprocess.Popen[bytes] | None = None
    try:
        while window is None or window.poll() is None:
            if editing.changed():
                _tell(editing.read())
                if editing.shown is not None:
                    write_preview(target, editing.shown)
                    window = window or _open(target)
            # No editor tells that it has saved a file.
            time.sleep(GLANCE)
        return window.returncode
    finally:
        if window is not None and window.poll() is None:
            window.terminate()
            window.wait()


def _open(target: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kiosk", "--preview", str(target), "--windowed"]
    return subprocess.Popen(command)


def _tell(faults: tuple[str, ...]) -> None:
    print("\n".join(faults) or "まちがいはありません。", flush=True)


def preview(settings: Settings, file: str) -> Preview:
    """The events of one file of the forms; of a file without events, all of them."""
    now = datetime.now(UTC)
    site = _always_open(domain_site(settings, now.date()))
    events = settings.forms.files.get(file) or tuple(item.id for item in settings.forms.events)
    book = domain_book(settings.forms)
    kiosk = replace(_kiosk(settings, book), events=events, printer=Printer("none"))
    return Preview(book, kiosk, lobby(site, now))


def _always_open(site: Site) -> Site:
    services = {
        name: replace(service, hours=_ALWAYS, closed_days={})
        for name, service in site.services.items()
    }
    return replace(site, services=services, closed_days={})


def _kiosk(settings: Settings, book: Book) -> KioskSettings:
    """The first kiosk of the city; where it has none yet, one that offers everything."""
    rules = settings.site.kiosk
    none = KioskSettings(
        id="preview",
        name="preview",
        place={"ja": ""},
        services=tuple(service.id for service in settings.services),
        classes=(),
        printer=Printer("none"),
        idle_warning_seconds=rules.idle_warning_seconds,
        idle_grace_seconds=rules.idle_grace_seconds,
        ticket_screen_seconds=rules.ticket_screen_seconds,
    )
    return next(iter(kiosks(settings, book).values()), none)


def lobby(site: Site, now: datetime) -> Snapshot:
    """A morning without visitors."""
    empty = Lobby(site)
    for number, event in enumerate(start_day(empty, business_day(site, now), now).events, 1):
        apply(empty, replace(event, id=number))
    return snapshot(empty)


def _stamps(city: Path) -> Stamps:
    found = {}
    for path in (*city.glob("*.yaml"), *(city / FOLDER).glob("*.y*ml")):
        try:
            status = path.stat()
        except OSError:
            # An editor replaces the file this very moment; the next look finds it.
            continue
        found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found
