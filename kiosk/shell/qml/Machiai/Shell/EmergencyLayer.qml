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
    // The word of the button that puts a band away; a display has none.
    property string readText: ""
    // What a kiosk says about itself while it is covered.
    property string note: ""
    // A band stands at the foot, where a display has its ticker, or else at the head.
    property bool low: false
    readonly property bool covers: layer.panel.shape === "cover"
    readonly property var silent: ({ language: "ja", headline: "", instruction: "", area: "", updated: "", level: "", drill: "", note: "" })
    readonly property var first: layer.panel.first ?? silent
    readonly property var second: layer.panel.second ?? silent
    readonly property color ground: [Theme.level0, Theme.level1, Theme.level2, Theme.level3, Theme.level4, Theme.level5][layer.panel.level] ?? Theme.level0
    readonly property color ink: layer.panel.level === 1 || layer.panel.level === 2 ? Theme.ticker : Theme.boardText
    // How much of the screen's height a band takes, in this item's pixels.
    readonly property real taken: layer.panel.shape === "band" ? place.height : 0

    // For those who hear it: that it is a drill, how grave, what, and what to do.
    readonly property string aloud: [first.note, first.level, first.headline, first.instruction, covers ? note : ""]
        .filter(words => words !== "").join(" ").replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1").replace(/\u2060/g, "")

    signal read()

    objectName: "emergency"
    visible: layer.panel.shape !== ""

    Loader {
        id: place

        anchors.left: parent.left
        anchors.right: parent.right
        y: layer.covers || !layer.low ? 0 : layer.height - height
        height: layer.covers ? layer.height : implicitHeight
        active: layer.visible
        sourceComponent: layer.covers ? cover : band
    }

    Component {
        id: cover

        EmergencyCover {
            panel: layer.panel
            first: layer.first
            second: layer.second
            ground: layer.ground
            ink: layer.ink
            note: layer.note
            aloud: layer.aloud
            beside: layer.beside
        }
    }

    Component {
        id: band

        EmergencyBand {
            panel: layer.panel
            first: layer.first
            second: layer.second
            ground: layer.ground
            ink: layer.ink
            readText: layer.readText
            aloud: layer.aloud
            onRead: layer.read()
        }
    }
}
