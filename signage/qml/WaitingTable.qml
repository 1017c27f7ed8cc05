// Who waits for what, how long it will take, and how crowded it is: word, shape and colour.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell
import Machiai.Signage

Rectangle {
    id: table

    required property Display view
    required property QtObject rows
    required property string page
    // As signage/rotation/board.py reckons how many lines there are.
    readonly property bool narrow: width < 900 || height > width
    // In a large zone everything is larger.
    readonly property real zoom: Math.max(1, Math.min(1.6, width / (narrow ? 720 : 1200), height / (94 + least * Math.max(4, lines.count))))
    readonly property int margin: width > 1100 ? 48 : 32
    // The lines share what there is, and never become smaller than can be read.
    readonly property int least: narrow ? 146 : 78
    readonly property int lineHeight: Math.max(least, Math.min(least * 1.5, (sheet.height - 100) / Math.max(1, lines.count)))

    color: Theme.surface

    Item {
        id: sheet

        width: table.width / table.zoom
        height: table.height / table.zoom
        scale: table.zoom
        transformOrigin: Item.TopLeft

        Line {
            id: heading

            x: table.margin
            y: 10
            width: Math.min(implicitWidth, sheet.width - 2 * table.margin)
            height: 84
            size: 46
            bold: true
            color: Theme.heading
            text: table.view.ja("table.heading")
        }

        Line {
            anchors.right: parent.right
            anchors.rightMargin: table.margin
            y: heading.y
            width: sheet.width - heading.x - heading.width - 90
            height: heading.height
            visible: width > 100
            align: Text.AlignRight
            color: Theme.textMuted
            text: table.page !== "" ? table.page : table.narrow ? "" : table.view.ja("table.columns")
        }

        Line {
            anchors.centerIn: parent
            visible: lines.count === 0
            width: Math.min(implicitWidth, sheet.width - 2 * table.margin)
            size: 48
            color: Theme.textMuted
            text: table.view.ja("checking")
        }

        Column {
            x: table.margin
            y: 94
            width: sheet.width - 2 * table.margin

            Repeater {
                id: lines

                model: table.rows

                WaitingLine {
                    width: sheet.width - 2 * table.margin
                    height: table.lineHeight
                    narrow: table.narrow
                    peopleWord: table.view.ja("table.people")
                }
            }
        }
    }
}
