// Words of any language, as large as their box allows between two sizes; with readings too.
import QtQuick

Item {
    id: fitting

    property string text
    property string language: "ja"
    property int largest: 120
    property int smallest: 40
    // On a page that is enlarged as a whole.
    readonly property int least: Math.round(smallest / Theme.zoom)
    property bool bold: false
    property color color: Theme.heading
    readonly property bool ruby: /\{[^|{}]+\|/.test(text)
    readonly property string plain: text.replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1").replace(/\u2060/g, "")
    // Word joiners (U+2060) come from a face with taller lines than Japanese has.
    readonly property bool held: text.includes("\u2060")
    // How much of the box the words take, from its top.
    readonly property real used: ruby ? readings.implicitHeight : words.contentHeight
    // How high they are at their largest.
    readonly property real natural: ruby
        ? Math.ceil((plain.length + 2) * largest / Math.max(1, width)) * largest * 1.8 : measure.contentHeight

    Text {
        id: words

        anchors.fill: parent
        visible: !fitting.ruby
        text: fitting.ruby ? "" : fitting.text
        color: fitting.color
        font.family: Theme.families[fitting.language] ?? Theme.japaneseFamily
        font.pixelSize: fitting.largest
        font.bold: fitting.bold
        fontSizeMode: Text.Fit
        minimumPixelSize: fitting.least
        wrapMode: Text.Wrap
        elide: Text.ElideRight
        textFormat: Text.PlainText
        lineHeight: fitting.held ? 0.95 : 1.1
        Accessible.ignored: true
    }

    Text {
        id: measure

        width: parent.width
        visible: false
        text: words.text
        font.family: words.font.family
        font.pixelSize: fitting.largest
        font.bold: fitting.bold
        wrapMode: Text.Wrap
        textFormat: Text.PlainText
        lineHeight: words.lineHeight
    }

    RubyText {
        id: readings

        // A character takes its square, its reading half of that above it, and lines do not end
        // where the box does.
        readonly property real room: fitting.width * fitting.height / (fitting.plain.length + 4) / 1.9

        width: parent.width
        height: implicitHeight
        visible: fitting.ruby
        text: fitting.ruby ? fitting.text : ""
        color: fitting.color
        family: Theme.families[fitting.language] ?? Theme.japaneseFamily
        size: Math.round(Math.max(fitting.least, Math.min(fitting.largest, Math.sqrt(readings.room))))
        bold: fitting.bold
        align: Text.AlignLeft
        fit: false
    }
}
