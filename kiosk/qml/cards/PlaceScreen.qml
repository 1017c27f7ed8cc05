// Where the card goes, and what it saves.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

CardPage {
    id: screen

    title: say["cards.place.title"]
    explanation: tight ? "" : say["cards.place.hint"]

    GridLayout {
        anchors.fill: parent
        columns: screen.wide ? 2 : 1
        rowSpacing: Theme.gap
        columnSpacing: 2 * Theme.gap

        CardOnReader {
            objectName: "place-drawing"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 3
            put: !screen.card.looking
        }

        Card {
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            implicitHeight: how.implicitHeight + 56

            Label {
                id: how

                objectName: "place-how"
                x: 32
                y: 28
                width: parent.width - 64
                text: screen.say[screen.card.looking ? "cards.place.looking" : "cards.place.how"]
                size: screen.page.compact ? Theme.fontBody : Theme.fontLabel
                bold: true
                color: Theme.heading
            }
        }
    }
}
