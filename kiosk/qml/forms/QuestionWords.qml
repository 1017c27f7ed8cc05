// What is asked, of whom, with its explanation, and what is wrong with the answer.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

ColumnLayout {
    id: words

    required property var question
    required property var answers
    required property var say
    property bool small: false

    spacing: Theme.gapSmall

    Rectangle {
        Layout.preferredWidth: Math.min(person.implicitWidth + 48, words.width)
        Layout.preferredHeight: person.implicitHeight + 16
        visible: words.question.person !== ""
        radius: Theme.radiusSmall
        color: Theme.primarySoft

        Label {
            id: person

            objectName: "person"
            x: 24
            y: 8
            width: parent.width - 48
            text: words.question.person
            size: Theme.fontBody
            bold: true
            color: Theme.primary
        }
    }

    Label {
        objectName: "ask"
        Layout.fillWidth: true
        text: words.question.ask
        size: words.small ? Theme.fontTitle : Theme.fontHeadline
        bold: true
        color: Theme.heading
        Accessible.role: Accessible.Heading
    }

    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: words.question.help
        size: words.small ? Theme.fontCaption : Theme.fontBody
        color: Theme.textMuted
    }

    Notice {
        objectName: "faults"
        Layout.fillWidth: true
        visible: words.answers.faults.summary.length > 0
        bad: true
        title: lines.length > 1 ? words.say["forms.faults"] : ""
        lines: words.answers.faults.summary
    }

    Notice {
        objectName: "notes"
        Layout.fillWidth: true
        visible: words.answers.notes.length > 0
        lines: words.answers.notes
    }
}
