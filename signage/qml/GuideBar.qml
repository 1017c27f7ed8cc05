// The way back, the languages, the way out; near the end of the time, the way to stay.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell

GuidePart {
    id: bar

    readonly property real side: across ? 300 : (width - 104) / 2
    readonly property real rows: across ? 136 : 152

    height: across ? rows + 24 : rows + 112 + 36

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }

    Grid {
        id: languages

        x: bar.across ? 40 + bar.side + 24 : 40
        y: 12
        width: bar.across ? bar.width - 2 * x : bar.width - 80
        visible: bar.guide.warning === 0
        columns: 5
        spacing: 8

        Repeater {
            model: bar.shown.languages ?? []

            Pressable {
                id: tongue

                required property var modelData
                readonly property bool here: modelData.tag === bar.guide.language

                objectName: `language-${modelData.tag}`
                width: (languages.width - 32) / 5
                height: (bar.rows - 8) / 2
                padding: 4
                radius: 12
                text: modelData.name
                fill: here ? Theme.primarySoft : Theme.surface
                outline: here ? Theme.primary : Theme.border
                outlineWidth: here ? 5 : 2
                onClicked: bar.guide.speak(modelData.tag)

                contentItem: Label {
                    text: tongue.text
                    size: 30
                    bold: tongue.here
                    align: Text.AlignHCenter
                    fit: true
                    color: Theme.heading
                    family: Theme.families[tongue.modelData.tag]
                    Accessible.ignored: true
                }
            }
        }
    }

    Item {
        x: languages.x
        y: 12
        width: languages.width
        height: bar.rows
        visible: bar.guide.warning > 0

        Label {
            objectName: "guide-closing"
            width: parent.width - stay.width - 24
            height: parent.height
            text: bar.says("guide.closing", { seconds: bar.guide.warning })
            size: 36
            bold: true
            color: Theme.cautionText
        }

        OutlineButton {
            id: stay

            objectName: "guide-stay"
            anchors.right: parent.right
            width: parent.width * 0.34
            height: parent.height
            padding: 8
            text: bar.says("guide.stay")
            onClicked: bar.guide.stay()
        }
    }

    OutlineButton {
        objectName: "guide-back"
        x: 40
        y: bar.across ? 12 : bar.rows + 24
        width: bar.side
        height: bar.across ? bar.rows : 112
        padding: 8
        iconName: "arrow_back"
        text: bar.says("button.back")
        onClicked: bar.guide.back()
    }

    OutlineButton {
        objectName: "guide-close"
        x: bar.width - 40 - width
        y: bar.across ? 12 : bar.rows + 24
        width: bar.side
        height: bar.across ? bar.rows : 112
        padding: 8
        iconName: "close"
        quiet: true
        text: bar.says("button.finish")
        onClicked: bar.guide.close()
    }
}
