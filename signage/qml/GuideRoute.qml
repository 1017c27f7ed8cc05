// The way to a place, part by part, with or without stairs.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell

GuidePart {
    id: page

    readonly property var legs: shown.way?.legs ?? []
    readonly property var leg: legs[shown.leg] ?? null

    Label {
        id: title

        objectName: "guide-way"
        width: parent.width
        text: page.says("guide.way", { place: page.shown.place?.name ?? "" })
        size: 45
        bold: true
        color: Theme.heading
    }

    Label {
        id: distance

        anchors.top: title.bottom
        anchors.topMargin: 8
        width: parent.width
        visible: text !== ""
        text: page.shown.way?.distance ?? ""
        size: 34
        color: Theme.textMuted
    }

    OutlineButton {
        id: free

        padding: 8
        objectName: "guide-step-free"
        anchors.top: distance.bottom
        anchors.topMargin: 20
        width: parent.width
        height: 104
        iconName: page.shown.stepFree ? "check_circle" : "accessible"
        size: 36
        fill: page.shown.stepFree ? Theme.primarySoft : Theme.surface
        text: page.says("guide.step_free")
        Accessible.checked: page.shown.stepFree ?? false
        onClicked: page.guide.stepFree(!page.shown.stepFree)
    }

    Label {
        anchors.top: free.bottom
        anchors.topMargin: 24
        width: parent.width
        visible: page.legs.length === 0
        text: page.says("guide.no_way")
        size: 40
        color: Theme.heading
    }

    Row {
        id: parts

        anchors.top: free.bottom
        anchors.topMargin: 20
        width: parent.width
        height: visible ? 96 : 0
        spacing: 12
        visible: page.legs.length > 1

        Repeater {
            model: page.legs

            TextButton {
                required property var modelData
                required property int index
                readonly property bool here: index === page.shown.leg

                objectName: `leg-${index}`
                width: (parts.width - 12 * (page.legs.length - 1)) / page.legs.length
                height: parts.height
                padding: 8
                size: 34
                text: `${index + 1}. ${modelData.name}`
                fill: here ? Theme.primarySoft : Theme.surface
                outline: here ? Theme.primary : Theme.border
                outlineWidth: here ? 6 : Theme.borderWidth
                onClicked: page.guide.leg(index)
            }
        }
    }

    Column {
        anchors.top: parts.bottom
        anchors.topMargin: 24
        width: parent.width
        spacing: 14

        Repeater {
            model: page.leg?.steps ?? []

            Row {
                id: step

                required property string modelData
                required property int index

                spacing: 16

                Label {
                    id: number

                    width: 52
                    text: `${step.index + 1}`
                    size: 36
                    bold: true
                    color: Theme.primary
                }

                Label {
                    objectName: "guide-step"
                    width: page.width - number.width - 16
                    text: step.modelData
                    size: 36
                    color: Theme.heading
                }
            }
        }
    }
}
