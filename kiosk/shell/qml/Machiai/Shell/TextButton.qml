// A button with an optional icon and a word; the base of PrimaryButton and OutlineButton.
import QtQuick

Pressable {
    id: button

    property string iconName
    property int size: Theme.fontLabel
    readonly property int iconSpace: iconName ? size * 1.2 + Theme.gapSmall : 0

    implicitHeight: Math.max(112, implicitContentHeight + topPadding + bottomPadding)
    opacity: enabled ? 1 : 0.5

    contentItem: Item {
        implicitWidth: label.implicitWidth + button.iconSpace
        implicitHeight: label.implicitHeight

        Icon {
            visible: button.iconName !== ""
            name: button.iconName || "info"
            color: label.color
            size: button.size * 1.2
            x: label.x - button.iconSpace
            anchors.verticalCenter: parent.verticalCenter
        }

        Label {
            id: label

            width: Math.min(implicitWidth, parent.width - button.iconSpace)
            height: parent.height
            x: (parent.width - width + button.iconSpace) / 2
            text: button.text
            size: button.size
            bold: true
            align: Text.AlignHCenter
            color: button.ink
            Accessible.ignored: true
        }
    }
}
