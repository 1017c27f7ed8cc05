// What is read and why, before anything is read.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import ".."

CardPage {
    id: screen

    title: say["cards.consent.title"]
    explanation: say["cards.consent.hint"]
    next: card.consent
    nextName: "agree"
    onNextStep: cards.agree()

    Scroller {
        name: "consent"
        anchors.fill: parent
        upText: screen.say["page.up"]
        downText: screen.say["page.down"]

        GridLayout {
            width: parent.width
            columns: screen.wide ? 2 : 1
            rowSpacing: Theme.gap
            columnSpacing: 2 * Theme.gap

            ReadItems {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                items: screen.card.items
                small: screen.page.compact
                across: screen.wide || screen.page.narrow ? 2 : 1
            }

            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                spacing: Theme.gap

                Rectangle {
                    Layout.fillWidth: true
                    Layout.preferredHeight: never.implicitHeight + 40
                    radius: Theme.radius
                    color: Theme.primarySoft
                    border.width: Theme.highContrast ? Theme.borderWidth : 0
                    border.color: Theme.border

                    RowLayout {
                        id: never

                        x: 28
                        y: 20
                        width: parent.width - 56
                        spacing: Theme.gap

                        Icon {
                            name: "lock"
                            size: 56
                        }

                        Label {
                            objectName: "not-the-number"
                            Layout.fillWidth: true
                            text: screen.say["cards.consent.not_number"]
                            size: screen.page.compact ? Theme.fontCaption : Theme.fontLabel
                            bold: true
                            color: Theme.primary
                        }
                    }
                }

                Label {
                    objectName: "no-proof"
                    Layout.fillWidth: true
                    text: screen.say["cards.consent.no_proof"]
                    size: screen.page.compact ? Theme.fontCaption : Theme.fontBody
                    color: Theme.textMuted
                }

                Label {
                    objectName: visible ? "tries" : ""
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: screen.card.tries
                    size: Theme.fontBody
                    bold: true
                    color: Theme.heading
                }
            }
        }
    }
}
