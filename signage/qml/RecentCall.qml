// A call before the present one: number and counter.
import QtQuick
import Machiai.Shell

Item {
    id: call

    required property string key
    required property string label
    required property string counter
    required property string counterWord

    Digits {
        objectName: "recent-number"
        anchors.verticalCenter: parent.verticalCenter
        x: 36
        width: Math.min(implicitWidth, call.width * 0.55)
        height: parent.height
        size: 72
        color: Theme.boardText
        text: call.label
    }

    Row {
        anchors.right: parent.right
        anchors.rightMargin: 36
        anchors.verticalCenter: parent.verticalCenter
        spacing: 18
        visible: call.counter !== ""

        Line {
            anchors.verticalCenter: parent.verticalCenter
            size: 40
            color: Theme.boardMuted
            text: call.counterWord
        }

        Digits {
            anchors.verticalCenter: parent.verticalCenter
            size: 68
            color: Theme.boardText
            text: call.counter
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 2
        color: Theme.boardLine
    }
}
