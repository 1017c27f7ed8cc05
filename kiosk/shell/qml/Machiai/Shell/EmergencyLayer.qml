// What stands above everything while there is an emergency. Draws nothing without one.
//
// `panel` is kiosk/shell/emergency.py's Panel as a map. Where the queue's calls go on, `beside`
// is given a part of the layer: a display shows its calls there. Nothing in here flashes.
pragma ComponentBehavior: Bound

import QtQuick

Item {
    id: layer

    required property var panel
    property Component beside: null
    // The word of the button that puts a band away; none on a display.
    property string readText: ""
    readonly property bool covers: layer.panel.shape === "cover"
    // How much of the top a band takes, in this item's own pixels; what is below may make room.
    readonly property real taken: 0

    signal read()

    objectName: "emergency"
    visible: layer.panel.shape !== ""
}
