// Digits as on a telephone; `words` are typed whole, for addresses.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell

Item {
    id: pad

    required property Item board
    required property real keyHeight
    property list<string> words: []
    // Beside the zero: 「年」 when the digits of a year are done.
    property string ending
    readonly property int spacing: 8
    readonly property int across: words.length > 0 ? 5 : 3
    readonly property real keyWidth: Math.min(240, (width - (across + 2) * spacing) / across)

    signal pressed(sign: string)
    signal ended

    implicitHeight: digits.height

    Grid {
        id: digits

        x: (pad.width - width - (extra.visible ? extra.width + 3 * pad.spacing : 0)) / 2
        columns: 3
        spacing: pad.spacing

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "ending"]

            Item {
                id: place

                required property string modelData

                width: pad.keyWidth
                height: pad.keyHeight

                KeyCap {
                    objectName: place.modelData ? `key-${place.modelData}` : ""
                    anchors.fill: parent
                    visible: place.modelData.length === 1 || (place.modelData !== "" && pad.ending !== "")
                    board: pad.board
                    size: Theme.fontHeadline
                    family: place.modelData.length > 1 ? Theme.family : Theme.japaneseFamily
                    text: place.modelData.length > 1 ? pad.ending : place.modelData
                    ink: place.modelData.length > 1 ? Theme.primary : Theme.heading
                    outline: place.modelData.length > 1 ? Theme.primary : Theme.border
                    onClicked: {
                        if (place.modelData.length > 1)
                            pad.ended();
                        else
                            pad.pressed(place.modelData);
                    }
                }
            }
        }
    }

    Grid {
        id: extra

        x: digits.x + digits.width + 3 * pad.spacing
        visible: pad.words.length > 0
        columns: 2
        spacing: pad.spacing

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
