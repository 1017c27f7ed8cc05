// Today's weather, and that of the days to come.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell

SoftGround {
    id: card

    required property var face
    required property string rainWord
    readonly property int days: Math.max(1, face.lines.length)
    readonly property int margin: 40
    readonly property bool low: height < 520
    readonly property real across: (width - 2 * margin - (days - 1) * 24) / days
    readonly property real tallest: Math.min(height - (low ? 96 : 152), Math.max(440, across * 1.5))

    objectName: "weather"
    warm: Theme.primarySoft

    Line {
        x: card.margin
        y: card.low ? 12 : 28
        width: Math.min(implicitWidth, card.width - 2 * card.margin)
        height: 64
        size: 50
        bold: true
        color: Theme.heading
        text: card.face.heading
    }

    Row {
        x: card.margin
        // In the middle of what a tall zone leaves.
        y: card.low ? 82 : Math.max(116, (card.height - card.tallest) / 2)
        spacing: 24

        Repeater {
            model: card.face.lines

            Rectangle {
                id: day

                required property var modelData
                readonly property int icon: Math.max(90, Math.min(260, height * 0.3, width * 0.4))

                width: card.across
                height: card.tallest
                radius: Theme.radius
                color: Theme.surface

                Line {
                    id: name

                    x: 24
                    y: 12
                    width: parent.width - 48
                    height: 60
                    size: 44
                    bold: true
                    align: Text.AlignHCenter
                    color: Theme.heading
                    text: day.modelData.day
                }

                Icon {
                    id: sky

                    x: card.low ? 20 : (parent.width - width) / 2
                    anchors.top: name.bottom
                    anchors.topMargin: 4
                    size: day.icon
                    name: day.modelData.icon
                    color: Theme.primary
                }

                FitText {
                    id: words

                    x: card.low ? sky.x + sky.width + 12 : 24
                    y: card.low ? sky.y : sky.y + sky.height + 6
                    width: parent.width - x - 20
                    height: Math.max(60, figures.y - y - 4)
                    text: day.modelData.words
                    size: card.low ? 42 : 52
                    least: 38
                    align: card.low ? Text.AlignLeft : Text.AlignHCenter
                }

                // Beside each other where the zone is low, else the rain below.
                Grid {
                    id: figures

                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: card.low ? 4 : 10
                    anchors.horizontalCenter: parent.horizontalCenter
                    columns: card.low ? 2 : 1
                    columnSpacing: 28
                    horizontalItemAlignment: Grid.AlignHCenter
                    verticalItemAlignment: Grid.AlignVCenter

                    Row {
                        id: warmth

                        spacing: 28

                        Digits {
                            visible: text !== ""
                            size: card.low ? 52 : 72
                            color: Theme.errorText
                            text: day.modelData.high
                        }

                        Digits {
                            visible: text !== ""
                            size: card.low ? 52 : 72
                            color: Theme.primary
                            text: day.modelData.low
                        }
                    }

                    Line {
                        width: Math.min(implicitWidth, day.width - 32 - (card.low && warmth.width > 0 ? warmth.width + 28 : 0))
                        visible: day.modelData.rain !== ""
                        text: `${card.rainWord} ${day.modelData.rain}`
                    }
                }
            }
        }
    }
}
