// The city's name, the date and a large clock: what stands where nothing else does.
import QtQuick
import Machiai.Shell
import Machiai.Signage

Item {
    id: clock

    required property Display view
    property color ink: Theme.heading
    property color soft: Theme.text

    Column {
        anchors.centerIn: parent
        width: parent.width - 96
        spacing: 12

        Line {
            objectName: "city"
            width: parent.width
            visible: text !== ""
            align: Text.AlignHCenter
            size: 84
            bold: true
            color: clock.ink
            text: clock.view.city
        }

        Line {
            width: parent.width
            align: Text.AlignHCenter
            size: 56
            color: clock.soft
            text: clock.view.longDate
        }

        Digits {
            objectName: "large-clock"
            width: parent.width
            size: 168
            color: clock.ink
            text: clock.view.clock
        }
    }
}
