// All writings of what was typed, page by page, and what to do if the right one is not there.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Kiosk
import Machiai.Shell

Column {
    id: pages

    required property Typing typing
    required property var say
    required property Item board
    readonly property real row: height < 480 ? 72 : 92
    readonly property int rowsThatFit: Math.max(1, Math.floor((height - row) / (row + spacing)))

    spacing: 8

    ChoiceGrid {
        id: grid

        objectName: "pages"
        width: parent.width
        height: pages.rowsThatFit * (pages.row + 8)
        columns: pages.width > 1000 ? 6 : 5
        lines: pages.rowsThatFit
        keyHeight: pages.row
        board: pages.board
        choices: pages.typing.candidates
        chosen: pages.typing.choice
        onPicked: place => pages.typing.choose(place)
    }

    Row {
        id: foot

        readonly property real third: (pages.width - 2 * spacing) / 3

        spacing: 8

        KeyCap {
            objectName: "page-up"
            width: foot.third
            height: pages.row
            board: pages.board
            family: Theme.family
            size: Theme.fontCaption
            enabled: grid.page > 0
            text: pages.say["typing.page_up"]
            onClicked: grid.page -= 1
        }

        KeyCap {
            objectName: "page-down"
            width: foot.third
            height: pages.row
            board: pages.board
            family: Theme.family
            size: Theme.fontCaption
            enabled: grid.page < grid.pages - 1
            text: `${pages.say["typing.page_down"]} ${grid.page + 1}/${grid.pages}`
            onClicked: grid.page += 1
        }

        KeyCap {
            objectName: "missing"
            width: foot.third
            height: pages.row
            visible: pages.typing.canMiss
            board: pages.board
            family: Theme.family
            size: Theme.fontCaption
            text: pages.say["typing.missing"]
            onClicked: pages.typing.missing()
        }
    }
}
