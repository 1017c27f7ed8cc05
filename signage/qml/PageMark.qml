// Which page of how many, in the corner of what it is a page of.
import QtQuick
import Machiai.Shell

Rectangle {
    id: mark

    required property string text

    anchors.right: parent.right
    anchors.bottom: parent.bottom
    anchors.margins: 16
    width: words.implicitWidth + 40
    height: 60
    visible: text !== ""
    radius: 8
    color: Theme.ticker
    opacity: 0.85

    Line {
        id: words

        anchors.centerIn: parent
        color: Theme.tickerText
        text: mark.text
    }
}
