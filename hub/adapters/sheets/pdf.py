"""hub.service.desk.ports.Printer by typst: data in, PDF out, nothing on disk."""

import json
from pathlib import Path
from threading import Lock
from zoneinfo import ZoneInfo

import typst

from hub.adapters.sheets.fonts import find_fonts
from hub.adapters.sheets.layout import Layout
from hub.service.desk.ports import Printed
from hub.service.desk.view import View

TEMPLATE = Path(__file__).with_name("sheet.typ")


class TypstPrinter:
    """One compiler, which has read the fonts. Safe to use from several threads: one at a time."""

    def __init__(self, bundled: Path, zone: ZoneInfo) -> None:
        """`bundled`: the folder of the fonts that come with us."""
        self._bundled = bundled
        self._zone = zone
        self._compiler: typst.Compiler | None = None
        self._lock = Lock()

    def warm(self) -> None:
        with self._lock:
            self._ready()

    def print(self, view: View) -> Printed:
        """The forms of a case. What was typed is data to the template, never source text."""
        layout = Layout(find_fonts(self._bundled), self._zone)
        # Twice: which characters are missing is known once all texts were set.
        layout.data(view)
        data = json.dumps(layout.data(view), ensure_ascii=False)
        with self._lock:
            made = self._ready().compile(format="pdf", sys_inputs={"data": data})
        if not isinstance(made, bytes):
            raise TypeError("typst gives one PDF as bytes")
        return Printed(made, tuple(layout.missing))

    def _ready(self) -> typst.Compiler:
        if self._compiler is None:
            folders = {font.path.parent: None for font in find_fonts(self._bundled).fonts}
            self._compiler = typst.Compiler(
                str(TEMPLATE), font_paths=list(map(str, folders)), ignore_system_fonts=True
            )
        return self._compiler
