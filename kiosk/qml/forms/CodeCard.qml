// The sealed code, large enough for a photo; several parts one after the other. `room` is the
// height that is seen at once: the code is never larger, and little room puts the words beside it.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Card {
    id: card

    required property var ending
    required property var say
    required property real room
    property int part: 0
    readonly property int count: ending.codes.length
    readonly property string text: count > 0 ? ending.codes[Math.min(part, count - 1)] : ""
    readonly property bool several: count > 1
    readonly property bool beside: room < 720
    readonly property real side: Math.floor(beside ? Math.min(room - 48, width * 0.6) : Math.min(760, width - 48, room - words.implicitHeight - 64))

    objectName: "code-card"
    visible: count > 0
    radius: Theme.radiusLarge
    implicitHeight: grid.implicitHeight + 48

    GridLayout {
        id: grid

        x: 24
        y: 24
        width: parent.width - 48
        columns: card.beside ? 2 : 1
        columnSpacing: Theme.gap
        rowSpacing: Theme.gapSmall

        // Black on white in high contrast too: the picture brings its own white.
        Image {
            objectName: "sealed-code"
            Layout.alignment: Qt.AlignCenter
            Layout.preferredWidth: card.side
            Layout.preferredHeight: card.side
            sourceSize: Qt.size(card.side * Theme.unit, card.side * Theme.unit)
            source: card.visible && card.text && card.side > 0 ? `image://qr/${card.text}` : ""
            cache: false
            smooth: false
            Accessible.role: Accessible.Graphic
            Accessible.name: title.plain
        }

        ColumnLayout {
            id: words

            Layout.fillWidth: true
            spacing: Theme.gapSmall

            Label {
                id: title

                Layout.fillWidth: true
                visible: card.ending.paper
                text: card.say["forms.done.code"]
                size: card.beside ? Theme.fontCaption : Theme.fontLabel
                bold: true
                align: Text.AlignHCenter
                color: Theme.heading
            }

            Label {
                objectName: "code-part"
                Accessible.role: Accessible.Indicator
                Layout.fillWidth: true
                visible: card.several
                text: card.say["forms.done.part"].replace("{number}", card.part + 1).replace("{count}", card.count)
                size: card.beside ? Theme.fontBody : Theme.fontTitle
                bold: true
                align: Text.AlignHCenter
                color: Theme.primary
            }

            GridLayout {
                Layout.fillWidth: true
                visible: card.several
                columns: card.beside ? 1 : 2
                columnSpacing: Theme.gap
                rowSpacing: Theme.gapSmall
                uniformCellWidths: true

                OutlineButton {
                    objectName: "code-previous"
                    Layout.fillWidth: true
                    implicitHeight: 80
                    padding: 8
                    size: Theme.fontCaption
                    text: card.say["forms.done.previous"]
                    enabled: card.part > 0
                    opacity: enabled ? 1 : 0.35
                    onClicked: card.part -= 1
                }

                OutlineButton {
                    objectName: "code-next"
                    Layout.fillWidth: true
                    implicitHeight: 80
                    padding: 8
                    size: Theme.fontCaption
                    text: card.say["forms.done.next"]
                    enabled: card.part < card.count - 1
                    opacity: enabled ? 1 : 0.35
                    onClicked: card.part += 1
                }
            }

            Label {
                Layout.fillWidth: true
                visible: !card.beside || !card.several
                text: card.ending.codeHint
                size: card.beside ? 28 : Theme.fontCaption
                align: Text.AlignHCenter
                color: Theme.textMuted
            }
        }
    }
}
