// A word that must be seen: what is wrong, or what to know.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Rectangle {
    id: notice

    property string title
    property bool bad: false
    required property var lines
    readonly property color ink: bad ? Theme.errorText : Theme.primary

    implicitHeight: row.implicitHeight + 32
    radius: Theme.radiusSmall
    color: bad ? Theme.errorSoft : Theme.primarySoft
    border.width: Theme.borderWidth
    border.color: ink
    Accessible.role: bad ? Accessible.AlertMessage : Accessible.StaticText
    Accessible.name: [title, ...lines].filter(text => text !== "").join("\n").replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1").replace(/\u2060/g, "")

    RowLayout {
        id: row

        x: 20
        y: 16
        width: parent.width - 40
        spacing: 20

        Icon {
            Layout.alignment: Qt.AlignTop
            name: notice.bad ? "error" : "info"
            color: notice.ink
            size: 44
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 4

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: notice.title
                size: Theme.fontBody
                bold: true
                color: notice.ink
                Accessible.ignored: true
            }

            Repeater {
                model: notice.lines

                Label {
                    required property string modelData

                    Layout.fillWidth: true
                    text: modelData
                    size: Theme.fontCaption
                    color: notice.bad ? Theme.errorText : Theme.heading
                    Accessible.ignored: true
                }
            }
        }
    }
}
