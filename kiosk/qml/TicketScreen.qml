// The number: large, with the wait before it, the code for the phone, and the end of the visit.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Frame {
    id: page

    readonly property var ticket: view.ticket
    readonly property real side: wide ? (width - 2 * Theme.margin - 40) / 2 : width - 2 * Theme.margin

    ColumnLayout {
        id: head

        x: Theme.margin
        y: page.compact ? Theme.gapSmall : 48
        width: page.width - 2 * Theme.margin
        spacing: page.compact ? 0 : 16

        RowLayout {
            Layout.alignment: Qt.AlignHCenter
            visible: !page.tight && !number.squeezed
            spacing: 20

            Icon {
                name: "check_circle"
                color: Theme.successText
                size: 56
            }

            Label {
                text: page.say["ticket.accepted"]
                size: Theme.fontBody
                bold: true
                color: Theme.successText
            }
        }

        Label {
            Layout.fillWidth: true
            text: page.ticket.heading
            size: page.tight ? Theme.fontTitle : page.compact || page.narrow ? Theme.fontHeadline : Theme.fontDisplay
            bold: true
            align: Text.AlignHCenter
            color: Theme.heading
            Accessible.role: Accessible.Heading
        }
    }

    NumberCard {
        id: number

        x: Theme.margin
        y: head.y + head.height + (page.compact ? Theme.gapSmall : 36)
        width: page.side
        ticket: page.ticket
        say: page.say
        room: page.height - y - Theme.gap
        squeezed: (page.narrow || page.tight) && page.ticket.note !== ""
    }

    PhoneCard {
        id: phone

        x: page.wide ? Theme.margin + page.side + 40 : Theme.margin
        y: page.wide ? number.y : number.y + number.height + Theme.gap
        width: page.side
        height: Math.min(implicitHeight, buttons.y - y - Theme.gap)
        ticket: page.ticket
        say: page.say
    }

    ColumnLayout {
        id: buttons

        readonly property real lowest: page.height - height - Theme.gap

        x: page.wide ? phone.x : Theme.margin
        y: page.lowReach || page.compact ? lowest : Math.min(lowest, phone.y + phone.implicitHeight + Theme.gap)
        width: page.side
        spacing: Theme.gapSmall

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap

            OutlineButton {
                objectName: "print-again"
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                implicitHeight: 136
                visible: page.ticket.canPrintAgain
                iconName: page.side < 800 ? "" : "print"
                text: page.say["ticket.print_again"]
                onClicked: page.kiosk.printAgain()
            }

            PrimaryButton {
                objectName: "done"
                Layout.fillWidth: true
                Layout.preferredWidth: 1.2
                implicitHeight: 136
                size: Theme.fontTitle
                text: page.ticket.finish
                onClicked: page.kiosk.finish()
            }
        }

        Label {
            Layout.fillWidth: true
            visible: text !== "" && !page.tight
            text: page.ticket.stay
            size: Theme.fontCaption
            align: Text.AlignHCenter
            color: Theme.textMuted
        }
    }
}
