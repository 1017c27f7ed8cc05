// The way to one's own language, which one sees there by its own name.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Pressable {
    id: card

    required property var languages
    property bool brief: false

    text: "Language"
    radius: Theme.radiusLarge
    leftPadding: 40
    rightPadding: 40
    implicitHeight: Math.max(brief ? 112 : 208, implicitContentHeight + topPadding + bottomPadding)

    contentItem: RowLayout {
        spacing: 40

        Rectangle {
            Layout.preferredWidth: card.brief ? 80 : 112
            Layout.preferredHeight: Layout.preferredWidth
            radius: Theme.radius
            color: Theme.primarySoft

            Icon {
                anchors.centerIn: parent
                name: "translate"
                size: card.brief ? 52 : 64
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 8

            Label {
                Layout.fillWidth: true
                text: card.text
                family: Theme.japaneseFamily
                size: Theme.fontTitle
                bold: true
                color: Theme.heading
                Accessible.ignored: true
            }

            Flow {
                Layout.fillWidth: true
                visible: !card.brief
                spacing: 24

                Repeater {
                    model: card.languages

                    Label {
                        required property string key
                        required property string name

                        visible: key !== Theme.language
                        height: 60
                        text: name
                        family: Theme.families[key]
                        size: 30
                        color: Theme.textMuted
                        Accessible.ignored: true
                    }
                }
            }
        }

        Icon {
            name: "arrow_forward"
            size: 56
        }
    }
}
