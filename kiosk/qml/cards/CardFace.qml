// A My Number card's front. With `marks` it shows where the three numbers of the face stand.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell

Rectangle {
    id: card

    property bool marks: false
    // Which of the three is asked for now, from 1.
    property int current: 0
    // The card is 85.6 mm wide (ISO/IEC 7810 ID-1): everything on it is in tenths of that.
    readonly property real unit: width / 856

    height: width * 540 / 856
    radius: 40 * unit
    color: Theme.primarySoft
    border.width: Theme.borderWidth
    border.color: marks || Theme.highContrast ? Theme.border : Theme.primary
    Accessible.ignored: true

    Repeater {
        model: [
            { x: 60, y: 60, width: 380 },
            { x: 60, y: 122, width: 560 }
        ]

        Rectangle {
            required property var modelData

            x: modelData.x * card.unit
            y: modelData.y * card.unit
            width: modelData.width * card.unit
            height: 32 * card.unit
            radius: height / 2
            color: Theme.disabledTile
            opacity: 0.35
        }
    }

    Rectangle {
        x: 60 * card.unit
        y: 190 * card.unit
        width: 200 * card.unit
        height: 240 * card.unit
        radius: 12 * card.unit
        color: Theme.surface
        border.width: Math.max(1, 3 * card.unit)
        border.color: Theme.border
        clip: true

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.18
            width: parent.width * 0.42
            height: width
            radius: width / 2
            color: Theme.disabledTile
        }

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.62
            width: parent.width * 0.76
            height: parent.height * 0.5
            radius: width / 2
            color: Theme.disabledTile
        }
    }

    // The chip is on the back; the front has its outline in our drawing, so that a card is a card.
    Rectangle {
        visible: !card.marks
        x: 620 * card.unit
        y: 220 * card.unit
        width: 150 * card.unit
        height: 118 * card.unit
        radius: 18 * card.unit
        color: "transparent"
        border.width: Math.max(2, 6 * card.unit)
        border.color: Theme.primary
    }

    Repeater {
        model: card.marks ? [
            { x: 330, y: 196, width: 480, tag: 0, sample: "昭和55年 2月17日" },
            { x: 330, y: 300, width: 480, tag: 0, sample: "2033年 2月17日まで" },
            { x: 60, y: 436, width: 200, tag: 1, sample: "1234" }
        ] : []

        Rectangle {
            id: mark

            required property var modelData
            required property int index
            readonly property bool asked: index + 1 === card.current

            x: modelData.x * card.unit
            y: modelData.y * card.unit
            width: modelData.width * card.unit
            height: 80 * card.unit
            radius: 14 * card.unit
            color: asked ? Theme.primary : Theme.surface
            border.width: Math.max(2, 5 * card.unit)
            border.color: Theme.primary

            // A part of the drawing: it may be smaller than words that are read.
            Text {
                x: (mark.modelData.tag ? 14 : 44) * card.unit
                width: parent.width - 58 * card.unit
                height: parent.height
                text: mark.modelData.sample
                font.family: Theme.japaneseFamily
                font.pixelSize: Math.max(6, 50 * card.unit)
                font.bold: true
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 4
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                color: mark.asked ? Theme.primaryInk : Theme.heading
                Accessible.ignored: true
            }

            Rectangle {
                x: (mark.modelData.tag * parent.width) - width / 2
                anchors.verticalCenter: parent.verticalCenter
                width: 72 * card.unit
                height: width
                radius: width / 2
                color: Theme.primary
                border.width: Math.max(2, 4 * card.unit)
                border.color: Theme.surface

                Label {
                    anchors.fill: parent
                    text: mark.index + 1
                    family: Theme.japaneseFamily
                    size: 46 * card.unit
                    bold: true
                    align: Text.AlignHCenter
                    color: Theme.primaryInk
                    Accessible.ignored: true
                }
            }
        }
    }
}
