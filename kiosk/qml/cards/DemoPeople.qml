// The people who do not exist, whose cards can be laid on the reader for practice.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import ".."

Rectangle {
    id: sheet

    required property var people
    required property var say

    signal chosen(person: string)
    signal closed

    color: Theme.background

    RowLayout {
        id: head

        x: Theme.margin
        y: Theme.gap
        width: parent.width - 2 * Theme.margin
        spacing: Theme.gap

        Label {
            Layout.fillWidth: true
            text: sheet.say["cards.demo.choose"]
            size: Theme.fontTitle
            bold: true
            color: Theme.heading
            Accessible.role: Accessible.Heading
        }

        OutlineButton {
            objectName: "demo-close"
            quiet: true
            size: Theme.fontCaption
            text: sheet.say["button.close"]
            onClicked: sheet.closed()
        }
    }

    Scroller {
        name: "people"
        x: Theme.margin
        y: head.y + head.height + Theme.gap
        width: parent.width - 2 * Theme.margin
        height: parent.height - y - Theme.gap
        upText: sheet.say["page.up"]
        downText: sheet.say["page.down"]

        GridLayout {
            width: parent.width
            columns: sheet.width > 1200 ? 2 : 1
            rowSpacing: Theme.gapSmall
            columnSpacing: Theme.gap

            Repeater {
                model: sheet.people

                Pressable {
                    id: person

                    required property var modelData

                    objectName: `person-${modelData.key}`
                    Layout.fillWidth: true
                    Layout.preferredWidth: 100
                    spoken: [modelData.name, modelData.hint].filter(text => text !== "").join(" ")
                    padding: 20
                    contentItem: ColumnLayout {
                        spacing: 4

                        Label {
                            Layout.fillWidth: true
                            text: person.modelData.name
                            family: Theme.japaneseFamily
                            bold: true
                            color: Theme.heading
                        }

                        Label {
                            Layout.fillWidth: true
                            visible: text !== ""
                            text: person.modelData.hint
                            family: Theme.japaneseFamily
                            size: 30
                            color: Theme.textMuted
                        }
                    }
                    onClicked: sheet.chosen(modelData.key)
                }
            }
        }
    }
}
