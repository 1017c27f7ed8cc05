// The head of every kiosk screen: where this is, and what day and time it is.
import QtQuick

Rectangle {
    id: header

    required property string city
    required property string place
    required property string date
    required property string time

    implicitHeight: Theme.headerHeight
    color: Theme.surface
    Accessible.role: Accessible.TitleBar
    Accessible.name: [city, place, date, time].join(" ")

    Column {
        anchors.left: parent.left
        anchors.right: day.left
        anchors.margins: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: 6

        Label {
            width: parent.width
            text: header.city
            size: Theme.fontBody
            bold: true
            fit: true
            color: Theme.heading
        }

        Label {
            width: parent.width
            text: header.place
            size: Theme.fontCaption
            fit: true
            color: Theme.textMuted
        }
    }

    Column {
        id: day

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter

        Label {
            anchors.right: parent.right
            text: header.date
            size: Theme.fontCaption
            fit: true
            color: Theme.textMuted
        }

        Digits {
            anchors.right: parent.right
            text: header.time
            size: 48
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 2
        color: Theme.divider
    }
}
