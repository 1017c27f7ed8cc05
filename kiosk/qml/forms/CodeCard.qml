// The sealed code, large enough for a photo; several parts one after the other.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Card {
    id: card

    required property var ending
    required property var say
    property real most: 760
    property int part: 0
    readonly property int count: ending.codes.length
    readonly property string text: count > 0 ? ending.codes[Math.min(part, count - 1)] : ""
    readonly property bool several: count > 1

    objectName: "code-card"
    visible: count > 0
    radius: Theme.radiusLarge
    implicitHeight: column.implicitHeight + 48
    // Its modules must stay black on white in high contrast too.
    color: Theme.surface

    ColumnLayout {
        id: column

        x: 24
        y: 24
        width: parent.width - 48
        spacing: Theme.gapSmall

        Label {
            Layout.fillWidth: true
            text: card.say["forms.done.code"]
            size: Theme.fontLabel
            bold: true
            align: Text.AlignHCenter
            color: Theme.heading
        }

        Label {
            objectName: "code-part"
            Layout.fillWidth: true
            visible: card.several
            text: card.say["forms.done.part"].replace("{number}", card.part + 1).replace("{count}", card.count)
            size: Theme.fontTitle
            bold: true
            align: Text.AlignHCenter
            color: Theme.primary
        }

        Image {
            id: picture

            readonly property real side: Math.min(card.most, column.width)

            objectName: "sealed-code"
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredWidth: side
            Layout.preferredHeight: side
            sourceSize: Qt.size(side * Theme.unit, side * Theme.unit)
            source: card.text ? `image://qr/${card.text}` : ""
            cache: false
            smooth: false
            Accessible.role: Accessible.Graphic
            Accessible.name: card.say["forms.done.code"].replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1").replace(/\u2060/g, "")
        }

        RowLayout {
            Layout.fillWidth: true
            visible: card.several
            spacing: Theme.gap

            OutlineButton {
                objectName: "code-previous"
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: card.say["forms.done.previous"]
                enabled: card.part > 0
                opacity: enabled ? 1 : 0.35
                onClicked: card.part -= 1
            }

            OutlineButton {
                objectName: "code-next"
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: card.say["forms.done.next"]
                enabled: card.part < card.count - 1
                opacity: enabled ? 1 : 0.35
                onClicked: card.part += 1
            }
        }

        Label {
            Layout.fillWidth: true
            text: card.ending.codeHint
            size: Theme.fontCaption
            align: Text.AlignHCenter
            color: Theme.textMuted
        }
    }
}
