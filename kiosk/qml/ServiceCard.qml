// A service to choose: its letter, name, what it is for, and how long it takes now.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Pressable {
    id: card

    required property string key
    required property string prefix
    required property string name
    required property string description
    required property string level
    required property string badge
    required property string waiting
    required property string wait
    required property bool isOpen
    property bool narrow: false

    function join(texts: var): string {
        return texts.filter(text => text !== "").join(" ").replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1").replace(/\u2060/g, "");
    }

    objectName: `service-${key}`
    text: name
    spoken: join([prefix, name, badge, waiting, wait])
    Accessible.description: join([description])
    radius: Theme.radius
    fill: isOpen ? Theme.surface : Theme.disabledSurface
    implicitHeight: Math.max(176, line.implicitHeight)
    padding: 0

    contentItem: RowLayout {
        id: line

        spacing: card.narrow ? 20 : 36

        Rectangle {
            Layout.fillHeight: true
            Layout.preferredWidth: card.narrow ? 100 : 132
            topLeftRadius: card.radius
            bottomLeftRadius: card.radius
            color: card.isOpen ? Theme.primary : Theme.disabledTile

            Text {
                anchors.centerIn: parent
                text: card.prefix
                color: card.isOpen ? Theme.primaryInk : Theme.surface
                font.family: Theme.japaneseFamily
                font.pixelSize: card.prefix.length > 1 ? 56 : 80
                Accessible.ignored: true
            }
        }

        GridLayout {
            Layout.fillWidth: true
            Layout.topMargin: 14
            Layout.bottomMargin: 14
            Layout.rightMargin: card.narrow ? 20 : 36
            columns: card.narrow ? 1 : 2
            columnSpacing: 20
            rowSpacing: 8

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 4

                Label {
                    Layout.fillWidth: true
                    text: card.name
                    size: Theme.fontTitle - 1
                    bold: true
                    color: card.isOpen ? Theme.heading : Theme.disabledText
                    Accessible.ignored: true
                }

                Label {
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: card.description
                    size: 30
                    color: card.isOpen ? Theme.textMuted : Theme.disabledText
                    Accessible.ignored: true
                }
            }

            GridLayout {
                Layout.fillWidth: card.narrow
                columns: 1
                rowSpacing: 2

                StateBadge {
                    Layout.alignment: card.narrow ? Qt.AlignLeft : Qt.AlignRight
                    level: card.level
                    text: card.badge
                }

                Label {
                    Layout.alignment: card.narrow ? Qt.AlignLeft : Qt.AlignRight
                    Layout.fillWidth: card.narrow
                    visible: text !== ""
                    text: card.narrow ? card.join([card.waiting, card.wait]) : card.waiting
                    size: card.narrow ? 30 : Theme.fontCaption
                    bold: true
                    color: card.isOpen ? Theme.heading : Theme.disabledText
                    Accessible.ignored: true
                }

                Label {
                    Layout.alignment: Qt.AlignRight
                    visible: text !== "" && !card.narrow
                    text: card.wait
                    size: Theme.fontCaption
                    color: card.isOpen ? Theme.heading : Theme.disabledText
                    Accessible.ignored: true
                }
            }
        }
    }
}
