// Digits as on a telephone; `words` are typed whole, for addresses.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell

Row {
    id: pad

    required property Item board
    required property real keyHeight
    property list<string> words: []
    readonly property real keyWidth: Math.min(240, (width - 4 * spacing) / (words.length > 0 ? 5 : 3))

    signal pressed(sign: string)

    spacing: 8

    Item {
        width: Math.max(0, (pad.width - digits.width - (extra.visible ? extra.width + 2 * pad.spacing : 0)) / 2 - pad.spacing)
        height: 1
    }

    Grid {
        id: digits

        columns: 3
        spacing: 8

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0"]

            Item {
                id: place

                required property string modelData

                width: pad.keyWidth
                height: pad.keyHeight

                KeyCap {
                    objectName: place.modelData ? `key-${place.modelData}` : ""
                    anchors.fill: parent
                    visible: place.modelData !== ""
                    board: pad.board
                    size: Theme.fontHeadline
                    text: place.modelData
                    onClicked: pad.pressed(place.modelData)
                }
            }
        }
    }

    Item {
        visible: extra.visible
        width: pad.spacing
        height: 1
    }

    Grid {
        id: extra

        visible: pad.words.length > 0
        columns: 2
        spacing: 8

        Repeater {
            model: pad.words

            KeyCap {
                required property string modelData

                objectName: `key-${modelData}`
                width: pad.keyWidth
                height: pad.keyHeight
                board: pad.board
                text: modelData
                onClicked: pad.pressed(modelData)
            }
        }
    }
}
