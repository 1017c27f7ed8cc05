// Who comes with a head start: chosen once, said openly, and taken back as easily.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Page {
    id: page

    title: say["priority.title"]
    explanation: say["priority.hint"]

    Scroller {
        name: "classes"
        anchors.fill: parent
        upText: page.say["page.up"]
        downText: page.say["page.down"]

        GridLayout {
            width: parent.width
            columns: page.wide ? 2 : 1
            rowSpacing: 20
            columnSpacing: Theme.gap
            uniformCellWidths: true

            Repeater {
                model: page.kiosk.classes

                ChoiceButton {
                    required property string key
                    required property string name
                    required property string sign
                    required chosen

                    objectName: `class-${key}`
                    Layout.fillWidth: true
                    text: name
                    iconName: sign
                    onClicked: page.kiosk.choosePriority(key)
                }
            }

            ChoiceButton {
                objectName: "class-none"
                Layout.fillWidth: true
                text: page.say["priority.none"]
                iconName: "close"
                chosen: !page.view.visit.hasPriority
                onClicked: page.kiosk.choosePriority("")
            }
        }
    }
}
