// The newest calls, beside the floor guide: those who wait go on seeing their numbers. Grey while
// the connection is being checked, as on the board.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell
import Machiai.Signage

Rectangle {
    id: strip

    required property Display display

    objectName: display.live ? "guide-calls" : "guide-calls-checking"
    color: display.live ? Theme.board : Theme.textMuted

    Icon {
        x: 36
        anchors.verticalCenter: parent.verticalCenter
        name: strip.display.live ? "campaign" : "wifi_off"
        color: Theme.boardText
        size: 56
    }

    Row {
        objectName: "guide-calls-row"
        anchors.centerIn: parent
        height: parent.height
        // Three calls at once need more than an upright panel has.
        scale: Math.min(1, (strip.width - 2 * 116) / width || 1)
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
