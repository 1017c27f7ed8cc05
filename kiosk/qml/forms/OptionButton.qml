// One answer: a round mark where one is chosen, a square one where several are.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Pressable {
    id: option

    property string hint
    property bool chosen: false
    property bool several: false

    fill: chosen ? Theme.primarySoft : Theme.surface
    outline: chosen ? Theme.primary : Theme.border
    outlineWidth: chosen ? 6 : Theme.borderWidth
    implicitHeight: Math.max(124, implicitContentHeight + topPadding + bottomPadding)
    padding: 16
    leftPadding: 32
    rightPadding: 24
    Accessible.role: several ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.description: explanation.plain

    contentItem: RowLayout {
        spacing: 24

        Rectangle {
            Layout.preferredWidth: 52
            Layout.preferredHeight: 52
            radius: option.several ? 8 : 26
            color: option.chosen && option.several ? Theme.primary : Theme.surface
            border.width: option.chosen ? 6 : 4
            border.color: option.chosen ? Theme.primary : Theme.textMuted

            Rectangle {
                anchors.centerIn: parent
                visible: option.chosen && !option.several
                width: 24
                height: 24
                radius: 12
                color: Theme.primary
            }

            Text {
                anchors.centerIn: parent
                visible: option.chosen && option.several
                text: "✓"
                color: Theme.primaryInk
                font.family: Theme.japaneseFamily
                font.pixelSize: 36
                font.bold: true
                Accessible.ignored: true
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Label {
                Layout.fillWidth: true
                text: option.text
                size: Theme.fontLabel
                bold: true
                color: Theme.heading
                Accessible.ignored: true
            }

            Label {
                id: explanation

                Layout.fillWidth: true
                visible: text !== ""
                text: option.hint
                size: 30
                color: Theme.textMuted
                Accessible.ignored: true
            }
        }
    }
}
