// The city's name, the date and a large clock: what stands where nothing else does.
import QtQuick
import Machiai.Shell
import Machiai.Signage

Item {
    id: clock

    required property Display view
    property color ink: Theme.heading
    property color soft: Theme.text
    // A low zone has everything smaller.
    readonly property real share: Math.max(0.45, Math.min(1.8, height / 520, width / 900))

    Column {
        anchors.centerIn: parent
        width: parent.width - 64
        spacing: 12 * clock.share

        Line {
            objectName: "city"
            width: parent.width
            visible: text !== ""
            align: Text.AlignHCenter
            size: Math.max(48, 84 * clock.share)
            bold: true
            color: clock.ink
            text: clock.view.city
        }

        Line {
            width: parent.width
            align: Text.AlignHCenter
            size: Math.max(40, 56 * clock.share)
            color: clock.soft
            text: clock.view.longDate
        }

        Digits {
            objectName: "large-clock"
            width: parent.width
            size: 168 * clock.share
            color: clock.ink
            text: clock.view.clock
        }
    }
}
