// The lobby display's window: the panel as it hangs, with the layout for its shape.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import Machiai.Shell
import Machiai.Signage

Window {
    id: root

    required property Display view
    required property Emergency emergency
    required property FloorGuide guide
    property bool reducedMotion: false
    // The size of a window that is asked for; empty: half a panel, as it hangs.
    property size asked
    readonly property bool turned: view.rotation % 180 !== 0
    readonly property real across: turned ? height : width
    readonly property real down: turned ? width : height
    // A panel hung otherwise than its settings say shows a whole picture between margins; what is
    // shown before they are known has any shape.
    readonly property bool fits: !view.known || view.portrait === (down > across)

    width: asked.width > 0 ? asked.width : view.portrait !== turned ? 540 : 960
    height: asked.height > 0 ? asked.height : view.portrait !== turned ? 960 : 540
    color: Theme.ticker
    title: view.city

    Binding {
        target: Theme
        property: "reducedMotion"
        value: root.reducedMotion
    }

    Item {
        anchors.centerIn: parent
        width: root.fits ? root.across : Math.min(root.across, root.down * (root.view.portrait ? 9 / 16 : 16 / 9))
        height: root.fits ? root.down : Math.min(root.down, root.across * (root.view.portrait ? 16 / 9 : 9 / 16))
        rotation: root.view.rotation

        Stage {
            Zones {
                anchors.fill: parent
                visible: root.view.known
                view: root.view
            }

            Loader {
                anchors.fill: parent
                active: !root.view.known
                sourceComponent: standby
            }

            TapHandler {
                onTapped: root.guide.touch()
            }

            GuideLayer {
                anchors.fill: parent
                guide: root.guide
                display: root.view
            }

            EmergencyLayer {
                id: emergency

                anchors.fill: parent
                low: true
                panel: root.emergency.panel
                beside: root.emergency.panel.calls ? calls : null
            }
        }
    }

    // What was shown last, until a new layout is there, whole.
    Image {
        id: curtain

        objectName: "curtain"
        anchors.fill: parent
        visible: opacity > 0 && !emergency.visible
        opacity: 0
        cache: false
        smooth: false
    }

    Connections {
        target: root.view

        function onCurtainMoved(): void {
            if (root.view.curtain !== "") {
                rise.stop();
                curtain.source = root.view.curtain;
                curtain.opacity = 1;
            } else {
                rise.start();
            }
        }
    }

    NumberAnimation {
        id: rise

        target: curtain
        property: "opacity"
        to: 0
        duration: 500
        onFinished: curtain.source = ""
    }

    Component {
        id: calls

        CallBoard {
            view: root.view
        }
    }

    Component {
        id: standby

        Standby {
            view: root.view
        }
    }
}
