// The things that are read of a card.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Card {
    id: sheet

    required property var items
    property bool small: false
    property int across: 1

    implicitHeight: rows.implicitHeight + 56

    GridLayout {
        id: rows

        x: 32
        y: 28
        width: parent.width - 64
        columns: sheet.across
        rowSpacing: sheet.small ? Theme.gapSmall : Theme.gap
        columnSpacing: Theme.gap

        Repeater {
            model: sheet.items

            RowLayout {
                id: row

                required property string modelData

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                spacing: Theme.gap

                Icon {
                    name: "check_circle"
                    color: Theme.success
                    size: sheet.small ? 48 : 64
                }

                Label {
                    Layout.fillWidth: true
                    text: row.modelData
                    size: sheet.small ? Theme.fontBody : sheet.across > 1 ? Theme.fontLabel : Theme.fontTitle
                    bold: true
                    color: Theme.heading
                }
            }
        }
    }
}
