// One question: words and fields above, the board or the next step below. Landscape puts the
// board, or the answers to choose from, beside the question; low reach puts them below the middle.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import "../typing"
import ".."

Frame {
    id: page

    readonly property var forms: kiosk.forms
    readonly property var question: forms.question
    readonly property var answers: forms.answers
    readonly property string board: forms.boxes.board
    readonly property bool typed: question.entries.length > 0
    readonly property bool apart: !typed && (wide || lowReach)
    readonly property bool small: compact || narrow
    // Where the board leaves little room for the question.
    readonly property bool pressed: tight || (narrow && typed)
    readonly property real side: wide ? Math.round(width * (typed ? 0.54 : 0.5)) : width
    readonly property real column: wide ? width - side - Theme.margin : width - 2 * Theme.margin
    readonly property real ceiling: head.y + head.height + (compact || pressed ? Theme.gapSmall : Theme.gap)
    readonly property real floor: boardArea.onTop ? boardArea.y : height
    readonly property bool mayStayEmpty: question.fields.every(field => !field.required || (answers.given[field.key]?.asks ?? false))
    readonly property bool oneTouch: question.fields.length === 1 && question.fields[0].kind === "choice"
    readonly property bool answered: question.fields.every(field => {
        const given = answers.given[field.key];
        return given && (given.asks || given.chosen.length > 0 || given.count >= 0);
    })

    function type() {
        if (boardArea.pad)
            boardArea.pad.forceActiveFocus();
    }

    FormHead {
        id: head

        x: Theme.margin
        y: page.compact || page.pressed ? Theme.gapSmall : 28
        width: page.column
        event: page.question.event
        progress: page.answers.progress
        say: page.say
        canGoBack: !page.lowReach
        brief: page.pressed
        onBack: page.kiosk.back()
        onLeave: page.kiosk.open("leave")
    }

    Scroller {
        id: main

        readonly property real lowest: foot.y - (page.pressed ? Theme.gapSmall : Theme.gap)
        readonly property real limit: page.apart && !page.wide ? Math.min(lowest, answersSide.y - Theme.gap) : lowest

        name: "question"
        x: Theme.margin
        y: page.ceiling
        width: page.column
        height: Math.max(80, limit - y)
        upText: page.say["page.up"]
        downText: page.say["page.down"]

        ColumnLayout {
            width: parent.width
            // With a card on offer, two rows of boxes still stand above the board.
            spacing: page.view.visit.card === "" ? Theme.gap : 16

            QuestionWords {
                objectName: `question-${page.question.key}`
                Layout.fillWidth: true
                question: page.question
                answers: page.answers
                say: page.say
                small: page.small
            }

            CardOffer {
                Layout.fillWidth: true
                visible: offer !== ""
                offer: page.view.visit.card
                say: page.say
                brief: page.pressed
                onWanted: page.kiosk.cards.want()
            }

            Loader {
                Layout.fillWidth: true
                active: !page.apart
                visible: active
                sourceComponent: fields
            }
        }
    }

    Scroller {
        id: answersSide

        name: "answers"
        visible: page.apart
        x: page.wide ? page.width - page.side + Theme.gap : Theme.margin
        y: page.lowReach ? page.middle : page.compact ? Theme.gap : 44
        width: page.wide ? page.side - Theme.gap - Theme.margin : page.width - 2 * Theme.margin
        height: (page.wide ? page.height : foot.y) - y - Theme.gap
        upText: page.say["page.up"]
        downText: page.say["page.down"]

        Loader {
            width: parent.width
            active: page.apart
            sourceComponent: fields
        }
    }

    QuestionFoot {
        id: foot

        x: Theme.margin
        y: page.floor - height - Theme.gapSmall
        width: page.column
        say: page.say
        canGoBack: page.lowReach
        brief: page.pressed
        canReview: page.answers.progress.canReview
        hasNext: page.board === "" && (!page.oneTouch || page.answered)
        onBack: page.kiosk.back()
        onLeave: page.kiosk.open("leave")
        onAsk: page.forms.askAtCounter()
        onReview: page.forms.toReview()
        onNext: page.forms.next()
    }

    // A board that was made once waits for the next question: making one takes longer than asking.
    Item {
        id: boardArea

        readonly property bool onTop: !page.wide && visible
        readonly property bool flat: page.board === "date" || page.forms.typing.layout === "digits"
        readonly property real wanted: page.narrow ? (flat ? 500 : 580) : flat ? 660 : 780
        readonly property Item pad: page.board === "date" ? datePad.item : page.board === "text" ? textPad.item : null

        objectName: "board"
        x: page.wide ? page.width - width : 0
        y: page.height - height
        width: page.wide ? page.side - Theme.gap : page.width
        height: page.wide ? page.height : Math.min(page.height * 0.52, wanted)
        visible: page.board !== ""
        onPadChanged: page.type()
        Keys.onDownPressed: event => {
            event.accepted = pad !== null;
            if (pad)
                pad.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
        }

        KeptLoader {
            id: textPad

            anchors.fill: parent
            shown: page.board === "text"

            sourceComponent: TypingPad {
                typing: page.forms.typing
                say: page.say
                nextText: page.say["forms.next"]
                onNext: page.forms.next()
            }
        }

        KeptLoader {
            id: datePad

            anchors.fill: parent
            shown: page.board === "date"

            sourceComponent: DatePad {
                dates: page.forms.dates
                say: page.say
                nextEnabled: page.forms.dates.complete || page.mayStayEmpty
                nextText: page.say["forms.next"]
                onNext: page.forms.next()
            }
        }
    }

    // While the first question is read the boards are made ready for the others.
    Timer {
        interval: 400
        running: true
        onTriggered: textPad.used = datePad.used = true
    }

    // Keyboards and scanners type into the box at hand, whatever was touched before.
    Connections {
        target: page.forms

        function onQuestionChanged() {
            main.restart();
            answersSide.restart();
            page.type();
        }
    }

    Connections {
        target: page.forms.boxes

        function onChanged() {
            page.type();
        }
    }

    Component {
        id: fields

        QuestionFields {
            forms: page.forms
            say: page.say
            small: page.small
        }
    }
}
