"""`machiai print preview`: the ticket as it would be printed, before a roll of paper is used."""

import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from config.schema.settings import Settings
from hub.cli.preview import lobby
from hub.client.preview import Preview, write_preview
from hub.service.forms import domain_book
from hub.service.site import domain_site
from hub.service.terminal_settings import kiosks


def run(found: Settings, kiosk: str | None, language: str, out: Path) -> int:
    """Draw it in a process of the kiosk's own code; the exit code."""
    book, now = domain_book(found.forms), datetime.now(UTC)
    known = kiosks(found, book)
    name = kiosk or next(iter(known), "")
    if name not in known:
        print(
            f"発券機 {name} は terminals.yaml にありません。あるのは: {'、'.join(known) or 'なし'}"
        )
        return 1
    if language not in found.site.languages:
        print(f"言語 {language} は site.yaml の languages にありません。")
        return 1
    snapshot = lobby(domain_site(found, now.date()), now)
    with tempfile.TemporaryDirectory(prefix="machiai-print-") as folder:
        file = Path(folder) / "preview.json"
        write_preview(file, Preview(book, known[name], snapshot))
        module = [sys.executable, "-m", "kiosk.app.print_preview"]
        code = subprocess.call([*module, str(file), str(out), language])
    if code == 0:
        print(f"{out} に、{name} の番号札（{known[name].printer.width} mm）を描きました。")
    return code
