// A figure with its caption above and its unit beside.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Rectangle {
    id: figure

    required property string caption
    required property string value
    required property string unit

    radius: Theme.radius
    color: Theme.surfaceSunken
    implicitHeight: column.implicitHeight + 40
    Accessible.role: Accessible.StaticText
    Accessible.name: [caption, value, unit].join(" ").replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1").replace(/\u2060/g, "")

    ColumnLayout {
        id: column

        anchors.verticalCenter: parent.verticalCenter
        x: 12
        width: parent.width - 24
        spacing: 0

        Label {
            Layout.fillWidth: true
            text: figure.caption
            size: 30
            align: Text.AlignHCenter
            color: Theme.textMuted
        }

        RowLayout {
            Layout.alignment: Qt.AlignHCenter
            Layout.fillWidth: false
            Layout.maximumWidth: column.width
            spacing: 4

            Digits {
                Layout.fillWidth: true
                Layout.maximumWidth: implicitWidth
                Layout.minimumWidth: 0
                text: figure.value
                size: Theme.fontDisplay
            }

            Label {
                Layout.alignment: Qt.AlignBottom
                Layout.bottomMargin: 10
                visible: text !== ""
                text: figure.unit
                size: figure.width < 380 ? 30 : Theme.fontBody
                bold: true
                color: Theme.heading
            }
        }
    }
}
