// The blue board: who is called now, the calls before, and the papers that are ready. While the
// connection is being checked it is grey and says so, and no call on it claims to be new.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell
import Machiai.Signage

Rectangle {
    id: board

    required property Display view
    readonly property int lineHeight: 104
    // As many lines as the zone has room for (signage/rotation/board.py); the card takes the rest.
    readonly property int lines: Math.max(1, Math.min(5, Math.floor((height - 530) / lineHeight)))
    readonly property int cardHeight: Math.min(height - 110 - lines * lineHeight, 600)
    readonly property int numberSize: Math.min(width * 0.3, cardHeight * 0.53)
    readonly property int large: cards.count

    color: view.live ? Theme.board : Theme.textMuted

    Icon {
        objectName: board.view.live ? "live" : "checking"
        anchors.verticalCenter: heading.verticalCenter
        x: 36
        size: 56
        name: board.view.live ? "campaign" : "wifi_off"
        color: Theme.boardText
    }

    Line {
        id: heading

        objectName: "call-heading"
        x: 110
        y: 8
        width: board.view.live ? implicitWidth : board.width - x - 30
        height: 80
        size: 44
        bold: true
        color: Theme.boardText
        text: board.view.ja(board.view.live ? "call.heading" : "checking")
    }

    Line {
        anchors.right: parent.right
        anchors.rightMargin: 36
        anchors.baseline: heading.baseline
        y: 8
        width: board.width - heading.x - heading.width - 60
        height: 80
        visible: board.view.live && implicitWidth * 0.6 < width
        align: Text.AlignRight
        color: Theme.boardMuted
        text: board.view.en("call.heading")
    }

    Item {
        id: stage

        x: 24
        y: 96
        width: board.width - 48
        height: board.cardHeight + (board.large > 1 ? board.lineHeight : 0)

        Repeater {
            id: cards

            model: board.view.calls

            LargeCall {
                required property int index

                readonly property int gap: 14

                y: index * (height + gap)
                width: stage.width
                height: (stage.height - (board.large - 1) * gap) / Math.max(1, board.large)
                alone: board.large === 1
                live: board.view.live
                numberSize: board.numberSize
                to: board.view.ja("call.to")
                earlier: board.view.ja("call.earlier")
            }
        }

        Rectangle {
            objectName: "call-none"
            anchors.fill: parent
            visible: board.large === 0
            radius: Theme.radiusLarge
            color: "transparent"
            border.width: 4
            border.color: Theme.boardMuted

            Column {
                anchors.centerIn: parent
                width: parent.width - 60
                spacing: 24

                Text {
                    width: parent.width
                    text: board.view.ja("call.none")
                    color: Theme.boardText
                    font.family: Theme.japaneseFamily
                    font.pixelSize: 60
                    font.bold: true
                    lineHeight: 1.3
                    horizontalAlignment: Text.AlignHCenter
                }

                Line {
                    width: parent.width
                    align: Text.AlignHCenter
                    color: Theme.boardMuted
                    text: board.view.en("call.none")
                }
            }
        }
    }

    Column {
        anchors.top: stage.bottom
        anchors.topMargin: 14
        width: board.width

        Repeater {
            model: board.view.recent

            RecentCall {
                width: board.width
                height: board.lineHeight
                counterWord: board.view.ja("call.counter")
            }
        }
    }

    ReadyBoard {
        anchors.bottom: parent.bottom
        width: parent.width
        lineHeight: board.lineHeight
        view: board.view
    }
}
