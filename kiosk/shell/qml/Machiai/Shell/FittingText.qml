// Words of any language, as large as their box allows between two sizes; with readings too.
import QtQuick

Item {
    id: fitting

    property string text
    property string language: "ja"
    property int largest: 120
    property int smallest: 40
    property bool bold: false
    property color color: Theme.heading
    readonly property bool ruby: /\{[^|{}]+\|/.test(text)
    readonly property string plain: text.replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1").replace(/\u2060/g, "")
    // Word joiners (U+2060) come from a face with taller lines than Japanese has.
    readonly property bool held: text.includes("\u2060")
    // How much of the box the words take, from its top.
    readonly property real used: ruby ? readings.implicitHeight : words.contentHeight

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
        minimumPixelSize: fitting.smallest
        wrapMode: Text.Wrap
        elide: Text.ElideRight
        textFormat: Text.PlainText
        lineHeight: fitting.held ? 0.95 : 1.1
        Accessible.ignored: true
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
        size: Math.round(Math.max(fitting.smallest, Math.min(fitting.largest, Math.sqrt(readings.room))))
        bold: fitting.bold
        align: Text.AlignLeft
        fit: false
    }
}
