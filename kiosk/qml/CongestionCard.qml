// How busy every service is, for whoever only wants to know whether to stay.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import Machiai.Kiosk

Card {
    id: card

    required property Kiosk kiosk
    readonly property var say: kiosk.say
    readonly property var texts: kiosk.view.home
    // With the note, whether it is shown or not: else showing it would take its own room away.
    readonly property real wanted: head.height + noteRoom + list.wanted + 3 * Theme.gap
    readonly property real noteRoom: note.text === "" ? 0 : note.implicitHeight + 4

    ColumnLayout {
        id: head

        x: 36
        y: Theme.gap
        width: parent.width - 72
        spacing: 4

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap

            Icon {
                name: "groups"
                size: 56
            }

            Label {
                Layout.fillWidth: true
                text: card.say["congestion"]
                size: Theme.fontLabel
                bold: true
                color: Theme.heading
            }
        }

        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: card.texts.hours
            size: Theme.fontCaption
            color: Theme.textMuted
        }
    }

    Label {
        id: note

        x: head.x
        y: head.y + head.height + 4
        width: head.width
        visible: text !== "" && card.height >= card.wanted
        text: card.texts.note
        size: Theme.fontCaption
        color: Theme.textMuted
    }

    Scroller {
        id: list

        readonly property real wanted: rows.height

        name: "congestion"
        upText: card.say["page.up"]
        downText: card.say["page.down"]
        x: 36
        y: head.y + head.height + (note.visible ? card.noteRoom : 0) + Theme.gapSmall
        width: parent.width - 72
        height: parent.height - y - Theme.gap

        Column {
            id: rows

            width: parent.width

            Repeater {
                model: card.kiosk.services

                CongestionRow {
                    width: rows.width
                }
            }
        }
    }
}
