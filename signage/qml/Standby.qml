// Before the first news of the lobby: calm, never black.
import QtQuick
import Machiai.Shell
import Machiai.Signage

Rectangle {
    id: standby

    required property Display view

    objectName: "standby"
    color: Theme.board

    CityClock {
        anchors.fill: parent
        anchors.bottomMargin: 240
        view: standby.view
        ink: Theme.boardText
        soft: Theme.boardMuted
    }

    Column {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 110
        width: parent.width

        Line {
            width: parent.width
            align: Text.AlignHCenter
            size: 56
            bold: true
            color: Theme.boardText
            text: standby.view.ja("standby")
        }

        Line {
            width: parent.width
            align: Text.AlignHCenter
            color: Theme.boardMuted
            text: standby.view.en("standby")
        }
    }

    Line {
        objectName: "trouble"
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 24
        x: 48
        width: parent.width - 96
        align: Text.AlignHCenter
        color: Theme.boardMuted
        text: standby.view.trouble
    }
}
