// One line of text that is never smaller than can be read: where it does not fit it is drawn
// narrower, down to `squeeze`, and only then shortened.
import QtQuick
import Machiai.Shell

Item {
    id: line

    // 3.5 % of the panel's short side (1080 design pixels): nothing on a display is smaller.
    readonly property int floor: 38
    property string text
    property int size: 40
    property bool bold: false
    property color color: Theme.text
    property string family: Theme.japaneseFamily
    property int align: Text.AlignLeft
    property real squeeze: 0.6
    readonly property real narrow: width > 0 && drawn.implicitWidth > width
        ? Math.max(squeeze, width / drawn.implicitWidth) : 1

    implicitWidth: drawn.implicitWidth
    implicitHeight: drawn.implicitHeight

    Text {
        id: drawn

        width: Math.ceil(line.width / line.narrow)
        height: line.height
        text: line.text
        color: line.color
        font.family: line.family
        font.pixelSize: Math.max(line.floor, line.size)
        font.bold: line.bold
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
        maximumLineCount: 1
        textFormat: Text.PlainText
        horizontalAlignment: line.align
        verticalAlignment: Text.AlignVCenter
        transform: Scale {
            xScale: line.narrow
        }
    }
}
