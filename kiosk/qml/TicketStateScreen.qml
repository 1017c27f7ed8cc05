// What a scanned code says: where the number stands, or what the code is and what to do with it.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Frame {
    id: page

    readonly property var ticket: view.scanned
    // Japanese says where a narrow page is to break its line.
    readonly property string title: wide ? ticket.heading.replace("\n", "") : ticket.heading
    readonly property bool low: lowReach && !compact
    readonly property real above: tight ? Theme.gapSmall : compact ? Theme.gap : 72
    readonly property real lowest: height - done.height - Theme.gap

    Message {
        anchors.fill: parent
        kiosk: page.kiosk
        visible: page.ticket.label === ""
        iconName: page.ticket.icon
        iconless: page.tight
        title: page.title
        explanation: page.ticket.note

        PrimaryButton {
            objectName: "to-start"
            Layout.fillWidth: true
            text: page.say["to_start"]
            onClicked: page.kiosk.finish()
        }
    }

    Item {
        anchors.fill: parent
        visible: page.ticket.label !== ""

        Label {
            id: heading

            objectName: "ticket-heading"
            x: Theme.margin
            y: page.low ? number.y - height - 36 : page.above
            width: page.width - 2 * Theme.margin
            text: page.title
            size: page.tight ? (page.ticket.isCalled ? Theme.fontHeadline : Theme.fontTitle) : page.ticket.isCalled && !page.compact && !page.narrow ? 1.5 * Theme.fontDisplay : page.compact || page.narrow ? Theme.fontHeadline : Theme.fontDisplay
            bold: true
            align: Text.AlignHCenter
            color: page.ticket.isWell ? Theme.heading : Theme.cautionText
            Accessible.role: Accessible.Heading
        }

        NumberCard {
            id: number

            readonly property real highest: page.above + heading.height + (page.tight ? 12 : page.compact ? Theme.gap : 36)

            x: Theme.margin
            y: page.low ? page.lowest - height - Theme.gap : highest
            width: page.width - 2 * Theme.margin
            ticket: page.ticket
            say: page.say
            room: page.lowest - highest - Theme.gap
            squeezed: page.tight
        }

        PrimaryButton {
            id: done

            objectName: "done"
            x: page.wide ? page.width * 0.25 : Theme.margin
            y: page.compact || page.low ? page.lowest : Math.min(page.lowest, number.y + number.height + 2 * Theme.gap)
            width: page.width - 2 * x
            text: page.say["button.finish"]
            onClicked: page.kiosk.finish()
        }
    }
}
