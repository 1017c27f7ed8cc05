pragma ComponentBehavior: Bound
// Leads to the priority classes, and says which one was chosen.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Pressable {
    id: button

    property bool chosen: false

    ink: Theme.primary
    outline: Theme.primary
    fill: chosen ? Theme.primarySoft : Theme.surface
    implicitHeight: Math.max(112, implicitContentHeight + topPadding + bottomPadding)

    contentItem: RowLayout {
        spacing: 20

        Item { Layout.fillWidth: true }

        Repeater {
            model: button.chosen ? ["check_circle"] : ["elderly", "pregnant_woman", "child_care"]

            Icon {
                required property string modelData

                name: modelData
                color: button.ink
                size: 52
            }
        }

        Label {
            Layout.maximumWidth: button.width - 320
            text: button.text
            size: Theme.fontBody
            bold: true
            color: button.ink
            Accessible.ignored: true
        }

        Item { Layout.fillWidth: true }
    }
}
