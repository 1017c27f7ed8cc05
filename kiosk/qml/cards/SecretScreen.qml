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
    readonly property real above: band.visible ? band.height : 0
    readonly property real column: wide ? width * 0.52 - Theme.margin : width - 2 * Theme.margin
    readonly property real floor: wide ? height : board.y

    RowLayout {
        id: head

        x: Theme.margin
        y: screen.above + (screen.small ? Theme.gapSmall : 28)
        width: screen.column
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

    // What explains and the dots; where a language is long and the page low, it can be turned.
    Scroller {
        name: "secret"
        x: Theme.margin
        y: head.y + head.height + Theme.gapSmall
        width: screen.column
        height: foot.y - y - Theme.gapSmall
        upText: screen.say["page.up"]
        downText: screen.say["page.down"]

        ColumnLayout {
            id: column

            width: parent.width
            spacing: screen.small ? Theme.gapSmall : Theme.gap

            Label {
                objectName: visible ? "secret-hint" : ""
                Layout.fillWidth: true
                visible: !notice.visible
                text: screen.card.secretHint
                size: screen.tight ? 28 : screen.small ? Theme.fontCaption : Theme.fontBody
                color: Theme.textMuted
            }

            Notice {
                id: notice

                objectName: visible ? "secret-notice" : ""
                Layout.fillWidth: true
                visible: screen.card.notice !== "" && !(screen.several && screen.pad.begun)
                bad: true
                lines: [screen.card.notice]
            }

            RowLayout {
                id: typed

                Layout.fillWidth: screen.several
                Layout.alignment: Qt.AlignHCenter
                Layout.topMargin: screen.several || screen.small ? 0 : 40
                spacing: screen.small ? Theme.gap : 2 * Theme.gap

                CardFace {
                    id: face

                    objectName: visible ? "card-face" : ""
                    Layout.preferredWidth: column.width * (screen.narrow ? 0.42 : 0.5)
                    Layout.preferredHeight: width * 540 / 856
                    Layout.alignment: Qt.AlignVCenter
                    visible: screen.several
                    marks: true
                    current: screen.pad.current
                }

                SecretParts {
                    Layout.fillWidth: screen.several
                    Layout.alignment: Qt.AlignHCenter
                    pad: screen.pad
                    small: screen.small
                    brief: screen.tight
                    room: column.width - (screen.several ? face.Layout.preferredWidth + typed.spacing : 0)
                }
            }
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

    NumberPad {
        id: board

        x: screen.wide ? screen.width - width : 0
        y: screen.height - height
        width: screen.wide ? screen.width * 0.46 : screen.width
        height: screen.wide ? screen.height - screen.above : Math.min(screen.height * (screen.several ? 0.42 : 0.5), 800)
        eraseText: screen.say["cards.secret.erase"]
        enterText: screen.say["cards.secret.enter"]
        keys: screen.pad.keys
        ready: screen.pad.ready
        secret: true
        Component.onCompleted: forceActiveFocus()
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
