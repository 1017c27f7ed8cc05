// A postal code, and the places that it stands for: `chosen` with 東京都新宿区西新宿.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Kiosk
import Machiai.Shell

Column {
    id: entry

    required property Typing typing
    required property var say
    required property string label
    readonly property bool found: typing.areasFound === "found"
    property int rows: 3

    signal chosen(area: string)

    spacing: Theme.gap

    TextEntry {
        objectName: "postal"
        width: parent.width
        typing: entry.typing
        say: entry.say
        label: entry.label
    }

    Label {
        objectName: "postal-message"
        width: parent.width
        visible: text !== ""
        text: entry.typing.areasFound ? entry.say[`typing.postal.${entry.typing.areasFound}`] : ""
        color: Theme.heading
        Accessible.role: Accessible.AlertMessage
    }

    ChoiceGrid {
        id: grid

        width: parent.width
        visible: entry.found
        columns: entry.typing.areas.length > entry.rows ? 2 : 1
        lines: entry.rows
        keyHeight: 104
        size: Theme.fontBody
        prefix: "area"
        board: entry
        choices: entry.typing.areas
        onPicked: place => entry.chosen(entry.typing.areas[place])
    }

    Row {
        visible: entry.found && grid.pages > 1
        spacing: 8

        KeyCap {
            objectName: "areas-up"
            width: (entry.width - 8) / 2
            board: entry
            family: Theme.family
            size: Theme.fontCaption
            enabled: grid.page > 0
            text: entry.say["typing.page_up"]
            onClicked: grid.page -= 1
        }

        KeyCap {
            objectName: "areas-down"
            width: (entry.width - 8) / 2
            board: entry
            family: Theme.family
            size: Theme.fontCaption
            enabled: grid.page < grid.pages - 1
            text: `${entry.say["typing.page_down"]} ${grid.page + 1}/${grid.pages}`
            onClicked: grid.page += 1
        }
    }
}
