// Pages of things to choose from, in a grid.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell

Grid {
    id: grid

    required property Item board
    required property list<string> choices
    required property int lines
    required property real keyHeight
    property string prefix: "choice"
    property int size: Theme.fontTitle
    property int chosen: -1
    property int page: 0
    readonly property int perPage: lines * columns
    readonly property int pages: Math.max(1, Math.ceil(choices.length / perPage))
    readonly property int first: Math.min(page, pages - 1) * perPage

    signal picked(place: int)

    spacing: 8
    onChoicesChanged: page = 0

    Repeater {
        model: grid.choices.slice(grid.first, grid.first + grid.perPage)

        KeyCap {
            required property string modelData
            required property int index

            objectName: `${grid.prefix}-${grid.first + index}`
            width: (grid.width - (grid.columns - 1) * grid.spacing) / grid.columns
            height: grid.keyHeight
            board: grid.board
            text: modelData
            size: grid.size
            marked: grid.first + index === grid.chosen
            onClicked: grid.picked(grid.first + index)
        }
    }
}
