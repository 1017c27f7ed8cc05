"""A column that is longer than its room has buttons to move it; one that is not has all the width.

Rows are laid out as the questions' are: with the next frame, after the page was judged.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.ui.qml import Screen, until

QML = Path(__file__).parents[3] / "kiosk" / "qml"
PAGE = """
import QtQuick
import QtQuick.Layouts
import QtQuick.Window
import "{folder}"

Window {{
    Scroller {{
        id: scroller
        objectName: "scroller"
        property int rows: 3
        onRowsChanged: restart()
        width: 400; height: 300; upText: "up"; downText: "down"
        ColumnLayout {{
            objectName: "column"
            width: parent.width
            Repeater {{
                model: scroller.rows
                Item {{ Layout.fillWidth: true; implicitHeight: 80 }}
            }}
        }}
    }}
}}
"""


@pytest.mark.parametrize("before", [3, 9])
def test_a_short_page_has_all_the_width_whatever_was_before(
    tmp_path: Path, show: Callable[..., Screen], before: int
) -> None:
    file = tmp_path / "Page.qml"
    file.write_text(PAGE.format(folder=QML.as_uri()), encoding="utf-8")
    screen = show(file, size=(400, 300))
    for rows in (before, 2, 4, 1):
        screen.find("scroller").setProperty("rows", rows)
        is_judged = partial(judged, screen, rows)
        until(is_judged, f"{rows} rows")


def judged(screen: Screen, rows: int) -> bool:
    """Laid out, and as wide as so many rows allow."""
    is_long = rows * 85 - 5 > 300
    is_wide = screen.value("column", "width") == 400
    laid_out = screen.value("column", "height") == rows * 85 - 5
    return laid_out and screen.value("scroller", "long") is is_long and is_wide is not is_long
