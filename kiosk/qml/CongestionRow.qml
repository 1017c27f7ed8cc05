// One service of the congestion card: name, people and minutes, and the badge.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Item {
    id: row

    required property string prefix
    required property string name
    required property string level
    required property string badge
    required property string waiting
    required property string wait
    // Too narrow for the badge beside the name.
    readonly property bool narrow: width < 680

    implicitHeight: Math.max(84, line.implicitHeight + 10)
    Accessible.role: Accessible.ListItem
    Accessible.name: [prefix, title.plain, state.text, figures.plain].join(" ")

    Rectangle {
        width: parent.width
        height: 2
        color: Theme.divider
    }

    RowLayout {
        id: line

        anchors.fill: parent
        anchors.topMargin: 4
        anchors.bottomMargin: 4
        spacing: 20

        Label {
            Layout.preferredWidth: 44
            text: row.prefix
            family: Theme.japaneseFamily
            bold: true
            color: row.level === "closed" ? Theme.disabledText : Theme.primary
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: row.narrow ? 4 : 0

            Label {
                id: title

                Layout.fillWidth: true
                text: row.name
                size: Theme.fontCaption
                bold: true
                color: Theme.heading
            }

            StateBadge {
                id: state

                visible: row.narrow
                level: row.level
                text: row.badge
            }

            Label {
                id: figures

                Layout.fillWidth: true
                visible: text !== ""
                text: [row.waiting, row.wait].filter(part => part !== "").join("　")
                size: Theme.fontCaption
                color: Theme.text
            }
        }

        StateBadge {
            visible: !row.narrow
            level: row.level
            text: row.badge
        }
    }
}
