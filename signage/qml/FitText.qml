// Words in several lines that are made smaller until they fit, down to `least`, and only then cut.
// With readings above, as {窓口|まどぐち}, where there is room for them.
import QtQuick
import Machiai.Shell

Item {
    id: fit

    required property string text
    required property int size
    property int least: 40
    property bool bold: false
    property color color: Theme.text
    property string language: "ja"
    property int align: Text.AlignLeft
    readonly property string family: Theme.families[language] ?? Theme.japaneseFamily
    readonly property bool read: /\{[^|{}]+\|/.test(text)
    readonly property string bare: text.replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1")
    // A line with readings is so many times as high as its letters.
    readonly property real rise: 1.8
    // 0: readings find no room.
    readonly property int readSize: read ? largest() : 0
    // The height that the words take.
    readonly property real used: readSize > 0 ? ruby.lines.length * readSize * rise : plain.contentHeight

    // The largest size at which the words with their readings fit.
    function largest(): int {
        for (let size = fit.size; size >= fit.least; size -= 4) {
            const perLine = Math.max(1, Math.floor(fit.width / size));
            const lines = fit.bare.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length * 1.1 / perLine)), 0);
            if (lines * size * fit.rise <= fit.height)
                return size;
        }
        return 0;
    }

    Text {
        id: plain

        objectName: fit.objectName === "" ? "" : `${fit.objectName}-words`
        anchors.fill: parent
        visible: fit.readSize === 0
        text: fit.readSize > 0 ? "" : fit.bare
        color: fit.color
        font.family: fit.family
        font.bold: fit.bold
        font.pixelSize: fit.size
        fontSizeMode: Text.Fit
        minimumPixelSize: fit.least
        wrapMode: Text.Wrap
        elide: Text.ElideRight
        textFormat: Text.PlainText
        // Word joiners (U+2060) come from a face with taller lines than Japanese has.
        lineHeight: fit.bare.includes("\u2060") ? 0.9 : 1.04
        horizontalAlignment: fit.align
    }

    RubyText {
        id: ruby

        width: parent.width
        height: implicitHeight
        visible: fit.readSize > 0
        text: fit.readSize > 0 ? fit.text : ""
        color: fit.color
        family: fit.family
        size: Math.max(1, fit.readSize)
        bold: fit.bold
        align: fit.align
        fit: false
    }
}
