// 五十音, from あ on the right to わ on the left, as on the chart in every first-year classroom.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Kiosk

Grid {
    id: grid

    required property Typing typing
    required property Item board
    required property real keyHeight
    readonly property real keyWidth: (width - 9 * columnSpacing) / 10

    columns: 10
    columnSpacing: 8
    rowSpacing: 8

    Repeater {
        model: grid.typing.keys

        Item {
            id: place

            required property string modelData

            width: grid.keyWidth
            height: grid.keyHeight

            KeyCap {
                objectName: place.modelData ? `key-${place.modelData}` : ""
                anchors.fill: parent
                visible: place.modelData !== ""
                board: grid.board
                text: place.modelData
                onClicked: grid.typing.press(place.modelData)
            }
        }
    }
}
