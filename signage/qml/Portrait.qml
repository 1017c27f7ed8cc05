// 1080 x 1920: calls above, then the waiting table, the notice, and the line at the foot.
import QtQuick
import Machiai.Signage

Item {
    id: portrait

    required property Display view

    CallBoard {
        id: calls

        width: parent.width
        height: 1010
        view: portrait.view
        cardHeight: 470
        lineHeight: 104
        numberSize: 250
    }

    WaitingTable {
        id: table

        anchors.top: calls.bottom
        width: parent.width
        height: 410
        view: portrait.view
    }

    NoticeZone {
        anchors.top: table.bottom
        anchors.bottom: line.top
        width: parent.width
        view: portrait.view
        titleSize: 64
        bodySize: 44
        tight: true
    }

    BottomLine {
        id: line

        anchors.bottom: parent.bottom
        width: parent.width
        height: 132
        stacked: true
        view: portrait.view
    }
}
