// A screen of the card: the band of a card for practice, one thing to do, and below it, always in
// the same place, the way on by hand.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import Machiai.Kiosk
import ".."

Frame {
    id: screen

    readonly property Cards cards: kiosk.cards
    readonly property var card: cards.view
    property string title
    property string explanation
    property bool canGoBack: true
    property bool byHand: true
    // The hand is the better way here: it is the filled button then.
    property bool handFirst: false
    // "" for no other step.
    property string next
    property string nextName: "next"
    // Nobody should need the next step.
    property bool quiet: false
    readonly property bool filled: !handFirst && !quiet
    readonly property alias page: page
    default property alias body: page.body

    signal nextStep

    Page {
        id: page

        kiosk: screen.kiosk
        visible: !people.active
        y: band.visible ? band.height : 0
        width: screen.width
        height: screen.height - y
        title: screen.title
        explanation: screen.explanation
        canGoBack: screen.canGoBack

        foot: [
            TextButton {
                objectName: visible ? "by-hand" : ""
                Layout.fillWidth: true
                Layout.preferredWidth: 2
                visible: screen.byHand
                implicitHeight: Math.max(page.compact ? 112 : 136, implicitContentHeight + 24)
                padding: 12
                iconName: "keyboard"
                size: page.compact || page.narrow ? Theme.fontCaption : Theme.fontBody
                fill: screen.handFirst ? Theme.primary : Theme.surface
                fillPressed: screen.handFirst ? Theme.primaryPressed : Theme.pressed
                ink: screen.handFirst ? Theme.primaryInk : Theme.heading
                outline: screen.handFirst ? Theme.primary : Theme.border
                text: screen.say["cards.by_hand"]
                onClicked: screen.cards.byHand()
            },
            TextButton {
                objectName: visible ? screen.nextName : ""
                Layout.fillWidth: true
                Layout.preferredWidth: 3
                visible: screen.next !== ""
                implicitHeight: Math.max(page.compact ? 112 : 136, implicitContentHeight + 24)
                padding: 12
                size: page.compact || page.narrow ? Theme.fontCaption : Theme.fontLabel
                fill: screen.filled ? Theme.primary : Theme.surface
                fillPressed: screen.filled ? Theme.primaryPressed : Theme.pressed
                ink: screen.filled ? Theme.primaryInk : screen.quiet ? Theme.heading : Theme.primary
                outline: screen.quiet ? Theme.border : Theme.primary
                text: screen.next
                onClicked: screen.nextStep()
            }
        ]
    }

    DemoBand {
        id: band

        visible: screen.card.simulated && !people.active
        width: screen.width
        say: screen.say
        inserted: screen.card.inserted
        onChoose: people.active = true
        onPull: screen.cards.pull()
    }

    Loader {
        id: people

        anchors.fill: parent
        active: false

        sourceComponent: DemoPeople {
            people: screen.cards.people
            say: screen.say
            onChosen: person => {
                people.active = false;
                screen.cards.insert(person);
            }
            onClosed: people.active = false
        }
    }
}
