// Everything is read: the card goes back to its owner, and the visit goes on by itself.
import QtQuick

CardPage {
    title: say["cards.remove.title"]
    explanation: say["cards.remove.hint"]
    canGoBack: false
    byHand: false
    next: say["cards.remove.gone"]
    nextName: "gone"
    quiet: true
    onNextStep: cards.byHand()

    CardOnReader {
        anchors.fill: parent
        take: true
    }
}
