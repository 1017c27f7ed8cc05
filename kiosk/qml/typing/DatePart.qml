// One part of a date: what is typed, its unit, and whether the next digit goes here.
import QtQuick
import Machiai.Shell

KeyCap {
    id: part

    required property string value
    property string unit
    property bool on: false

    implicitHeight: 112
    size: Theme.fontHeadline
    marked: on
    implicitWidth: 90
    text: value
    family: Theme.family
    spoken: `${value} ${unit}`.replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1")
    Accessible.checkable: true
    Accessible.checked: on

    contentItem: Item {
        Label {
            width: parent.width - (part.unit ? unitLabel.width + 16 : 0)
            height: parent.height
            text: part.value
            size: part.size
            bold: true
            fit: true
            align: part.unit ? Text.AlignRight : Text.AlignHCenter
            color: Theme.heading
            Accessible.ignored: true
        }

        Label {
            id: unitLabel

            anchors.right: parent.right
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            text: part.unit
            size: part.width < 160 ? 26 : Theme.fontBody
            color: Theme.textMuted
            Accessible.ignored: true
        }
    }
}
