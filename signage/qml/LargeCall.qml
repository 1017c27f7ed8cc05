// A call on the panel: number, counter, and the arrow to it. A new one moves gently for some
// seconds, at 0.6 Hz: far below the 3 flashes a second that can harm (WCAG 2.2 SC 2.3.1).
import QtQuick
import Machiai.Shell

Rectangle {
    id: card

    required property string key
    required property string label
    required property string counter
    required property string english
    required property string arrow
    required property string floor
    required property string ready
    required property string cue
    required property bool alone
    required property bool live
    required property int numberSize
    required property string to
    required property string earlier
    // Milliseconds from one brightening to the next.
    readonly property int beat: 1600

    objectName: "call-card"
    radius: alone ? Theme.radiusLarge : Theme.radius
    color: Theme.surface
    border.width: 10
    border.color: live ? Theme.focusOuter : Theme.border
    onCueChanged: start()
    onLiveChanged: {
        if (!live) {
            pulse.stop();
            glow.opacity = 0;
            content.scale = 1;
        }
    }
    Component.onCompleted: start()

    function start(): void {
        if (cue !== "")
            pulse.restart();
    }

    Rectangle {
        id: glow

        objectName: "call-glow"
        anchors.fill: parent
        radius: card.radius
        color: Theme.focusOuter
        opacity: 0
    }

    Item {
        id: content

        objectName: "call-content"
        anchors.fill: parent
        anchors.margins: 22

        Digits {
            objectName: "call-number"
            text: card.label
            size: card.alone ? card.numberSize : Math.min(card.numberSize * 0.7, content.height * 0.92)
            color: card.live ? Theme.primary : Theme.textMuted
            x: card.alone ? (parent.width - width) / 2 : 8
            y: card.alone ? 0 : (parent.height - height) / 2
            width: Math.min(implicitWidth, card.alone ? parent.width : parent.width - 250)
            height: card.alone ? parent.height - where.height : parent.height
        }

        Column {
            id: where

            x: card.alone ? 0 : parent.width - width
            y: card.alone ? parent.height - height : (parent.height - height) / 2
            width: card.alone ? parent.width : 216
            visible: card.counter !== ""

            Row {
                anchors.horizontalCenter: parent.horizontalCenter
                spacing: card.alone ? 24 : 12

                Digits {
                    objectName: "call-counter"
                    anchors.verticalCenter: parent.verticalCenter
                    height: size * 1.05
                    text: card.counter
                    size: card.alone ? card.numberSize * 0.56 : Math.min(110, content.height * 0.56)
                }

                Line {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: card.alone
                    size: 52
                    bold: true
                    color: Theme.heading
                    text: card.to
                }

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    size: card.alone ? 100 : 72
                    name: card.arrow
                    color: card.live ? Theme.primary : Theme.textMuted
                }

                Line {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: card.alone && card.floor !== ""
                    size: 44
                    bold: true
                    color: Theme.primary
                    text: card.floor
                }
            }

            Line {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(implicitWidth, parent.width)
                bold: true
                color: card.ready !== "" ? Theme.successText : Theme.heading
                text: card.ready !== "" ? card.ready : card.floor !== "" ? card.floor : card.to
                visible: !card.alone || card.ready !== ""
            }

            Line {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: card.alone
                color: Theme.textMuted
                text: card.live ? card.english : card.earlier
            }
        }
    }

    SequentialAnimation {
        id: pulse

        loops: 4

        ParallelAnimation {
            NumberAnimation { target: glow; property: "opacity"; to: 0.35; duration: card.beat / 2; easing.type: Easing.InOutSine }
            NumberAnimation { target: content; property: "scale"; to: Theme.reducedMotion ? 1 : 1.04; duration: card.beat / 2; easing.type: Easing.InOutSine }
        }

        ParallelAnimation {
            NumberAnimation { target: glow; property: "opacity"; to: 0; duration: card.beat / 2; easing.type: Easing.InOutSine }
            NumberAnimation { target: content; property: "scale"; to: 1; duration: card.beat / 2; easing.type: Easing.InOutSine }
        }
    }
}
