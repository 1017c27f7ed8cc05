// A floor: look a place up, or touch one on the plan; the counters of this floor by name.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell

GuidePart {
    id: page

    readonly property var counters: (page.shown.pins ?? []).filter(
        pin => pin.number !== "" || pin.kind === "room" || pin.kind === "nursing_room")
    readonly property int columns: width > 800 ? 2 : 1

    PrimaryButton {
        id: search

        padding: 8
        objectName: "guide-search"
        width: parent.width
        height: 128
        iconName: "search"
        size: 45
        text: page.says("guide.search")
        onClicked: page.guide.search()
    }

    Grid {
        anchors.top: search.bottom
        anchors.topMargin: 24
        width: parent.width
        columns: page.columns
        columnSpacing: 16
        rowSpacing: 12

        Repeater {
            model: page.counters

            GuideRow {
                required property var modelData

                objectName: `row-${modelData.place}`
                width: (page.width - 16 * (page.columns - 1)) / page.columns
                height: Math.min(112, (page.height - search.height - 24) / Math.ceil(page.counters.length / page.columns) - 12)
                row: ({ number: modelData.number, name: modelData.name, detail: modelData.number ? page.says("guide.counter", { number: modelData.number }) : "" })
                pictogram: page.shown.icons?.[modelData.kind] ?? "info"
                onClicked: page.guide.choose(modelData.place)
            }
        }
    }
}
