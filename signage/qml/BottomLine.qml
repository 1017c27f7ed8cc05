// The city's sentences by turns, and date and time.
import QtQuick
import Machiai.Shell
import Machiai.Signage

Rectangle {
    id: bottom

    required property Display view
    // The sentence above date and time, where the panel is narrow.
    property bool stacked: false
    readonly property real row: stacked ? (height - 8) / 2 : height
    readonly property string said: view.trouble !== "" ? view.trouble : view.line

    color: Theme.ticker
    onSaidChanged: turn.restart()

    Line {
        id: sentence

        objectName: "ticker"
        x: 40
        y: bottom.stacked ? 4 : 0
        width: parent.width - 80 - (bottom.stacked ? 0 : date.width + clock.width + 64)
        height: bottom.row
        size: 42
        color: Theme.tickerText
    }

    SequentialAnimation {
        id: turn

        running: true

        NumberAnimation {
            target: sentence
            property: "opacity"
            to: 0
            duration: sentence.text === "" ? 0 : 250
        }

        ScriptAction {
            script: sentence.text = bottom.said
        }

        NumberAnimation {
            target: sentence
            property: "opacity"
            to: 1
            duration: 250
        }
    }

    Line {
        id: date

        anchors.right: clock.left
        anchors.rightMargin: 28
        anchors.bottom: parent.bottom
        anchors.bottomMargin: bottom.stacked ? 4 : 0
        height: bottom.row
        size: 42
        bold: true
        color: Theme.tickerText
        text: bottom.view.date
    }

    Digits {
        id: clock

        objectName: "clock"
        anchors.right: parent.right
        anchors.rightMargin: 40
        anchors.bottom: parent.bottom
        anchors.bottomMargin: bottom.stacked ? 4 : 0
        height: bottom.row
        size: 46
        color: Theme.tickerText
        text: bottom.view.clock
    }
}
