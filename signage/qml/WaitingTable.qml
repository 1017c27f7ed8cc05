// Who waits for what, how long it will take, and how crowded it is: word, shape and colour.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell
import Machiai.Signage

Rectangle {
    id: table

    required property Display view
    readonly property int rowHeight: 78
    readonly property int margin: width > 1100 ? 48 : 32

    objectName: "waiting-table"
    color: Theme.surface

    Line {
        id: heading

        x: table.margin
        y: 10
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
        width: table.width - heading.x - heading.width - 90
        height: heading.height
        align: Text.AlignRight
        color: Theme.textMuted
        text: table.view.tablePage !== "" ? table.view.tablePage : table.view.ja("table.columns")
    }

    Line {
        anchors.centerIn: parent
        visible: rows.count === 0
        size: 48
        color: Theme.textMuted
        text: table.view.ja("checking")
    }

    Column {
        x: table.margin
        y: 94
        width: table.width - 2 * table.margin

        Repeater {
            id: rows

            model: table.view.table

            WaitingLine {
                width: table.width - 2 * table.margin
                height: table.rowHeight
                peopleWord: table.view.ja("table.people")
            }
        }
    }
}
