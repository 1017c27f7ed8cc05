// Are you still there? One touch anywhere goes on.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import Machiai.Kiosk

Item {
    id: warning

    required property Kiosk kiosk
    readonly property bool lowReach: kiosk.view.visit.lowReach

    Rectangle {
        anchors.fill: parent
        color: "#000000"
        opacity: 0.6
    }

    MouseArea {
        anchors.fill: parent
        onClicked: warning.kiosk.touch()
    }

    Card {
        width: Math.min(920, warning.width - 2 * Theme.margin)
        height: column.height + 2 * 56
        radius: Theme.radiusLarge
        anchors.horizontalCenter: parent.horizontalCenter
        y: warning.lowReach ? warning.height - height - Theme.margin : (warning.height - height) / 2

        ColumnLayout {
            id: column

            x: 56
            y: 56
            width: parent.width - 112
            spacing: 36

            Label {
                Layout.fillWidth: true
                text: warning.kiosk.say["idle.title"]
                size: Theme.fontDisplay
                bold: true
                align: Text.AlignHCenter
                color: Theme.heading
                Accessible.role: Accessible.AlertMessage
            }

            Label {
                Layout.fillWidth: true
                text: warning.kiosk.view.idle.hint
                size: Theme.fontLabel
                align: Text.AlignHCenter
            }

            PrimaryButton {
                objectName: "continue"
                Layout.fillWidth: true
                implicitHeight: 152
                size: Theme.fontTitle
                focus: true
                text: warning.kiosk.say["idle.continue"]
                onClicked: warning.kiosk.touch()
            }

            OutlineButton {
                objectName: "end-visit"
                Layout.fillWidth: true
                text: warning.kiosk.say["to_start"]
                onClicked: warning.kiosk.finish()
            }
        }
    }
}
