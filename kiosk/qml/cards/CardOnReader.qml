// A card and the reader it belongs on, seen from above. `put`: onto it, `take`: off it, else on it.
import QtQuick
import Machiai.Shell

Item {
    id: drawing

    property bool put: false
    property bool take: false
    readonly property bool apart: put || take
    readonly property real unit: Math.min(width / 640, height / (apart ? 640 : 400))

    Accessible.ignored: true

    Item {
        width: 640 * drawing.unit
        height: (drawing.apart ? 640 : 400) * drawing.unit
        anchors.centerIn: parent

        Rectangle {
            id: reader

            y: parent.height - height
            width: parent.width
            height: 340 * drawing.unit
            radius: 44 * drawing.unit
            color: Theme.surface
            border.width: Math.max(3, 6 * drawing.unit)
            border.color: Theme.heading

            // Where the card lies.
            Rectangle {
                anchors.centerIn: parent
                width: 400 * drawing.unit
                height: 252 * drawing.unit
                radius: 20 * drawing.unit
                color: Theme.surfaceSunken
                border.width: Math.max(2, 5 * drawing.unit)
                border.color: Theme.primary
            }

            // The lamp.
            Rectangle {
                x: parent.width - width - 36 * drawing.unit
                anchors.verticalCenter: parent.verticalCenter
                width: 30 * drawing.unit
                height: width
                radius: width / 2
                color: Theme.success
            }
        }

        CardFace {
            x: (parent.width - width) / 2
            y: drawing.apart ? 0 : reader.y + (reader.height - height) / 2
            width: 360 * drawing.unit
            rotation: drawing.take ? -4 : 0
        }

        Icon {
            visible: drawing.apart
            anchors.horizontalCenter: parent.horizontalCenter
            y: 232 * drawing.unit
            name: drawing.take ? "arrow_upward" : "arrow_downward"
            size: 150 * drawing.unit
        }
    }
}
