// The card is being read: leave it where it is.
import QtQuick

CardPage {
    title: say["cards.reading.title"]
    explanation: say["cards.reading.hint"]
    canGoBack: false
    byHand: false

    CardOnReader {
        anchors.fill: parent
    }
}
