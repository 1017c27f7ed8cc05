// The city's sentences, by turns.
import QtQuick
import Machiai.Shell
import Machiai.Signage

Rectangle {
    id: ticker

    required property Display view
    readonly property string said: view.trouble !== "" ? view.trouble : view.line

    objectName: "ticker-zone"
    color: Theme.ticker
    onSaidChanged: turn.restart()

    Line {
        id: sentence

        objectName: "ticker"
        anchors.fill: parent
        anchors.leftMargin: 40
        anchors.rightMargin: 30
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
            script: {
                sentence.text = ticker.said;
                sentence.family = Theme.families[ticker.view.lineLanguage] ?? Theme.japaneseFamily;
            }
        }

        NumberAnimation {
            target: sentence
            property: "opacity"
            to: 1
            duration: 250
        }
    }
}
