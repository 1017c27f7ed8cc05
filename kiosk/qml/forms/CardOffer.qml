// On a question that a My Number card can answer: the way there, or why there is none now.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

ColumnLayout {
    id: offer

    // "yes", or "away" while there is no reader.
    required property string offer
    required property var say
    property bool brief: false

    signal wanted

    OutlineButton {
        objectName: visible ? "use-card" : ""
        Layout.fillWidth: true
        visible: offer.offer === "yes"
        iconName: "id_card"
        implicitHeight: Math.max(80, implicitContentHeight + 16)
        padding: 8
        size: offer.brief ? Theme.fontCaption : Theme.fontBody
        text: offer.say["cards.offer"]
        onClicked: offer.wanted()
    }

    Label {
        objectName: visible ? "no-card" : ""
        Layout.fillWidth: true
        visible: offer.offer === "away"
        text: offer.say["cards.offer.none"]
        size: Theme.fontCaption
        color: Theme.textMuted
    }
}
