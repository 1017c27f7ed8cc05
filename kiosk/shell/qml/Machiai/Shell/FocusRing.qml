// Where the keypad is: 4 px black and 2 px yellow around its parent, seen on every background.
import QtQuick

Item {
    id: ring

    property real radius: Theme.radius

    anchors.fill: parent
    z: 1

    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.focusInnerWidth
        color: "transparent"
        radius: ring.radius + Theme.focusInnerWidth
        border.width: Theme.focusInnerWidth
        border.color: Theme.focusInner
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: -(Theme.focusInnerWidth + Theme.focusOuterWidth)
        color: "transparent"
        radius: ring.radius + Theme.focusInnerWidth + Theme.focusOuterWidth
        border.width: Theme.focusOuterWidth
        border.color: Theme.focusOuter
    }
}
