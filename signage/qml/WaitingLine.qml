// One service in the waiting table.
import QtQuick
import Machiai.Shell

Item {
    id: line

    required property string key
    required property string prefix
    required property string name
    required property string people
    required property string wait
    required property string level
    required property string crowd
    required property string note
    required property string peopleWord
    // A narrow line has its figures below its name.
    property bool narrow: false
    readonly property real first: narrow ? height / 2 : height
    readonly property bool open: line.note === ""

    objectName: "waiting-line"

    Rectangle {
        id: badge

        y: (line.first - height) / 2
        width: 58
        height: 58
        radius: 10
        color: line.open ? Theme.primary : Theme.disabledTile

        Line {
            anchors.fill: parent
            align: Text.AlignHCenter
            bold: true
            color: Theme.boardText
            text: line.prefix
        }
    }

    Line {
        objectName: "waiting-name"
        anchors.left: badge.right
        anchors.leftMargin: 20
        anchors.right: line.narrow ? parent.right : line.open ? peopleCell.left : noteCell.left
        anchors.rightMargin: line.narrow ? 0 : 16
        height: line.first
        bold: true
        color: Theme.heading
        text: line.name
    }

    Item {
        id: peopleCell

        anchors.right: waitCell.left
        anchors.rightMargin: 14
        width: 118
        y: line.height - line.first
        height: line.first
        visible: line.open

        Digits {
            objectName: "waiting-people"
            anchors.right: word.left
            anchors.rightMargin: 2
            height: parent.height
            size: 42
            text: line.people
        }

        Line {
            id: word

            anchors.right: parent.right
            height: parent.height
            text: line.peopleWord
        }
    }

    Line {
        id: waitCell

        objectName: "waiting-time"
        anchors.right: crowdCell.left
        anchors.rightMargin: line.narrow ? 14 : 0
        width: Math.min(214, line.width - crowdCell.width - peopleCell.width - 28)
        y: line.height - line.first
        height: line.first
        visible: line.open
        align: Text.AlignRight
        size: 38
        text: line.wait
    }

    Item {
        id: crowdCell

        anchors.right: parent.right
        width: 284
        y: line.height - line.first
        height: line.first
        visible: line.open

        CongestionBadge {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            visible: line.crowd !== ""
            level: line.level
            text: line.crowd
            size: 38
            pill: false
        }
    }

    Line {
        id: noteCell

        objectName: "waiting-note"
        anchors.right: parent.right
        width: Math.min(implicitWidth, line.width * (line.narrow ? 0.85 : 0.5))
        y: line.height - line.first
        height: line.first
        visible: !line.open
        align: Text.AlignRight
        color: Theme.textMuted
        text: line.note
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 2
        color: Theme.divider
    }
}
