// Headlines of the city, or what is on: a line each.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell

SoftGround {
    id: card

    required property var face
    readonly property bool isEvents: face.kind === "events"
    readonly property int margin: width > 1100 ? 64 : 36
    readonly property int lineHeight: Math.max(118, Math.min(260, (height - 130) / Math.max(1, face.lines.length)))
    readonly property bool wide: width > 1000

    objectName: face.kind
    warm: isEvents ? Theme.cautionSoft : Theme.successSoft

    Icon {
        id: mark

        x: card.margin
        y: 28
        size: 64
        name: card.isEvents ? "event" : "newspaper"
        color: card.isEvents ? Theme.cautionText : Theme.successText
    }

    Line {
        id: heading

        anchors.left: mark.right
        anchors.leftMargin: 20
        anchors.verticalCenter: mark.verticalCenter
        size: 52
        bold: true
        color: Theme.heading
        text: card.face.heading
    }

    Line {
        anchors.right: parent.right
        anchors.rightMargin: card.margin
        anchors.verticalCenter: mark.verticalCenter
        width: Math.max(0, card.width - heading.x - heading.width - card.margin - 40)
        align: Text.AlignRight
        color: Theme.textMuted
        text: card.face.page !== "" ? card.face.page : card.face.more
    }

    Column {
        x: card.margin
        y: 116
        width: card.width - 2 * card.margin

        Repeater {
            model: card.face.lines

            Item {
                id: line

                required property var modelData
                readonly property string place: modelData.place ?? ""
                readonly property string time: modelData.time ?? ""

                width: card.width - 2 * card.margin
                height: card.lineHeight

                Rectangle {
                    width: parent.width
                    height: 2
                    color: Theme.border
                }

                Line {
                    id: day

                    y: 10
                    width: card.wide ? 250 : 210
                    height: 56
                    size: 40
                    bold: true
                    color: card.isEvents ? Theme.cautionText : Theme.successText
                    text: line.modelData.day
                }

                Line {
                    anchors.top: day.bottom
                    width: day.width
                    height: 46
                    visible: line.time !== ""
                    text: line.time
                }

                FitText {
                    id: title

                    objectName: "line-title"
                    anchors.left: day.right
                    anchors.leftMargin: 24
                    anchors.right: parent.right
                    y: 12
                    height: line.height - 16 - (place.visible ? place.height : 0)
                    text: line.modelData.title
                    color: Theme.heading
                    bold: true
                    size: line.height < 140 || (place.visible && line.height < 200) ? 46 : line.height < 200 ? 54 : 64
                    least: 38
                }

                Line {
                    id: place

                    anchors.left: day.right
                    anchors.leftMargin: 24
                    anchors.right: parent.right
                    y: Math.min(title.y + title.used + 2, line.height - height - 2)
                    height: 50
                    visible: line.place !== ""
                    color: Theme.textMuted
                    text: line.place
                }
            }
        }
    }
}
