// The emergency layer above a screen, for test_emergency.py.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell

Window {
    id: window

    property var panel: ({ shape: "", alert: "", drill: false, level: 0, calls: true, first: null, second: null, others: "" })
    property bool low: false
    property string readText: ""
    property string note: ""
    property bool hasCalls: false
    property bool large: false
    property bool contrast: false
    property int reads: 0
    property int below: 0

    Binding {
        target: Theme
        property: "enlarged"
        value: window.large
    }

    Binding {
        target: Theme
        property: "highContrast"
        value: window.contrast
    }

    Stage {
        MouseArea {
            objectName: "below"
            anchors.fill: parent
            onClicked: window.below += 1
        }

        EmergencyLayer {
            anchors.fill: parent
            panel: window.panel
            low: window.low
            readText: window.readText
            note: window.note
            beside: window.hasCalls ? calls : null
            onRead: window.reads += 1
        }
    }

    Component {
        id: calls

        Rectangle {
            objectName: "calls"
            color: Theme.board

            Label {
                anchors.centerIn: parent
                text: "A-012"
                size: 160
                color: Theme.boardText
            }
        }
    }
}
