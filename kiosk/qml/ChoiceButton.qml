// One of several answers; the present one is marked by a tick, a face and a thicker edge.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Pressable {
    id: button

    property string iconName
    property bool chosen: false
    property string family: Theme.family
    property int size: Theme.fontTitle

    fill: chosen ? Theme.primarySoft : Theme.surface
    outline: chosen ? Theme.primary : Theme.border
    ink: Theme.primary
    implicitHeight: Math.max(144, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: 40
    rightPadding: 40
    Accessible.checkable: true
    Accessible.checked: chosen

    contentItem: RowLayout {
        spacing: 32

        Icon {
            visible: button.iconName !== ""
            name: button.iconName || "info"
            color: button.ink
            size: 64
        }

        Label {
            Layout.fillWidth: true
            text: button.text
            family: button.family
            size: button.size
            bold: true
            color: Theme.heading
            Accessible.ignored: true
        }

        Icon {
            visible: button.chosen
            name: "check_circle"
            color: button.ink
            size: 56
        }
    }
}
