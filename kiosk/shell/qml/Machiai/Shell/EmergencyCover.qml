// An emergency that takes the whole screen, with the calls beside it where they go on.
pragma ComponentBehavior: Bound

import QtQuick

Rectangle {
    id: cover

    required property var panel
    // Columns; the second one is empty where there is none.
    required property var first
    required property var second
    required property color ground
    required property color ink
    required property string aloud
    required property string note
    // What stands beside the words where the calls go on.
    required property Component beside
    readonly property bool both: second.headline !== ""
    readonly property bool upright: height > width
    readonly property bool shares: panel.calls && beside !== null
    readonly property int rim: 16
    readonly property int margin: 56

    objectName: "emergency-cover"
    color: Theme.surface
    border.width: rim
    border.color: panel.drill ? Theme.focusOuter : ground
    Accessible.role: Accessible.AlertMessage
    Accessible.name: aloud

    // Nothing below is touched.
    MouseArea {
        anchors.fill: parent
    }

    Rectangle {
        id: head

        width: parent.width
        height: 150
        color: cover.ground

        Icon {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            x: cover.margin
            name: "warning"
            color: cover.ink
            size: 84
        }

        Label {
            objectName: "emergency-level"
            anchors.left: sign.right
            anchors.leftMargin: 24
            anchors.right: updated.left
            anchors.rightMargin: 24
            height: parent.height
            fit: true
            bold: true
            size: 80
            color: cover.ink
            family: Theme.families[cover.first.language]
            text: [cover.first.drill, cover.first.level].join(" ").trim()
        }

        Label {
            id: updated

            objectName: "emergency-updated"
            anchors.right: parent.right
            anchors.rightMargin: cover.margin
            width: Math.min(implicitWidth, parent.width * 0.42)
            height: parent.height
            fit: true
            bold: true
            size: 44
            align: Text.AlignRight
            color: cover.ink
            family: Theme.families[cover.first.language]
            text: cover.first.updated
        }
    }

    DrillBand {
        id: drill

        anchors.top: head.bottom
        width: parent.width
        height: visible ? implicitHeight : 0
        visible: cover.panel.drill
        first: cover.first
        second: cover.second
    }

    Item {
        id: words

        anchors.top: drill.bottom
        anchors.topMargin: 36
        anchors.bottom: foot.top
        anchors.bottomMargin: 28
        anchors.left: parent.left
        anchors.leftMargin: cover.margin
        width: (cover.shares && !cover.upright ? calls.x : cover.width) - cover.margin - 48

        EmergencyColumn {
            width: parent.width
            height: cover.both ? parent.height * 0.58 : parent.height
            said: cover.first
            headlineSize: cover.upright ? 120 : 132
        }

        Rectangle {
            y: parent.height * 0.6
            width: parent.width
            height: 3
            visible: cover.both
            color: Theme.border
        }

        Loader {
            y: parent.height * 0.63
            width: parent.width
            height: parent.height * 0.37
            active: cover.both

            sourceComponent: EmergencyColumn {
                said: cover.second
                headlineSize: 76
                textSize: 52
            }
        }
    }

    Column {
        id: foot

        anchors.bottom: cover.shares && cover.upright ? calls.top : parent.bottom
        anchors.bottomMargin: cover.rim + (visible ? 20 : 0)
        x: cover.margin
        width: words.width
        visible: cover.note !== "" || cover.panel.others !== ""
        height: visible ? implicitHeight : 0
        spacing: 8

        Label {
            objectName: "emergency-others"
            width: parent.width
            visible: text !== ""
            size: 42
            family: Theme.families[cover.first.language]
            text: cover.panel.others
        }

        Label {
            objectName: "emergency-note"
            width: parent.width
            visible: cover.note !== ""
            size: 44
            bold: true
            color: Theme.heading
            family: Theme.families[cover.first.language]
            text: cover.note
        }
    }

    Loader {
        id: calls

        objectName: "emergency-calls"
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.rightMargin: cover.rim
        anchors.bottomMargin: cover.rim
        width: cover.upright ? parent.width - 2 * cover.rim : 720
        height: cover.upright ? 600 : parent.height - drill.y - drill.height - cover.rim
        active: cover.shares
        visible: active
        sourceComponent: cover.beside
    }
}
