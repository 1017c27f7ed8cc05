// The page of a full-screen window: everything in it is laid out in design pixels, 1080 on the
// short side of any screen. Enlarging zooms the page like a browser does: 864 design pixels then.
import QtQuick

Item {
    id: stage

    default property alias content: page.data
    readonly property real unit: Math.max(0.1, Math.min(width, height) / 1080 * Theme.zoom)

    anchors.fill: parent

    Rectangle {
        anchors.fill: parent
        color: Theme.background
    }

    Item {
        id: page

        objectName: "page"
        width: stage.width / stage.unit
        height: stage.height / stage.unit
        scale: stage.unit
        transformOrigin: Item.TopLeft
    }

    Binding {
        target: Theme
        property: "unit"
        value: stage.unit
    }
}
