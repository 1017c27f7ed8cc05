// The number as large as its card is wide, and what is known of the wait.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Card {
    id: card

    required property var ticket
    required property var say
    required property bool tight

    radius: Theme.radiusLarge
    implicitHeight: column.implicitHeight + 2 * column.y

    ColumnLayout {
        id: column

        x: card.tight ? 32 : 56
        y: card.tight ? 16 : 40
        width: parent.width - 2 * x
        spacing: card.tight ? 4 : 12

        Label {
            Layout.fillWidth: true
            text: card.ticket.service
            size: Theme.fontBody
            align: Text.AlignHCenter
            color: Theme.textMuted
        }

        TicketNumber {
            objectName: "ticket-number"
            Layout.fillWidth: true
            Layout.preferredHeight: card.tight ? 168 : 256
            size: card.tight ? 168 : Theme.fontNumber
            text: card.ticket.label
        }

        RowLayout {
            Layout.fillWidth: true
            visible: card.ticket.wait !== ""
            spacing: 28

            Figure {
                Layout.fillWidth: true
                Layout.preferredWidth: 3
                caption: card.say["ticket.ahead"]
                value: card.ticket.ahead
                unit: card.ticket.aheadUnit
            }

            Figure {
                Layout.fillWidth: true
                Layout.preferredWidth: 4
                caption: card.say["ticket.wait"]
                value: card.ticket.wait
                unit: card.ticket.waitUnit
            }
        }

        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: card.ticket.plain
            size: Theme.fontLabel
            bold: true
            align: Text.AlignHCenter
            color: Theme.heading
        }

        Label {
            objectName: "ticket-note"
            Layout.fillWidth: true
            visible: text !== ""
            text: card.ticket.note
            size: Theme.fontBody
            align: Text.AlignHCenter
            color: card.ticket.isWell ? Theme.text : Theme.cautionText
        }
    }
}
