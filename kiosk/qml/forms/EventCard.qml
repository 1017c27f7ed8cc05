// An event of the shelf: icon, title, and what it is about.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Pressable {
    id: card

    required property string iconName
    property string subtitle
    property bool large: false

    radius: Theme.radius
    implicitHeight: Math.max(large ? 152 : 128, implicitContentHeight + topPadding + bottomPadding)
    padding: 16
    leftPadding: 28
    rightPadding: 28
    Accessible.description: explanation.plain

    contentItem: RowLayout {
        spacing: 28

        Rectangle {
            Layout.preferredWidth: card.large ? 104 : 80
            Layout.preferredHeight: Layout.preferredWidth
            radius: Theme.radius
            color: Theme.primarySoft

            Icon {
                anchors.centerIn: parent
                name: card.iconName
                size: card.large ? 64 : 48
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            Label {
                Layout.fillWidth: true
                text: card.text
                size: card.large ? Theme.fontTitle : Theme.fontLabel
                bold: true
                color: Theme.heading
                Accessible.ignored: true
            }

            Label {
                id: explanation

                Layout.fillWidth: true
                visible: text !== ""
                text: card.subtitle
                size: Theme.fontCaption
                color: Theme.textMuted
                Accessible.ignored: true
            }
        }

        Icon {
            visible: card.large
            name: "arrow_forward"
            size: 48
        }
    }
}
