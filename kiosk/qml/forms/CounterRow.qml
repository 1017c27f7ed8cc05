// A counter with its place in the order, and the procedures there.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

RowLayout {
    id: row

    required property var counter

    spacing: 24

    Rectangle {
        Layout.alignment: Qt.AlignTop
        Layout.preferredWidth: 72
        Layout.preferredHeight: 72
        radius: 36
        color: Theme.primary

        Digits {
            anchors.fill: parent
            text: row.counter.number
            size: Theme.fontLabel
            color: Theme.primaryInk
        }
    }

    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.gapSmall

        Label {
            Layout.fillWidth: true
            Layout.minimumHeight: 72
            text: row.counter.name
            size: Theme.fontLabel
            bold: true
            color: Theme.primary
        }

        Repeater {
            model: row.counter.tasks

            TaskText {
                required property var modelData

                Layout.fillWidth: true
                task: modelData
            }
        }
    }
}
