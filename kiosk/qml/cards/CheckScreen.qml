// What was read, in the form's own words, each with its way to put it right.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import "../forms"
import ".."

CardPage {
    id: screen

    title: say["cards.check.title"]
    explanation: say["cards.check.hint"]
    next: say["cards.check.ok"]
    nextName: "accept"
    onNextStep: cards.accept()

    Scroller {
        name: "check"
        anchors.fill: parent
        upText: screen.say["page.up"]
        downText: screen.say["page.down"]

        ColumnLayout {
            width: parent.width
            spacing: Theme.gap

            Card {
                Layout.fillWidth: true
                implicitHeight: rows.implicitHeight + 40

                ColumnLayout {
                    id: rows

                    x: 28
                    y: 20
                    width: parent.width - 56
                    spacing: 4

                    Repeater {
                        model: screen.card.rows

                        ReviewRow {
                            required property var modelData
                            required property int index

                            Layout.fillWidth: true
                            row: modelData
                            say: screen.say
                            large: true
                            onChange: screen.cards.change(index)
                        }
                    }
                }
            }

            Label {
                objectName: visible ? "check-rest" : ""
                Layout.fillWidth: true
                visible: text !== ""
                text: screen.card.rest
                size: Theme.fontBody
                color: Theme.text
            }

            Label {
                Layout.fillWidth: true
                text: screen.say["cards.consent.no_proof"]
                size: Theme.fontCaption
                color: Theme.textMuted
            }
        }
    }
}
