// A floor's plan with its places, the spot where one stands, and the way.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Machiai.Shell

GuidePart {
    id: plan

    readonly property real unit: width / (shown.width || 1)
    readonly property var line: shown.page === "route" ? shown.way?.legs?.[shown.leg]?.line ?? [] : []

    function place(point: var): point {
        return Qt.point(point[0] * plan.unit, point[1] * plan.unit);
    }

    Image {
        anchors.fill: parent
        source: plan.shown.floor && width > 0 ? `image://plan/${plan.shown.floor}` : ""
        sourceSize: Qt.size(Math.round(width * Theme.unit), Math.round(height * Theme.unit))
        Accessible.ignored: true
    }

    Shape {
        anchors.fill: parent
        visible: plan.line.length > 1

        ShapePath {
            strokeColor: Theme.caution
            strokeWidth: 12
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathPolyline {
                path: plan.line.map(point => plan.place(point))
            }
        }
    }

    Repeater {
        model: plan.shown.pins ?? []

        GuidePin {
            required property var modelData

            objectName: `pin-${modelData.place}`
            x: modelData.x * plan.unit - width / 2
            y: modelData.y * plan.unit - height / 2
            pin: modelData
            pictogram: plan.shown.icons?.[modelData.kind] ?? "info"
            onClicked: plan.guide.choose(modelData.place)
        }
    }

    // Where one stands: a shape and a word, above all else.
    Rectangle {
        objectName: "here"
        visible: !!plan.shown.here
        x: (plan.shown.here?.[0] ?? 0) * plan.unit - width / 2
        y: (plan.shown.here?.[1] ?? 0) * plan.unit - height / 2
        width: word.width + mark.width + 28
        height: 52
        radius: height / 2
        color: Theme.caution

        Icon {
            id: mark

            x: 10
            anchors.verticalCenter: parent.verticalCenter
            name: "my_location"
            color: "#ffffff"
            size: 36
        }

        Label {
            id: word

            x: mark.x + mark.width + 6
            width: implicitWidth
            height: parent.height
            text: plan.says("guide.here")
            size: 28
            bold: true
            color: "#ffffff"
        }
    }
}
