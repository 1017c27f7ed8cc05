"""A column longer than its room gets buttons, and one that fits has the whole width again."""

from pathlib import Path

from PySide6.QtTest import QTest

from tests.ui.kiosk.kit import MAIN
from tests.ui.qml import Screen

# Eight such lines fit into the room, but not beside the buttons, where each takes two.
PAGE = f"""
import QtQuick
import Machiai.Shell
import "{MAIN.parent.as_uri()}"

Window {{
    Scroller {{
        id: scroller
        property int lines: 1
        objectName: "scroller"
        anchors.fill: parent
        upText: "上へ"
        downText: "下へ"
        Column {{
            width: parent.width
            Repeater {{
                model: scroller.lines
                Column {{
                    width: parent.width
                    Text {{
                        width: parent.width
                        wrapMode: Text.Wrap
                        font.pixelSize: 44
                        text: "お手続きによって、持ち物がちがいます。"
                    }}
                }}
            }}
        }}
    }}
}}
"""


def test_a_page_is_laid_out_alike_whatever_was_shown_before(tmp_path: Path) -> None:
    (tmp_path / "Page.qml").write_text(PAGE, encoding="utf-8")
    screen = Screen(tmp_path / "Page.qml", size=(840, 600))
    scroller = screen.wait("scroller")
    for lines, long in ((30, True), (8, False), (30, True), (1, False), (8, False)):
        scroller.setProperty("lines", lines)
        scroller.metaObject().invokeMethod(scroller, "restart")
        # Several frames: it must stay so, too.
        QTest.qWait(60)
        assert scroller.property("long") is long, f"{lines} lines"
    screen.close()
