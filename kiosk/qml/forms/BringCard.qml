// What to bring, for all counters together.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Card {
    id: card

    required property var ending
    required property var say

    visible: ending.bring.length > 0
    radius: Theme.radiusLarge
    implicitHeight: column.implicitHeight + 56

    ColumnLayout {
        id: column

        x: 32
        y: 28
        width: parent.width - 64
        spacing: Theme.gapSmall

        Label {
            Layout.fillWidth: true
            text: card.say["forms.done.bring"]
            size: Theme.fontLabel
            bold: true
            color: Theme.heading
            Accessible.role: Accessible.Heading
        }

        Repeater {
            model: card.ending.bring

            RowLayout {
                id: line

                required property string modelData

                Layout.fillWidth: true
                spacing: 20

                Rectangle {
                    Layout.alignment: Qt.AlignTop
                    Layout.topMargin: 10
                    Layout.preferredWidth: 28
                    Layout.preferredHeight: 28
                    radius: 4
                    color: "transparent"
                    border.width: Theme.borderWidth
                    border.color: Theme.textMuted
                }

                Label {
                    Layout.fillWidth: true
                    text: line.modelData
                    size: Theme.fontBody
                    color: Theme.text
                }
            }
        }
    }
}
