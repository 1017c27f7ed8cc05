// Text of any language: wraps to its width, or with `fit` stays on one line and shrinks to it.
// Words with readings, `{窓口|まどぐち}`, are shown with ruby above them.
pragma ComponentBehavior: Bound

import QtQuick

Item {
    id: label

    property string text
    property int size: Theme.fontBody
    property bool bold: false
    property bool fit: false
    property int align: Text.AlignLeft
    property color color: Theme.text
    property string family: Theme.family
    readonly property string plain: text.replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1").replace(/\u2060/g, "")
    readonly property bool ruby: /\{[^|{}]+\|/.test(text)
    readonly property bool held: text.includes("\u2060")

    implicitWidth: ruby ? rubyText.implicitWidth : plainText.implicitWidth
    implicitHeight: ruby ? rubyText.implicitHeight : plainText.implicitHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: plain

    Text {
        id: plainText

        anchors.fill: parent
        visible: !label.ruby
        text: label.ruby ? "" : label.text
        color: label.color
        font.family: label.family
        font.pixelSize: label.size
        font.bold: label.bold
        fontSizeMode: label.fit ? Text.HorizontalFit : Text.FixedSize
        minimumPixelSize: Math.min(16, label.size)
        wrapMode: label.fit ? Text.NoWrap : Text.Wrap
        textFormat: Text.PlainText
        horizontalAlignment: label.align
        verticalAlignment: Text.AlignVCenter
        // Word joiners (U+2060) come from a face with taller lines than Japanese has.
        lineHeightMode: label.held ? Text.FixedHeight : Text.ProportionalHeight
        lineHeight: label.held ? label.size * 1.3 : label.fit ? 1 : 1.25
        Accessible.ignored: true
    }

    RubyText {
        id: rubyText

        anchors.fill: parent
        visible: label.ruby
        text: label.ruby ? label.text : ""
        color: label.color
        family: label.family
        size: label.size
        bold: label.bold
        align: label.align
        fit: label.fit
    }
}
