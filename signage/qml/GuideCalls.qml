// The newest calls, beside the floor guide: those who wait go on seeing their numbers.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell
import Machiai.Signage

Rectangle {
    id: strip

    required property Display display

    color: Theme.board

    Row {
        anchors.centerIn: parent
        height: parent.height
        spacing: 64

        Repeater {
            id: newest

            model: strip.display.calls

            Row {
                id: call

                required property string label
                required property string counter

                height: strip.height
                spacing: 20

                Label {
                    objectName: "guide-call"
                    height: parent.height
                    text: call.label
                    size: 72
                    bold: true
                    color: Theme.boardText
                    family: Theme.japaneseFamily
                }

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: "arrow_forward"
                    color: Theme.boardText
                    size: 56
                }

                Label {
                    height: parent.height
                    text: call.counter
                    size: 72
                    bold: true
                    color: Theme.boardText
                    family: Theme.japaneseFamily
                }
            }
        }
    }

    Label {
        anchors.centerIn: parent
        visible: newest.count === 0
        text: strip.display.city
        size: 45
        bold: true
        color: Theme.boardText
        family: Theme.japaneseFamily
    }
}
