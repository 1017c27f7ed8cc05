// A screen with one question: back, title, an explanation, then the body that fills the rest and
// a foot for what is not the answer. In low reach the body and back are in the lower half.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Frame {
    id: page

    property string title
    property string explanation
    property bool canGoBack: true
    property real leastBody: 200
    default property alias body: body.data
    property alias foot: foot.data
    // In landscape, room is scarcer in height than in width: the foot goes beside the title.
    readonly property bool footInHead: wide && !lowReach
    readonly property real ceiling: head.y + head.height + Theme.gap
    readonly property real lowTop: Math.max(head.height + 2 * Theme.gap, Math.min(middle, height - footSpace - leastBody))
    readonly property real footSpace: foot.visible && !footInHead ? foot.height + 2 * Theme.gap : Theme.gap

    ColumnLayout {
        id: head

        x: Theme.margin
        y: page.lowReach ? page.lowTop - height - Theme.gap : page.compact ? Theme.gap : 44
        width: page.width - 2 * Theme.margin - (page.footInHead && foot.visible ? foot.width + Theme.gap : 0)
        spacing: Theme.gapSmall

        RowLayout {
            Layout.fillWidth: true
            spacing: 36

            BackButton {
                objectName: visible ? "back" : ""
                visible: page.canGoBack && !page.lowReach
                Layout.alignment: Qt.AlignTop
                text: page.say["button.back"]
                onClicked: page.kiosk.back()
            }

            Label {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignVCenter
                text: page.title
                size: page.compact ? Theme.fontHeadline : Theme.fontDisplay
                bold: true
                color: Theme.heading
                Accessible.role: Accessible.Heading
            }
        }

        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: page.explanation
            size: Theme.fontBody
            color: Theme.textMuted
        }
    }

    Item {
        id: body

        x: Theme.margin
        y: page.lowReach ? page.lowTop : page.ceiling
        width: page.width - 2 * Theme.margin
        height: page.height - y - page.footSpace
    }

    RowLayout {
        id: foot

        x: page.width - width - Theme.margin
        y: page.footInHead ? head.y : page.height - height - Theme.gap
        width: page.footInHead ? page.width * 0.44 : page.width - 2 * Theme.margin
        visible: lowBack.visible || children.length > 1
        spacing: Theme.gap

        BackButton {
            id: lowBack

            objectName: visible ? "back" : ""
            visible: page.canGoBack && page.lowReach
            text: page.say["button.back"]
            onClicked: page.kiosk.back()
        }
    }
}
