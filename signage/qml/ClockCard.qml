// The city's name and a large clock, where there is nothing else to show.
import QtQuick
import Machiai.Signage

SoftGround {
    id: card

    required property Display view

    objectName: "clock-card"

    CityClock {
        anchors.fill: parent
        view: card.view
    }
}
