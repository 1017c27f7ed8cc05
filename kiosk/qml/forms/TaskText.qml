// A procedure: what, why, until when, and whether the counter must find out.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

ColumnLayout {
    id: text

    required property var task

    spacing: 2

    Label {
        Layout.fillWidth: true
        text: text.task.title
        size: Theme.fontBody
        bold: true
        color: Theme.heading
    }

    Label {
        Layout.fillWidth: true
        visible: text.task.asks !== ""
        text: text.task.asks
        size: Theme.fontCaption
        bold: true
        color: Theme.cautionText
    }

    Label {
        Layout.fillWidth: true
        text: text.task.why
        size: Theme.fontCaption
        color: Theme.textMuted
    }

    Label {
        Layout.fillWidth: true
        visible: text.task.until !== ""
        text: text.task.until
        size: Theme.fontCaption
        bold: text.task.late
        color: text.task.late ? Theme.cautionText : Theme.text
    }
}
