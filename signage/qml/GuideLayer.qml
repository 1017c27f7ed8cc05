// The floor guide in front of the rotation, for whoever touched the display; calls stay in sight
// for all others.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell
import Machiai.Signage

GuidePart {
    id: layer

    required property Display display
    readonly property bool searching: shown.page === "search"

    objectName: "guide"
    visible: guide.isOpen
    across: width > height

    Rectangle {
        anchors.fill: parent
        color: Theme.background
    }

    Binding {
        target: Theme
        property: "language"
        value: layer.guide.language
        when: layer.visible
    }

    // Whatever is touched beside the controls: somebody is there.
    TapHandler {
        onTapped: layer.guide.stay()
    }

    GuideCalls {
        id: calls

        width: parent.width
        height: 128
        display: layer.display
    }

    GuidePlan {
        id: plan

        readonly property real room: bar.y - calls.height - 24 - (layer.across ? 104 + 48 : 0)

        x: 40
        anchors.top: calls.bottom
        anchors.topMargin: 24
        width: Math.min(layer.across ? layer.width * 0.62 : layer.width - 80, room * layer.shown.width / layer.shown.height || 0)
        height: width * layer.shown.height / layer.shown.width || 0
        visible: !layer.searching
        guide: layer.guide
        across: layer.across
    }

    Row {
        id: floors

        x: plan.x
        anchors.top: plan.bottom
        anchors.topMargin: 24
        width: plan.width
        height: 104
        spacing: 16
        visible: !layer.searching

        Repeater {
            model: layer.shown.floors ?? []

            TextButton {
                required property var modelData
                required property int index
                readonly property bool here: modelData.id === layer.shown.floor

                objectName: `floor-${modelData.id}`
                width: (floors.width - floors.spacing * (layer.shown.floors.length - 1)) / layer.shown.floors.length
                height: floors.height
                padding: 8
                text: modelData.name
                fill: here ? Theme.primarySoft : Theme.surface
                outline: here ? Theme.primary : Theme.border
                outlineWidth: here ? 6 : Theme.borderWidth
                Accessible.checked: here
                onClicked: layer.guide.showFloor(modelData.id)
            }
        }
    }

    Loader {
        readonly property real above: layer.across ? calls.height + 24 : floors.y + floors.height + 32

        x: layer.searching || !layer.across ? 40 : plan.x + plan.width + 40
        y: layer.searching ? calls.height + 24 : above
        width: layer.width - x - 40
        height: bar.y - y - 24
        sourceComponent: ({ floor: floor, search: search, place: place, route: route })[layer.shown.page] ?? null
    }

    GuideBar {
        id: bar

        anchors.bottom: parent.bottom
        width: parent.width
        guide: layer.guide
        across: layer.across
    }

    Component {
        id: floor

        GuideFloor {
            guide: layer.guide
            across: layer.across
        }
    }

    Component {
        id: search

        GuideSearch {
            guide: layer.guide
            across: layer.across
        }
    }

    Component {
        id: place

        GuidePlace {
            guide: layer.guide
            across: layer.across
        }
    }

    Component {
        id: route

        GuideRoute {
            guide: layer.guide
            across: layer.across
        }
    }
}
