// The boxes of one field that are typed into; the parts of a name stand beside their readings.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import Machiai.Kiosk

GridLayout {
    id: grid

    required property Forms forms
    required property var say
    required property string field
    property bool small: false
    readonly property var entries: forms.question.entries
    readonly property var halves: ["family", "family_kana", "given", "given_kana", "street", "building"]

    visible: entries.some(entry => entry.field === field)
    columns: 2
    rowSpacing: Theme.gapSmall
    columnSpacing: Theme.gap
    uniformCellWidths: true

    Repeater {
        model: grid.entries

        FormBox {
            required property var modelData
            required property int index

            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            Layout.columnSpan: grid.halves.includes(modelData.part) ? 1 : 2
            visible: modelData.field === grid.field
            forms: grid.forms
            say: grid.say
            entry: modelData
            labelled: modelData.part !== "" || grid.entries.length > 1
            place: index
            small: grid.small
        }
    }
}
