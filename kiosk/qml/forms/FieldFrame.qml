// A field of a question: its label, what to know, its control, and what is wrong with it.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

ColumnLayout {
    id: frame

    required property string label
    property string hint
    property string fault
    default property alias control: control.data

    spacing: 8

    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: frame.label
        size: Theme.fontCaption
        bold: true
        color: Theme.heading
    }

    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: frame.hint
        size: 30
        color: Theme.textMuted
    }

    RowLayout {
        Layout.fillWidth: true
        visible: frame.fault !== ""
        spacing: 8

        Icon {
            Layout.alignment: Qt.AlignTop
            name: "error"
            color: Theme.errorText
            size: 36
        }

        Label {
            objectName: "fault"
            Accessible.role: Accessible.AlertMessage
            Layout.fillWidth: true
            text: frame.fault
            size: 30
            bold: true
            color: Theme.errorText
        }
    }

    ColumnLayout {
        id: control

        Layout.fillWidth: true
        spacing: Theme.gapSmall
    }
}
