"""hub.service.desk.ports.Printer by typst: data in, PDF out, nothing on disk."""

from pathlib import Path
from zoneinfo import ZoneInfo

from hub.adapters.sheets.layout import Layout
from hub.adapters.sheets.typesetting import Typesetter
from hub.service.desk.ports import Printed
from hub.service.desk.view import View

TEMPLATE = Path(__file__).with_name("sheet.typ")


class TypstPrinter:
    """Safe to use from several threads: one at a time."""

    def __init__(self, bundled: Path, zone: ZoneInfo) -> None:
        """`bundled`: the folder of the fonts that come with us."""
        self._setter = Typesetter(TEMPLATE, bundled)
        self._zone = zone

    def warm(self) -> None:
        self._setter.warm()

    def print(self, view: View) -> Printed:
        """The forms of a case."""
        layout = Layout(self._setter.fonts, self._zone)
        # Twice: which characters are missing is known once all texts were set.
        layout.data(view)
        return Printed(self._setter.pdf(layout.data(view)), tuple(layout.missing))
