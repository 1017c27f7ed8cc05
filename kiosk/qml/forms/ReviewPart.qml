// The answers about one person, or about the visit.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Card {
    id: part

    required property string title
    required property var rows
    required property var say

    signal change(place: int)

    implicitHeight: column.implicitHeight + 40

    ColumnLayout {
        id: column

        x: 28
        y: 20
        width: parent.width - 56
        spacing: 4

        Label {
            Layout.fillWidth: true
            text: part.title
            size: Theme.fontBody
            bold: true
            color: Theme.primary
            Accessible.role: Accessible.Heading
        }

        Repeater {
            model: part.rows

            ReviewRow {
                required property var modelData

                Layout.fillWidth: true
                row: modelData
                say: part.say
                onChange: part.change(modelData.place)
            }
        }
    }
}
