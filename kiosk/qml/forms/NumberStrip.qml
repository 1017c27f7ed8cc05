// The number of the first counter, as large as there is room, and what is known of the wait.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Card {
    id: card

    required property var ending
    property bool small: false

    radius: Theme.radiusLarge
    implicitHeight: column.implicitHeight + (small ? 32 : 48)

    ColumnLayout {
        id: column

        x: 32
        y: card.small ? 12 : 20
        width: parent.width - 64
        spacing: card.small ? 0 : 4

        Label {
            Layout.fillWidth: true
            text: card.ending.service
            size: Theme.fontBody
            align: Text.AlignHCenter
            color: Theme.textMuted
        }

        TicketNumber {
            objectName: "guide-number"
            Layout.fillWidth: true
            Layout.preferredHeight: size
            size: card.small ? 128 : 200
            text: card.ending.label
        }

        Label {
            Layout.fillWidth: true
            text: card.ending.wait
            size: card.small ? Theme.fontCaption : Theme.fontBody
            bold: true
            align: Text.AlignHCenter
            color: Theme.heading
        }
    }
}
