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
    required property string aloud
    required property string readText

    readonly property int margin: 40
    // One line, where the screen hangs across.
    readonly property bool wide: width > 1300
    // On a display it takes the place of date and ticker, and hides nothing else.
    readonly property bool slim: readText === ""
    readonly property int pad: slim ? 8 : 12
    readonly property int line: slim ? 56 : 74
    readonly property int largest: slim ? 46 : 60

    signal read()

    objectName: "emergency-band"
    implicitHeight: rows.height + 2 * pad
    color: ground
    border.width: 4
    border.color: ink

    MouseArea {
        anchors.fill: parent
    }

    // Beside the button and not around it: what has a name is said for all that is in it.
    Item {
        width: 1
        height: 1
        Accessible.role: Accessible.AlertMessage
        Accessible.name: band.aloud
    }

    Column {
        id: rows

        x: band.margin
        y: band.pad
        width: band.width - 2 * band.margin
        spacing: 10

        DrillBand {
            width: parent.width
            height: implicitHeight
            visible: band.panel.drill
            first: band.first
            second: band.second
        }

        Item {
            width: parent.width
            height: (band.wide ? 0 : band.line) + headline.height

            Icon {
                id: sign

                y: ((band.wide ? parent.height : band.line) - height) / 2
                name: "warning"
                color: band.ink
                size: 52
            }

            Label {
                id: level

                objectName: "emergency-level"
                x: sign.width + 20
                width: Math.min(implicitWidth, (band.wide ? 0.3 : 0.52) * parent.width - x)
                height: band.wide ? parent.height : band.line
                fit: true
                bold: true
                size: 44
                color: band.ink
                family: Theme.families[band.first.language]
                text: [band.first.drill, band.first.level].join(" ").trim()
                Accessible.ignored: true
            }

            FittingText {
                id: headline

                objectName: "emergency-headline"
                x: band.wide ? level.x + level.width + 32 : 0
                y: band.wide ? 0 : band.line
                width: band.wide ? updated.x - x - 32 : parent.width
                height: band.wide ? Math.max(64, Math.min(110, natural)) : Math.min(170, natural)
                text: band.first.headline
                language: band.first.language
                largest: band.largest
                smallest: 38
                bold: true
                color: band.ink
            }

            Label {
                id: updated

                objectName: "emergency-updated"
                anchors.right: parent.right
                width: Math.min(implicitWidth, parent.width * 0.46)
                height: level.height
                fit: true
                size: 40
                align: Text.AlignRight
                color: band.ink
                family: Theme.families[band.first.language]
                text: band.first.updated
                Accessible.ignored: true
            }
        }

        FittingText {
            objectName: "emergency-second"
            width: rows.width
            height: Math.min(120, natural)
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
            height: Math.min(200, natural)
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
