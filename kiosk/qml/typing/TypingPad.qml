// The lower part of a screen that asks for text: candidates, a board, and the next step. Fills
// what it is given; `implicitHeight` is what its keys of full height take.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Kiosk
import Machiai.Shell

Rectangle {
    id: pad

    required property Typing typing
    required property var say
    required property string nextText
    property bool nextEnabled: true
    property bool open: false
    readonly property bool digits: typing.layout === "digits"
    readonly property bool kana: typing.layout === "kana"
    readonly property int rows: digits ? 4 : kana ? 5 : typing.letterRows.length
    readonly property bool tabbed: typing.layouts.length > 2
    // Landscape, enlarged above all: the boards to choose from stand beside the keys.
    readonly property bool compact: height < 640
    readonly property int row: compact ? 76 : 100
    readonly property int bar: compact ? 76 : 88
    readonly property int gap: compact ? 8 : 16
    readonly property real fixed: 2 * margin + row + gap + (typing.canConvert ? bar + gap : 0) + (tabbed && !compact ? 80 + gap : 0)
    readonly property real keyHeight: Math.min(120, (height - fixed - (rows - 1) * 8) / rows)
    readonly property int margin: compact ? 12 : 20

    signal next

    implicitHeight: fixed + 5 * 96 + 4 * 8
    color: Theme.keyboard
    Keys.onPressed: event => event.accepted = pad.typing.stroke(event.key, event.text)

    Connections {
        target: pad.typing

        function onChanged() {
            pad.open = pad.open && pad.typing.candidates.length > 0 && pad.typing.choice < 0;
        }
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: pad.margin
        spacing: 0

        CandidateBar {
            Layout.fillWidth: true
            Layout.preferredHeight: pad.bar
            Layout.bottomMargin: pad.gap
            visible: pad.typing.canConvert
            typing: pad.typing
            say: pad.say
            board: pad
            open: pad.open
            onMoreClicked: pad.open = !pad.open
        }

        GridLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            flow: pad.compact ? GridLayout.LeftToRight : GridLayout.TopToBottom
            columns: pad.compact ? 2 : 1
            rows: pad.compact ? 1 : 2
            columnSpacing: 12
            rowSpacing: pad.gap

            Tabs {
                Layout.fillWidth: !pad.compact
                Layout.fillHeight: pad.compact
                Layout.preferredWidth: 150
                Layout.preferredHeight: 80
                visible: pad.tabbed
                upright: pad.compact
                typing: pad.typing
                say: pad.say
                board: pad
            }

            Item {
                Layout.fillWidth: true
                Layout.fillHeight: true

                KeptLoader {
                    anchors.fill: parent
                    shown: pad.kana && !pad.open
                    sourceComponent: kanaBoard
                }

                KeptLoader {
                    anchors.fill: parent
                    shown: pad.digits && !pad.open
                    sourceComponent: digitBoard
                }

                KeptLoader {
                    anchors.fill: parent
                    shown: !pad.kana && !pad.digits && !pad.open
                    sourceComponent: letterBoard
                }

                Loader {
                    anchors.fill: parent
                    active: pad.open
                    sourceComponent: candidates
                }
            }
        }

        ActionRow {
            Layout.fillWidth: true
            Layout.preferredHeight: pad.row
            Layout.maximumHeight: pad.row
            Layout.topMargin: pad.gap
            typing: pad.typing
            say: pad.say
            board: pad
            switchable: pad.typing.layouts.length === 2
            nextText: pad.nextText
            nextEnabled: pad.nextEnabled
            onNext: pad.next()
        }
    }

    Component {
        id: kanaBoard

        KanaBoard {
            typing: pad.typing
            board: pad
            keyHeight: pad.keyHeight
        }
    }

    Component {
        id: letterBoard

        LetterBoard {
            typing: pad.typing
            board: pad
            keyHeight: pad.keyHeight
        }
    }

    Component {
        id: digitBoard

        DigitPad {
            board: pad
            keyHeight: pad.keyHeight
            words: pad.typing.kind === "address" ? ["丁目", "番地", "番", "号", "号室", "階", "-", "の"] : pad.typing.kind === "text" ? ["-", "/"] : []
            onPressed: sign => pad.typing.press(sign)
        }
    }

    Component {
        id: candidates

        CandidatePages {
            typing: pad.typing
            say: pad.say
            board: pad
        }
    }
}
