// A place: its services with how many wait, and the way there.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell

GuidePart {
    id: page

    readonly property var place: page.shown.place ?? null
    readonly property var services: page.shown.services ?? []

    Label {
        id: name

        objectName: "guide-place"
        width: parent.width
        text: page.place?.name ?? ""
        size: 57
        bold: true
        color: Theme.heading
    }

    Label {
        id: where

        anchors.top: name.bottom
        anchors.topMargin: 8
        width: parent.width
        text: page.place?.detail ?? ""
        size: 40
        color: Theme.textMuted
    }

    PrimaryButton {
        id: go

        padding: 8
        objectName: "guide-go"
        anchors.top: where.bottom
        anchors.topMargin: 24
        width: parent.width
        height: 128
        iconName: "arrow_forward"
        size: 45
        text: page.says("guide.go")
        onClicked: page.guide.go()
    }

    Column {
        anchors.top: go.bottom
        anchors.topMargin: 32
        width: parent.width
        spacing: 16
        visible: page.services.length > 0

        Label {
            width: parent.width
            text: page.says("guide.services")
            size: 36
            bold: true
            color: Theme.heading
        }

        Repeater {
            model: page.services

            Rectangle {
                id: row

                required property var modelData

                width: page.width
                height: figures.visible ? 148 : 92
                radius: Theme.radiusSmall
                color: Theme.surface

                Label {
                    x: 24
                    y: 12
                    width: parent.width - 48
                    height: 60
                    text: row.modelData.name
                    size: 36
                    bold: true
                    fit: true
                    color: Theme.heading
                }

                Row {
                    id: figures

                    x: 24
                    y: 76
                    height: 60
                    spacing: 24
                    visible: row.modelData.crowd !== ""

                    CongestionBadge {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: row.modelData.level !== ""
                        level: row.modelData.level || "closed"
                        text: row.modelData.crowd
                    }

                    Label {
                        objectName: "guide-figures"
                        anchors.verticalCenter: parent.verticalCenter
                        text: [row.modelData.people, row.modelData.wait].filter(Boolean).join("　")
                        size: 32
                        color: Theme.text
                    }
                }
            }
        }
    }
}
