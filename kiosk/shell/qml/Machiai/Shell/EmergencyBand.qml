// An emergency that leaves room for everything else: a band at the head or the foot of the screen.
pragma ComponentBehavior: Bound

import QtQuick

Rectangle {
    id: band

    required property var panel
    // Columns; the second one is empty where there is none.
    required property var first
    required property var second
    required property color ground
    required property color ink
    required property string readText

    readonly property int margin: 40

    signal read()

    objectName: "emergency-band"
    implicitHeight: rows.height + 2 * 20
    color: ground
    border.width: 4
    border.color: ink
    Accessible.role: Accessible.AlertMessage
    Accessible.name: first.headline

    MouseArea {
        anchors.fill: parent
    }

    Column {
        id: rows

        x: band.margin
        y: 20
        width: band.width - 2 * band.margin
        spacing: 10

        DrillBand {
            width: parent.width
            height: implicitHeight
            visible: band.panel.drill
            first: band.first
            second: band.second
        }

        Row {
            width: parent.width
            height: 56
            spacing: 24

            Icon {
                id: sign

                anchors.verticalCenter: parent.verticalCenter
                name: "warning"
                color: band.ink
                size: 52
            }

            Label {
                objectName: "emergency-level"
                width: parent.width - sign.width - updated.width - 2 * parent.spacing
                height: parent.height
                fit: true
                bold: true
                size: 44
                color: band.ink
                family: Theme.families[band.first.language]
                text: [band.first.drill, band.first.level].join(" ").trim()
            }

            Label {
                id: updated

                objectName: "emergency-updated"
                width: Math.min(implicitWidth, parent.width * 0.45)
                height: parent.height
                fit: true
                size: 40
                align: Text.AlignRight
                color: band.ink
                family: Theme.families[band.first.language]
                text: band.first.updated
            }
        }

        FittingText {
            objectName: "emergency-headline"
            width: rows.width
            height: Math.min(160, Math.max(92, used))
            text: band.first.headline
            language: band.first.language
            largest: 60
            smallest: 38
            bold: true
            color: band.ink
        }

        FittingText {
            objectName: "emergency-second"
            width: rows.width
            height: Math.min(110, Math.max(66, used))
            visible: text !== ""
            text: band.second.headline
            language: band.second.language
            largest: 44
            smallest: 38
            color: band.ink
        }

        FittingText {
            objectName: "emergency-instruction"
            width: rows.width
            height: 110
            visible: band.readText !== "" && band.first.instruction !== ""
            text: band.first.instruction
            language: band.first.language
            largest: 44
            smallest: 36
            color: band.ink
        }

        OutlineButton {
            objectName: "emergency-read"
            width: parent.width
            visible: band.readText !== ""
            text: band.readText
            onClicked: band.read()
        }
    }
}
