// The likeliest writings in one row, as many as there is room for, and the way to the others.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Kiosk
import Machiai.Shell

Item {
    id: bar

    required property Typing typing
    required property var say
    required property Item board
    property bool open: false
    readonly property list<string> words: typing.candidates
    readonly property int size: Theme.fontTitle
    readonly property int shown: open ? 0 : bar.fitting(words, width - (more.visible ? more.width + 16 : 0))

    signal moreClicked

    function keyWidth(word: string): real {
        // Reading the height makes this bind to the font, which the call alone would not.
        return metrics.height > 0 ? Math.max(120, metrics.advanceWidth(word) + 64) : 0;
    }

    function fitting(words: var, room: real): int {
        let used = 0, count = 0;
        while (count < words.length && used + bar.keyWidth(words[count]) <= room)
            used += bar.keyWidth(words[count++]) + row.spacing;
        return count;
    }


    FontMetrics {
        id: metrics

        font.family: Theme.japaneseFamily
        font.pixelSize: bar.size
        font.bold: true
    }

    Label {
        anchors.fill: parent
        anchors.leftMargin: 12
        visible: bar.words.length === 0 && (bar.typing.layout === "kana" || bar.typing.layout === "romaji")
        text: bar.say["typing.hint"]
        size: Theme.fontCaption
        color: Theme.textMuted
    }

    Row {
        id: row

        height: parent.height
        spacing: 12

        Repeater {
            model: bar.words.slice(0, bar.shown)

            KeyCap {
                required property string modelData
                required property int index

                objectName: `candidate-${index}`
                width: bar.keyWidth(modelData)
                height: bar.height
                board: bar.board
                text: modelData
                size: bar.size
                marked: index === bar.typing.choice
                onClicked: bar.typing.choose(index)
            }
        }
    }

    KeyCap {
        id: more

        objectName: visible ? "more" : ""
        anchors.right: parent.right
        height: parent.height
        width: 220
        visible: bar.words.length > 1
        board: bar.board
        family: Theme.family
        size: Theme.fontCaption
        ink: Theme.primary
        outline: Theme.primary
        text: `${bar.open ? bar.say["typing.less"] : bar.say["typing.more"]} ${bar.open ? "▼" : "▶"}`
        spoken: bar.open ? bar.say["typing.less"] : bar.say["typing.more"]
        onClicked: bar.moreClicked()
    }
}
