// One main zone: the next card is made ready below the one that is up, and then faded in over it.
// Both are drawn as one picture each while they fade, so that a fade costs little.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell
import Machiai.Signage

Item {
    id: area

    required property Display view
    required property MainZone zone
    readonly property bool fading: fade.running

    clip: true
    Component.onCompleted: zone.watch()

    CardView {
        id: first

        anchors.fill: parent
        view: area.view
        card: area.zone.first as Card
        up: area.zone.firstOnTop
        fading: area.fading
    }

    CardView {
        id: second

        anchors.fill: parent
        view: area.view
        card: area.zone.second as Card
        up: !area.zone.firstOnTop
        fading: area.fading
    }

    Connections {
        target: area.zone

        function onTurned(): void {
            const front = area.zone.firstOnTop ? first : second;
            front.opacity = 0;
            fade.target = front;
            fade.restart();
        }
    }

    NumberAnimation {
        id: fade

        property: "opacity"
        to: 1
        duration: area.view.fade
        easing.type: Easing.InOutQuad
        onFinished: area.zone.settle()
    }
}
