// One language of an emergency: where, what is happening, what to do.
import QtQuick

Item {
    id: column

    // kiosk/shell/emergency.py's Column.
    required property var said
    property int headlineSize: 130
    property int textSize: 72
    readonly property int gap: 20

    FittingText {
        id: area

        objectName: "emergency-area"
        width: parent.width
        height: visible ? 62 : 0
        visible: column.said.area !== ""
        text: column.said.area
        language: column.said.language
        largest: 44
        smallest: 38
        color: Theme.textMuted
    }

    FittingText {
        id: headline

        objectName: "emergency-headline"
        y: area.visible ? area.height + column.gap / 2 : 0
        width: parent.width
        height: (column.height - y) * (column.said.instruction === "" ? 1 : 0.56)
        text: column.said.headline
        language: column.said.language
        largest: column.headlineSize
        bold: true
    }

    FittingText {
        objectName: "emergency-instruction"
        y: headline.y + Math.min(headline.used, headline.height) + column.gap
        width: parent.width
        height: Math.max(0, column.height - y)
        visible: column.said.instruction !== ""
        text: column.said.instruction
        language: column.said.language
        largest: column.textSize
        smallest: 38
    }
}
