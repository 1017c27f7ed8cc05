// One board of the shelf: its title, and its events as cards.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

ColumnLayout {
    id: part

    required property string title
    required property var cards
    property bool large: false
    property int columns: 1

    signal chosen(key: string)

    visible: cards.length > 0
    spacing: Theme.gapSmall

    Label {
        Layout.fillWidth: true
        text: part.title
        size: Theme.fontBody
        bold: true
        color: Theme.textMuted
        Accessible.role: Accessible.Heading
    }

    GridLayout {
        Layout.fillWidth: true
        columns: part.columns
        rowSpacing: 20
        columnSpacing: Theme.gap
        uniformCellWidths: true

        Repeater {
            model: part.cards

            EventCard {
                required property var modelData

                objectName: `event-${modelData.key}`
                Layout.fillWidth: true
                Layout.fillHeight: true
                iconName: modelData.iconName
                text: modelData.title
                subtitle: modelData.description
                large: part.large
                onClicked: part.chosen(modelData.key)
            }
        }
    }
}
