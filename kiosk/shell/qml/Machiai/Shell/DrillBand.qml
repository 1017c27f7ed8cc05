// Says that an emergency is a drill, where nobody can miss it. It stands still.
pragma ComponentBehavior: Bound

import QtQuick

Rectangle {
    id: band

    // Of kiosk/shell/emergency.py's Columns: the main language, and a second one or none.
    required property var first
    required property var second
    readonly property bool both: second.headline !== ""
    // Two languages side by side where there is room, else one above the other.
    readonly property bool stacked: both && width < 1300
    readonly property real line: 80

    objectName: "drill"
    implicitHeight: stacked ? 2 * line : line
    color: Theme.focusOuter

    component Said: Row {
        id: said

        required property var words

        height: band.line
        spacing: 24

        Rectangle {
            id: chip

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(word.implicitWidth + 40, said.width * 0.45)
            height: band.line - 18
            radius: Theme.radiusSmall
            color: Theme.ticker

            Label {
                id: word

                anchors.centerIn: parent
                width: Math.min(implicitWidth, parent.width - 24)
                height: parent.height
                fit: true
                bold: true
                size: 40
                align: Text.AlignHCenter
                color: Theme.focusOuter
                family: Theme.families[said.words.language]
                text: said.words.drill
            }
        }

        Label {
            width: said.width - chip.width - said.spacing
            height: band.line
            fit: true
            bold: true
            size: 40
            color: Theme.ticker
            family: Theme.families[said.words.language]
            text: said.words.note
        }
    }

    Said {
        x: 32
        width: (band.both && !band.stacked ? band.width / 2 - 16 : band.width) - 64
        words: band.first
    }

    Said {
        x: band.stacked ? 32 : band.width / 2 + 16
        y: band.stacked ? band.line : 0
        width: (band.stacked ? band.width : band.width / 2) - 64
        visible: band.both
        words: band.second
    }
}
