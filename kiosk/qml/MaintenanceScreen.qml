// How this terminal is, and what staff can do about it.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Page {
    id: page

    readonly property var words: view.staff

    title: words["maintenance.title"]

    Scroller {
        name: "facts"
        anchors.fill: parent
        upText: "上を見る"
        downText: "下を見る"

        Column {
            id: facts

            width: parent.width

            Repeater {
                model: page.kiosk.facts

                RowLayout {
                    id: fact

                    required property string name
                    required property string value

                    width: facts.width
                    height: Math.max(72, implicitHeight + 16)
                    spacing: Theme.gap

                    Label {
                        Layout.preferredWidth: 280
                        text: fact.name
                        size: Theme.fontCaption
                        color: Theme.textMuted
                    }

                    Label {
                        Layout.fillWidth: true
                        text: fact.value
                        size: Theme.fontBody
                        bold: true
                        color: Theme.heading
                    }
                }
            }
        }
    }

    foot: [
        PrimaryButton {
            objectName: "test-print"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            iconName: "print"
            text: page.words["maintenance.test_print"]
            onClicked: page.kiosk.testPrint()
        },
        OutlineButton {
            objectName: "reissue"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            iconName: "print"
            text: page.words["maintenance.reissue"]
            onClicked: page.kiosk.reissue()
        },
        OutlineButton {
            objectName: "exit"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            iconName: "close"
            text: page.words["maintenance.exit"]
            onClicked: page.kiosk.exit()
        }
    ]
}
