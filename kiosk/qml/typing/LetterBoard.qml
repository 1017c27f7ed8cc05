// Letters as on a keyboard: for kana by way of Roman letters, or as they are.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Kiosk

Column {
    id: letters

    required property Typing typing
    required property Item board
    required property real keyHeight
    readonly property int most: Math.max(...typing.letterRows.map(row => row.length))
    readonly property real keyWidth: (width - (most - 1) * spacing) / most

    spacing: 8

    Repeater {
        model: letters.typing.letterRows

        Row {
            id: line

            required property string modelData

            anchors.horizontalCenter: parent?.horizontalCenter
            spacing: letters.spacing

            Repeater {
                model: Array.from(line.modelData)

                KeyCap {
                    required property string modelData

                    objectName: `key-${modelData}`
                    width: letters.keyWidth
                    height: letters.keyHeight
                    board: letters.board
                    text: modelData
                    onClicked: letters.typing.press(modelData)
                }
            }
        }
    }
}
