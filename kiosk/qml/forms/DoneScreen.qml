// The end of a form: the number, where to go in which order, what to bring, and the code. Where
// the paper did not come, the code on the screen comes before the lists.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import ".."

Frame {
    id: page

    readonly property var ending: kiosk.ending
    readonly property real column: wide ? (width - 2 * Theme.margin - 40) / 2 : width - 2 * Theme.margin
    readonly property bool codeFirst: !ending.paper
    // In landscape, below the number: there the code is always in sight.
    readonly property real besideNumber: height - head.y - head.height - Theme.gap - Theme.gapSmall

    ColumnLayout {
        id: head

        x: Theme.margin
        y: page.compact ? Theme.gapSmall : 32
        width: page.column
        spacing: Theme.gapSmall

        Label {
            Layout.fillWidth: true
            visible: !page.tight
            text: page.ending.event
            size: Theme.fontBody
            align: Text.AlignHCenter
            color: Theme.textMuted
        }

        Label {
            objectName: "guide-heading"
            Layout.fillWidth: true
            text: page.ending.heading
            size: page.compact || page.narrow ? Theme.fontTitle : Theme.fontHeadline
            bold: true
            align: Text.AlignHCenter
            color: Theme.heading
            Accessible.role: Accessible.Heading
        }

        Label {
            objectName: "guide-note"
            Layout.fillWidth: true
            visible: text !== ""
            text: page.ending.note
            size: page.tight ? 28 : Theme.fontCaption
            align: Text.AlignHCenter
            color: page.ending.isWell ? Theme.text : Theme.cautionText
        }

        NumberStrip {
            Layout.fillWidth: true
            visible: page.ending.label !== ""
            ending: page.ending
            small: page.compact || page.narrow || page.codeFirst
        }

        Notice {
            objectName: "guide-trouble"
            Layout.fillWidth: true
            visible: page.ending.trouble !== ""
            lines: [page.ending.trouble]
        }
    }

    CodeCard {
        id: sideCode

        readonly property bool fits: page.wide && !page.codeFirst && page.besideNumber >= 290

        x: Theme.margin
        y: head.y + head.height + Theme.gapSmall
        width: page.column
        visible: fits && count > 0
        ending: page.ending
        say: page.say
        room: page.besideNumber
    }

    Scroller {
        id: lists

        name: "guide"
        x: page.wide ? Theme.margin + page.column + 40 : Theme.margin
        y: page.wide ? Theme.gap : head.y + head.height + Theme.gap
        width: page.column
        height: buttons.y - y - Theme.gap
        upText: page.say["page.up"]
        downText: page.say["page.down"]

        ColumnLayout {
            width: parent.width
            spacing: Theme.gap

            Loader {
                Layout.fillWidth: true
                active: page.codeFirst
                visible: active
                sourceComponent: codeCard
            }

            CountersCard {
                Layout.fillWidth: true
                ending: page.ending
                say: page.say
            }

            BringCard {
                Layout.fillWidth: true
                ending: page.ending
                say: page.say
            }

            Loader {
                Layout.fillWidth: true
                active: !page.codeFirst && !sideCode.fits
                visible: active
                sourceComponent: codeCard
            }
        }
    }

    ColumnLayout {
        id: buttons

        x: page.wide ? Theme.margin + page.column + 40 : Theme.margin
        y: page.height - height - Theme.gap
        width: page.column
        spacing: Theme.gapSmall

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap

            OutlineButton {
                objectName: "print-again"
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                implicitHeight: page.compact ? 112 : 128
                padding: 12
                visible: page.ending.canPrintAgain
                iconName: page.column < 800 ? "" : "print"
                text: page.say["ticket.print_again"]
                onClicked: page.kiosk.printAgain()
            }

            PrimaryButton {
                objectName: "done"
                Layout.fillWidth: true
                Layout.preferredWidth: 1.2
                implicitHeight: page.compact ? 112 : 128
                padding: 12
                size: page.compact ? Theme.fontLabel : Theme.fontTitle
                text: page.view.leaving.finish
                onClicked: page.kiosk.finish()
            }
        }

        Label {
            Layout.fillWidth: true
            visible: text !== "" && !page.compact
            text: page.view.leaving.stay
            size: Theme.fontCaption
            align: Text.AlignHCenter
            color: Theme.textMuted
        }
    }

    Component {
        id: codeCard

        CodeCard {
            ending: page.ending
            say: page.say
            room: lists.height
        }
    }
}
