"""Typst (typst.app): a template of ours and data in, a PDF out, nothing on disk."""

import json
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from hub.adapters.sheets.fonts import Fonts, find_fonts

if TYPE_CHECKING:
    import typst


class Typesetter:
    """One compiler, which has read the fonts. Safe to use from several threads: one at a time."""

    def __init__(self, template: Path, bundled: Path) -> None:
        """`bundled`: the folder of the fonts that come with us."""
        self._template = template
        self._bundled = bundled
        self._compiler: typst.Compiler | None = None
        self._lock = Lock()

    @property
    def fonts(self) -> Fonts:
        """Those that it sets with. Blocks when it is first asked for."""
        return find_fonts(self._bundled)

    def warm(self) -> None:
        """Read the fonts. Blocks."""
        with self._lock:
            self._ready()

    def pdf(self, data: object) -> bytes:
        """What people typed is data to the template (JSON), never source text. Blocks."""
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        with self._lock:
            made = self._ready().compile(format="pdf", sys_inputs=inputs)
        if not isinstance(made, bytes):
            raise TypeError("typst gives one PDF as bytes")
        return made

    def _ready(self) -> "typst.Compiler":
        if self._compiler is None:
            # Loaded when something is first printed: a hub's start must not wait for it.
            import typst  # noqa: PLC0415 - see above

            folders = {str(font.path.parent): None for font in self.fonts.fonts}
            self._compiler = typst.Compiler(
                str(self._template), font_paths=list(folders), ignore_system_fonts=True
            )
        return self._compiler
