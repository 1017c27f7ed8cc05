// One of the five aids; `on` is shown by a tick, a thick edge and a tint, and told to a reader.
import QtQuick

Pressable {
    id: aid

    required property string iconName
    property bool on: false

    radius: Theme.radiusSmall
    fill: on ? Theme.primarySoft : Theme.surface
    outline: on ? Theme.primary : Theme.border
    outlineWidth: on ? 6 : Theme.borderWidth
    padding: 8
    Accessible.checkable: true
    Accessible.checked: on

    contentItem: Item {
        Icon {
            id: icon

            anchors.horizontalCenter: parent.horizontalCenter
            y: 12
            name: aid.iconName
            color: aid.ink
        }

        Icon {
            anchors.right: parent.right
            visible: aid.on
            name: "check_circle"
            color: aid.ink
            size: 36
        }

        Label {
            anchors.top: icon.bottom
            anchors.bottom: parent.bottom
            width: parent.width
            text: aid.text
            size: Theme.fontCaption
            bold: true
            fit: true
            align: Text.AlignHCenter
            color: Theme.heading
            Accessible.ignored: true
        }
    }
}
