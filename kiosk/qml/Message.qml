// A calm word to the visitor: a sign, what is happening, what to do, and the ways on.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Frame {
    id: message

    property string iconName: "info"
    property string overline
    property string title
    property string explanation
    // Where little room is left the words come first.
    property bool iconless: tight && overline !== ""
    // How many ways on stand beside each other where the page is wide.
    property int across: 2
    default property alias actions: actions.data

    ColumnLayout {
        id: words

        readonly property real room: actions.y - Theme.gap

        x: Theme.margin
        y: Math.max(Theme.gap, message.lowReach ? room - height : Math.min(220, (room - height) / 2))
        width: message.width - 2 * Theme.margin
        spacing: message.compact ? Theme.gapSmall : 32

        Rectangle {
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredWidth: message.compact ? 112 : 176
            Layout.preferredHeight: Layout.preferredWidth
            visible: !message.iconless
            radius: Theme.radiusLarge
            color: Theme.primarySoft

            Icon {
                anchors.centerIn: parent
                name: message.iconName
                size: message.compact ? 72 : 112
            }
        }

        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: message.overline
            size: Theme.fontLabel
            align: Text.AlignHCenter
            color: Theme.text
        }

        Label {
            Layout.fillWidth: true
            text: message.title
            size: message.compact ? Theme.fontHeadline : Theme.fontDisplay
            bold: true
            align: Text.AlignHCenter
            color: Theme.heading
            Accessible.role: Accessible.Heading
        }

        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: message.explanation
            size: Theme.fontLabel
            align: Text.AlignHCenter
            color: Theme.text
        }
    }

    GridLayout {
        id: actions

        x: Theme.margin
        y: message.lowReach || message.compact ? message.height - height - Theme.gap : message.height * 0.62
        width: message.width - 2 * Theme.margin
        columns: message.wide ? message.across : 1
        rowSpacing: Theme.gap
        columnSpacing: Theme.gap
        uniformCellWidths: true
    }
}
