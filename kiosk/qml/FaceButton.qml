// An answer with a face: beside its word, or `upright` above it.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Pressable {
    id: button

    required property string face
    property bool upright: false
    property bool small: false
    property bool tight: false

    padding: tight ? 6 : small ? 12 : 24
    leftPadding: upright ? 12 : 40
    rightPadding: leftPadding
    implicitHeight: Math.max(Theme.targetMin, implicitContentHeight + topPadding + bottomPadding)

    contentItem: Item {
        implicitHeight: answer.implicitHeight

        GridLayout {
            id: answer

            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            columns: button.upright ? 1 : 2
            columnSpacing: 40
            rowSpacing: button.tight ? 0 : 16

            Icon {
                Layout.alignment: button.upright ? Qt.AlignHCenter : Qt.AlignVCenter
                name: button.face
                color: button.ink
                size: Math.min(button.availableHeight, button.tight ? 72 : button.upright ? 144 : button.small ? 104 : 128)
            }

            Label {
                Layout.fillWidth: true
                text: button.text
                size: button.tight ? Theme.fontBody : button.upright ? Theme.fontTitle : Theme.fontHeadline
                fit: button.upright
                bold: true
                align: button.upright ? Text.AlignHCenter : Text.AlignLeft
                color: Theme.heading
                Accessible.ignored: true
            }
        }
    }
}
