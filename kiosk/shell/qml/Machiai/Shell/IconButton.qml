// A square button with an icon alone, as for "back"; `text` is what a reader says.
import QtQuick

Pressable {
    id: button

    required property string iconName

    implicitWidth: 112
    implicitHeight: 112

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: button.iconName
            color: button.ink
            size: 56
        }
    }
}
