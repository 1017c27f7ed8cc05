// The boards to choose from, for fields that take more than kana.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Kiosk
import Machiai.Shell

GridLayout {
    id: tabs

    required property Typing typing
    required property var say
    required property Item board
    property bool upright: false

    columns: upright ? 1 : typing.layouts.length
    columnSpacing: 8
    rowSpacing: 8
    uniformCellWidths: true
    uniformCellHeights: true

    Repeater {
        model: tabs.typing.layouts

        KeyCap {
            required property string modelData

            objectName: `layout-${modelData}`
            Layout.fillWidth: true
            Layout.fillHeight: true
            implicitHeight: 56
            board: tabs.board
            family: Theme.family
            size: Theme.fontBody
            ink: Theme.primary
            marked: modelData === tabs.typing.layout
            text: tabs.say[`typing.layout.${modelData}`]
            Accessible.checkable: true
            Accessible.checked: marked
            onClicked: tabs.typing.useLayout(modelData)
        }
    }
}
