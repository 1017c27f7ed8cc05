// Where the visitor is: back, the event, how far it is, and the way out.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import ".."

RowLayout {
    id: head

    required property string event
    required property var progress
    required property var say
    property bool canGoBack: true
    property bool brief: false

    signal back
    signal leave

    spacing: Theme.gap

    BackButton {
        objectName: visible ? "back" : ""
        visible: head.canGoBack
        implicitWidth: head.brief ? 88 : 112
        implicitHeight: implicitWidth
        text: head.say["button.back"]
        onClicked: head.back()
    }

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 8

        Label {
            Layout.fillWidth: true
            visible: !head.brief
            text: head.event
            size: Theme.fontCaption
            fit: !ruby
            color: Theme.textMuted
        }

        Label {
            objectName: "progress"
            Layout.fillWidth: true
            text: head.progress.text
            size: Theme.fontCaption
            bold: true
            fit: !ruby
            color: Theme.heading
        }

        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: 14
            radius: 7
            color: Theme.divider
            border.width: Theme.highContrast ? 2 : 0
            border.color: Theme.border
            Accessible.ignored: true

            Rectangle {
                width: parent.width * head.progress.done / head.progress.all
                height: parent.height
                radius: 7
                color: Theme.primary
            }
        }
    }

    OutlineButton {
        objectName: visible ? "leave" : ""
        visible: head.canGoBack
        quiet: true
        size: Theme.fontCaption
        implicitHeight: head.brief ? 88 : 112
        text: head.say["forms.leave"]
        onClicked: head.leave()
    }
}
