// One answer of the review.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

ColumnLayout {
    id: line

    required property var row
    required property var say
    property bool large: false

    signal change

    spacing: 0

    Rectangle {
        Layout.fillWidth: true
        Layout.preferredHeight: 2
        color: Theme.divider
    }

    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: 8
        Layout.bottomMargin: 8
        spacing: Theme.gap

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            Label {
                Layout.fillWidth: true
                text: line.row.label
                size: 30
                color: Theme.textMuted
                Accessible.ignored: true
            }

            Label {
                id: answer

                objectName: `answer-${line.row.key}`
                Layout.fillWidth: true
                Accessible.ignored: true
                text: line.row.value
                size: line.large ? Theme.fontTitle : Theme.fontBody
                bold: true
                color: line.row.asks ? Theme.primary : Theme.heading
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: line.row.fault
                size: 30
                bold: true
                color: Theme.errorText
                Accessible.role: Accessible.AlertMessage
            }
        }

        OutlineButton {
            objectName: `change-${line.row.key}`
            implicitHeight: 88
            padding: 12
            leftPadding: 28
            rightPadding: 28
            size: Theme.fontCaption
            text: line.say["forms.review.change"]
            spoken: line.say["forms.review.change_spoken"].replace("{label}", line.row.label).replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1").replace(/\u2060/g, "")
            // Walking from button to button tells the answers one by one.
            Accessible.description: answer.plain
            onClicked: line.change()
        }
    }
}
