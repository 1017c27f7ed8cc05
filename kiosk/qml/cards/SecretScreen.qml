// The pad: dots for what was typed, large digits, and the ways on without the PIN.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import Machiai.Kiosk
import "../forms"
import ".."

Frame {
    id: screen

    readonly property Cards cards: kiosk.cards
    readonly property var card: cards.view
    readonly property var pad: cards.pad
    readonly property bool several: pad.parts.length > 1
    readonly property bool small: compact || narrow
    readonly property real ceiling: band.visible ? band.height : 0
    readonly property real column: wide ? width * 0.52 - Theme.margin : width - 2 * Theme.margin
    readonly property real floor: wide ? height : board.y

    ColumnLayout {
        id: head

        x: Theme.margin
        y: screen.ceiling + (screen.small ? Theme.gapSmall : 28)
        width: screen.column
        spacing: Theme.gapSmall

        RowLayout {
            Layout.fillWidth: true
            spacing: screen.small ? Theme.gap : 36

            BackButton {
                objectName: visible ? "back" : ""
                visible: !screen.lowReach
                Layout.alignment: Qt.AlignTop
                implicitWidth: screen.small ? 88 : 112
                implicitHeight: implicitWidth
                text: screen.say["button.back"]
                onClicked: screen.kiosk.back()
            }

            Label {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignVCenter
                text: screen.card.secretTitle
                size: screen.tight ? Theme.fontBody : screen.small ? Theme.fontTitle : Theme.fontHeadline
                bold: true
                color: Theme.heading
                Accessible.role: Accessible.Heading
            }
        }

        Label {
            objectName: visible ? "secret-hint" : ""
            Layout.fillWidth: true
            visible: text !== "" && !(screen.tight && screen.card.wrong !== "")
            text: screen.card.secretHint
            size: screen.tight ? 26 : screen.small ? Theme.fontCaption : Theme.fontBody
            color: Theme.textMuted
        }

        Notice {
            objectName: visible ? "secret-wrong" : ""
            Layout.fillWidth: true
            visible: screen.card.wrong !== ""
            bad: true
            lines: [screen.card.wrong]
        }

        Notice {
            objectName: visible ? "secret-waits" : ""
            Layout.fillWidth: true
            visible: screen.card.waits !== ""
            bad: true
            lines: [screen.card.waits]
        }
    }

    RowLayout {
        id: typed

        readonly property real highest: head.y + head.height + Theme.gapSmall
        readonly property real room: foot.y - highest - Theme.gapSmall

        x: Theme.margin
        y: highest + Math.max(0, (room - height) / 2)
        width: screen.column
        spacing: screen.small ? Theme.gap : 2 * Theme.gap

        CardFace {
            id: face

            objectName: visible ? "card-face" : ""
            Layout.preferredWidth: Math.min(screen.column * 0.5, typed.room * 1.55)
            Layout.preferredHeight: width * 540 / 856
            Layout.alignment: Qt.AlignVCenter
            visible: screen.several
            marks: true
            current: screen.pad.current
        }

        SecretParts {
            Layout.fillWidth: true
            pad: screen.pad
            small: screen.small
            room: typed.width - (face.visible ? face.width + typed.spacing : 0)
        }
    }

    RowLayout {
        id: foot

        x: Theme.margin
        y: screen.floor - height - Theme.gap
        width: screen.column
        spacing: 16

        BackButton {
            objectName: visible ? "back" : ""
            visible: screen.lowReach
            implicitHeight: screen.small ? 88 : 112
            text: screen.say["button.back"]
            onClicked: screen.kiosk.back()
        }

        OutlineButton {
            objectName: "by-hand"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            quiet: true
            iconName: "keyboard"
            padding: 8
            implicitHeight: Math.max(screen.small ? 88 : 112, implicitContentHeight + 20)
            size: screen.small ? 28 : Theme.fontCaption
            text: screen.say["cards.by_hand"]
            onClicked: screen.cards.byHand()
        }

        OutlineButton {
            objectName: visible ? "other-key" : ""
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            visible: text !== ""
            padding: 8
            implicitHeight: Math.max(screen.small ? 88 : 112, implicitContentHeight + 20)
            size: screen.small ? 28 : Theme.fontCaption
            text: screen.card.otherKey
            onClicked: screen.cards.useOtherKey()
        }
    }

    SecretPad {
        id: board

        objectName: "secret-pad"
        x: screen.wide ? screen.width - width : 0
        y: screen.height - height
        width: screen.wide ? screen.width * 0.46 : screen.width
        height: screen.wide ? screen.height - screen.ceiling : Math.min(screen.height * 0.5, 800)
        pad: screen.pad
        say: screen.say
        onPressed: place => screen.cards.press(place)
        onErased: screen.cards.erase()
        onEntered: screen.cards.enter()
        Keys.onPressed: event => event.accepted = screen.cards.stroke(event.key)
    }

    DemoBand {
        id: band

        visible: screen.card.simulated
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
