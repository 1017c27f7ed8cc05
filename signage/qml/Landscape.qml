// 1920 x 1080: calls on the left, notices over the waiting table on the right, the line below.
import QtQuick
import Machiai.Signage

Item {
    id: landscape

    required property Display view

    CallBoard {
        width: 720
        height: parent.height - line.height
        view: landscape.view
        cardHeight: 428
        lineHeight: 104
        numberSize: 216
    }

    NoticeZone {
        x: 720
        width: parent.width - x
        height: parent.height - line.height - table.height
        view: landscape.view
    }

    WaitingTable {
        id: table

        x: 720
        anchors.bottom: line.top
        width: parent.width - x
        height: 418
        view: landscape.view
    }

    BottomLine {
        id: line

        anchors.bottom: parent.bottom
        width: parent.width
        height: 80
        view: landscape.view
    }
}
