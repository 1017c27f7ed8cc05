// Text whose figures all have the width of a zero, for numbers that change: BIZ UDPGothic draws
// its 1 narrower and has no tabular figures of its own. Shrinks to the width that it gets.
pragma ComponentBehavior: Bound

import QtQuick

Item {
    id: digits

    required property string text
    property int size: Theme.fontTitle
    property bool bold: true
    property color color: Theme.heading
    readonly property real natural: Array.from(text).reduce((sum, c) => sum + digits.cell(c), 0)
    readonly property real shrink: width > 0 && natural > width ? width / natural : 1

    function cell(character: string): real {
        // Reading the height makes this bind to the font, which the call alone would not.
        return metrics.height > 0 ? metrics.advanceWidth(character.replace(/[0-9]/, "0")) : 0;
    }

    implicitWidth: natural
    implicitHeight: metrics.height * 1.1
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    FontMetrics {
        id: metrics

        font.family: Theme.japaneseFamily
        font.pixelSize: digits.size
        font.bold: digits.bold
    }

    Row {
        anchors.centerIn: parent

        Repeater {
            model: Array.from(digits.text)

            Text {
                required property string modelData

                width: digits.cell(modelData) * digits.shrink
                text: modelData
                color: digits.color
                horizontalAlignment: Text.AlignHCenter
                font.family: Theme.japaneseFamily
                font.bold: digits.bold
                font.pixelSize: Math.floor(digits.size * digits.shrink)
                Accessible.ignored: true
            }
        }
    }
}
