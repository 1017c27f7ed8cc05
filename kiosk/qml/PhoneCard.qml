// The code that takes the number along on a phone.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Card {
    id: card

    required property var ticket
    required property var say

    visible: ticket.url !== ""
    radius: Theme.radiusLarge
    implicitHeight: visible ? Math.max(296, words.implicitHeight + 64) : 0

    Image {
        id: code

        objectName: "ticket-code"
        x: 48
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(216, parent.height - 32)
        height: width
        sourceSize: Qt.size(width * Theme.unit, width * Theme.unit)
        source: card.ticket.url ? `image://qr/${encodeURIComponent(card.ticket.url)}` : ""
        smooth: false
        Accessible.ignored: true
    }

    ColumnLayout {
        id: words

        anchors.left: code.right
        anchors.leftMargin: 40
        anchors.right: parent.right
        anchors.rightMargin: 40
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12

        Label {
            Layout.fillWidth: true
            text: card.say["ticket.phone"]
            size: Theme.fontBody
            bold: true
            color: Theme.heading
        }

        Label {
            Layout.fillWidth: true
            visible: card.height >= 200
            text: card.say["ticket.phone_hint"]
            size: Theme.fontCaption
            color: Theme.textMuted
        }
    }
}
