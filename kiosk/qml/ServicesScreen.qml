// Which counter? All services with their wait; closed ones stay and say until when they were open.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Page {
    id: page

    title: say["services.title"]

    Scroller {
        name: "services"
        anchors.fill: parent
        upText: page.say["page.up"]
        downText: page.say["page.down"]

        GridLayout {
            width: parent.width
            columns: page.wide && !page.tight ? 2 : 1
            rowSpacing: 20
            columnSpacing: Theme.gap
            uniformCellWidths: true

            Repeater {
                model: page.kiosk.services

                ServiceCard {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    narrow: page.narrow
                    onClicked: page.kiosk.chooseService(key)
                }
            }
        }
    }

    foot: PriorityButton {
        objectName: "priority"
        Layout.fillWidth: true
        visible: page.view.home.hasClasses
        chosen: page.view.visit.hasPriority
        text: page.view.home.priority
        onClicked: page.kiosk.askPriority()
    }
}
