// The number as large as its card is wide, and what is known of the wait.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Card {
    id: card

    required property var ticket
    required property var say
    required property real room
    // Little room and much to say: the figures become one line.
    required property bool squeezed
    readonly property bool compact: room < 640
    readonly property bool tight: room < 460

    radius: Theme.radiusLarge
    implicitHeight: column.implicitHeight + 2 * column.y

    ColumnLayout {
        id: column

        x: card.compact ? 32 : 56
        y: card.tight ? 12 : card.compact ? 24 : 40
        width: parent.width - 2 * x
        spacing: card.compact ? 4 : 12

        Label {
            Layout.fillWidth: true
            text: card.ticket.service
            size: Theme.fontBody
            align: Text.AlignHCenter
            color: Theme.textMuted
        }

        Label {
            objectName: "ticket-due"
            Layout.fillWidth: true
            visible: text !== ""
            text: card.ticket.due
            size: card.squeezed ? Theme.fontBody : Theme.fontTitle
            bold: true
            align: Text.AlignHCenter
            color: Theme.primary
        }

        TicketNumber {
            objectName: "ticket-number"
            Layout.fillWidth: true
            Layout.preferredHeight: size
            size: card.tight ? (card.squeezed ? 120 : 144) : card.squeezed ? 200 : card.compact ? 216 : Theme.fontNumber
            text: card.ticket.label
        }

        RowLayout {
            Layout.fillWidth: true
            visible: card.ticket.wait !== "" && !card.squeezed
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
            text: card.squeezed && card.ticket.brief !== "" ? card.ticket.brief : card.ticket.plain
            size: card.squeezed ? Theme.fontBody : Theme.fontLabel
            bold: true
            align: Text.AlignHCenter
            color: Theme.heading
        }

        Label {
            objectName: "ticket-note"
            Layout.fillWidth: true
            visible: text !== ""
            text: card.ticket.note
            size: card.squeezed ? Theme.fontCaption : Theme.fontBody
            align: Text.AlignHCenter
            color: card.ticket.isWell ? Theme.text : Theme.cautionText
        }
    }
}
