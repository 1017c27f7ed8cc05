// Notices one after another. The new one fades in over the old one, which stays until it is
// covered: no flash, no gap. Without notices the city's name and a clock stand here.
import QtQuick
import Machiai.Signage

Item {
    id: zone

    required property Display view
    property int titleSize: 84
    property int bodySize: 54
    property bool tight: false
    property bool firstOnTop: true

    objectName: "notice-zone"
    clip: true
    Component.onCompleted: front().take()

    function front(): NoticeCard {
        return firstOnTop ? first : second;
    }

    function turn(): void {
        firstOnTop = !firstOnTop;
        front().take();
        front().opacity = 0;
        fade.target = front();
        fade.restart();
    }

    Connections {
        target: zone.view

        function onChanged(): void {
            if (zone.front().key !== zone.view.notice)
                zone.turn();
        }
    }

    NoticeCard {
        id: first

        anchors.fill: parent
        z: zone.firstOnTop ? 1 : 0
        objectName: zone.firstOnTop ? "notice" : "notice-before"
        view: zone.view
        titleSize: zone.titleSize
        bodySize: zone.bodySize
        tight: zone.tight
    }

    NoticeCard {
        id: second

        anchors.fill: parent
        z: zone.firstOnTop ? 0 : 1
        objectName: zone.firstOnTop ? "notice-before" : "notice"
        view: zone.view
        titleSize: zone.titleSize
        bodySize: zone.bodySize
        tight: zone.tight
    }

    NumberAnimation {
        id: fade

        property: "opacity"
        to: 1
        duration: 700
        easing.type: Easing.InOutQuad
    }
}
