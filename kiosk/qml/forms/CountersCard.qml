// The counters in the order of the visit, each with what is done there, why, and until when.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Card {
    id: card

    required property var ending
    required property var say

    visible: ending.counters.length > 0
    radius: Theme.radiusLarge
    implicitHeight: column.implicitHeight + 56

    ColumnLayout {
        id: column

        x: 32
        y: 28
        width: parent.width - 64
        spacing: Theme.gap

        Label {
            Layout.fillWidth: true
            text: card.say["forms.done.counters"]
            size: Theme.fontLabel
            bold: true
            color: Theme.heading
            Accessible.role: Accessible.Heading
        }

        Repeater {
            model: card.ending.counters

            CounterRow {
                required property var modelData

                Layout.fillWidth: true
                counter: modelData
            }
        }
    }
}
