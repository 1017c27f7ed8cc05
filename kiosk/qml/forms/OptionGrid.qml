// The answers to choose from; many short ones stand in two columns.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

GridLayout {
    id: grid

    required property var options
    required property var chosen
    required property bool several
    required property string field
    readonly property bool brief: options.length > 6 && width > 700 && options.every(option => option.label.replace(/\u2060/g, "").length <= 10 && option.hint === "")

    signal picked(key: string)

    columns: brief ? 2 : 1
    rowSpacing: 16
    columnSpacing: 16
    uniformCellWidths: true

    Repeater {
        model: grid.options

        OptionButton {
            required property var modelData

            objectName: `option-${grid.field}-${modelData.key}`
            Layout.fillWidth: true
            Layout.fillHeight: true
            text: modelData.label
            hint: modelData.hint
            several: grid.several
            chosen: grid.chosen.includes(modelData.key)
            onClicked: grid.picked(modelData.key)
        }
    }
}
