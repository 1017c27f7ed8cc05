// Numbers whose papers are ready: a few beside the heading, many in pages below it.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell
import Machiai.Signage

Rectangle {
    id: strip

    required property Display view
    required property int lineHeight
    readonly property bool many: view.boardLines > 1
    readonly property int columns: many ? (width > 900 ? 5 : 4) : Math.max(1, numbers.count)

    objectName: "ready-board"
    height: many ? 2 * lineHeight + 14 : lineHeight + 14
    visible: view.boardLines > 0
    color: view.live ? Theme.boardReady : Theme.disabledTile

    Text {
        id: heading

        x: 36
        y: strip.many ? 8 : 0
        height: strip.many ? 60 : parent.height
        text: strip.view.ja(strip.many ? "ready.heading" : "ready.heading_short")
        color: Theme.boardText
        font.family: Theme.japaneseFamily
        font.pixelSize: 38
        font.bold: true
        lineHeight: 1.1
        verticalAlignment: Text.AlignVCenter
    }

    Line {
        anchors.right: parent.right
        anchors.rightMargin: 36
        y: heading.y
        height: heading.height
        visible: strip.many
        color: Theme.boardMuted
        text: strip.view.readyPage
    }

    Grid {
        id: grid

        readonly property real cell: (strip.width - x - 24) / strip.columns

        x: strip.many ? 26 : 244
        y: strip.many ? 68 : 0
        columns: strip.columns

        Repeater {
            id: numbers

            model: strip.view.ready

            Item {
                id: place

                required property string key
                required property string label

                width: grid.cell
                height: strip.many ? (strip.height - 76) / 2 : strip.height

                Digits {
                    objectName: "ready-number"
                    anchors.centerIn: parent
                    width: Math.min(implicitWidth, parent.width - 16)
                    text: place.label
                    size: 48
                    color: Theme.boardText
                }
            }
        }
    }
}
