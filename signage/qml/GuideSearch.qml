// Look a place up: what was typed, what fits, and the keys.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell

GuidePart {
    id: page

    property bool letters: !page.guide.language.startsWith("ja")
    readonly property real side: across ? width * 0.56 : width

    Rectangle {
        id: field

        width: page.side
        height: 128
        radius: Theme.radius
        color: Theme.surface
        border.width: 4
        border.color: Theme.primary

        Icon {
            id: glass

            x: 28
            anchors.verticalCenter: parent.verticalCenter
            name: "search"
            size: 56
        }

        Label {
            objectName: "guide-typed"
            x: glass.x + glass.width + 20
            width: parent.width - x - 28
            height: parent.height
            text: page.shown.typed || page.says("guide.search.hint")
            size: page.shown.typed ? 57 : 36
            bold: !!page.shown.typed
            fit: true
            color: page.shown.typed ? Theme.heading : Theme.textMuted
        }
    }

    Grid {
        id: rows

        readonly property real room: page.across ? page.height : keys.y - y - 24

        x: page.across ? page.side + 40 : 0
        y: page.across ? 0 : field.height + 24
        width: page.across ? page.width - x : page.width
        columns: page.across ? 1 : 2
        columnSpacing: 16
        rowSpacing: 12

        Repeater {
            model: page.shown.rows ?? []

            GuideRow {
                required property var modelData

                objectName: `row-${modelData.place}`
                width: (rows.width - 16 * (rows.columns - 1)) / rows.columns
                height: Math.min(112, rows.room / (8 / rows.columns) - 12)
                row: modelData
                pictogram: page.shown.icons?.[modelData.kind] ?? "info"
                onClicked: page.guide.choose(modelData.place)
            }
        }
    }

    Label {
        objectName: "guide-none"
        x: rows.x
        y: rows.y + 24
        width: rows.width
        visible: !!page.shown.typed && (page.shown.rows ?? []).length === 0
        text: page.says("guide.search.none")
        size: 40
        color: Theme.heading
    }

    Grid {
        id: keys

        readonly property var signs: page.letters ? page.shown.keys?.letters ?? [] : page.shown.keys?.kana ?? []
        readonly property real cell: Math.min(108, (page.across ? page.height - field.height - 24 - 136 : 760 - 136) / (signs.length / 10) - 8)

        anchors.bottom: tools.top
        anchors.bottomMargin: 16
        width: page.side
        columns: 10
        columnSpacing: 8
        rowSpacing: 8

        Repeater {
            model: keys.signs

            Item {
                id: slot

                required property string modelData

                width: (keys.width - 72) / 10
                height: keys.cell

                Pressable {
                    objectName: slot.modelData.trim() ? `key-${slot.modelData}` : ""
                    anchors.fill: parent
                    visible: slot.modelData.trim() !== ""
                    padding: 0
                    radius: 12
                    text: slot.modelData
                    onClicked: page.guide.type(slot.modelData)

                    contentItem: Label {
                        text: slot.modelData
                        size: 52
                        bold: true
                        fit: true
                        align: Text.AlignHCenter
                        color: Theme.heading
                        family: Theme.japaneseFamily
                        Accessible.ignored: true
                    }
                }
            }
        }
    }

    Row {
        id: tools

        anchors.bottom: parent.bottom
        width: page.side
        height: 112
        spacing: 16

        OutlineButton {
            objectName: "guide-board"
            width: (parent.width - 16) / 2
            height: parent.height
            padding: 8
            iconName: "keyboard"
            text: page.says(page.letters ? "guide.kana" : "guide.letters")
            onClicked: {
                page.letters = !page.letters;
                page.guide.stay();
            }
        }

        OutlineButton {
            objectName: "guide-erase"
            width: (parent.width - 16) / 2
            height: parent.height
            padding: 8
            iconName: "backspace"
            enabled: !!page.shown.typed
            text: page.says("guide.erase")
            onClicked: page.guide.erase()
        }
    }
}
