// A choice of the size of a card: icon, title, a line that explains it, arrow.
import QtQuick
import QtQuick.Layouts

Pressable {
    id: card

    required property string iconName
    property string subtitle
    property bool filled: false
    property bool large: false
    // One line alone, as large as it fits.
    property bool brief: false
    property int tileSize: large ? 144 : 112

    radius: Theme.radiusLarge
    fill: filled ? Theme.primary : enabled ? Theme.surface : Theme.disabledSurface
    fillPressed: filled ? Theme.primaryPressed : Theme.pressed
    ink: filled ? Theme.primaryInk : Theme.heading
    outline: filled ? Theme.primary : Theme.border
    implicitHeight: Math.max(large ? 296 : 208, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: large ? 48 : 40
    rightPadding: leftPadding
    Accessible.description: explanation.plain

    contentItem: RowLayout {
        spacing: 40

        Rectangle {
            Layout.preferredWidth: card.tileSize
            Layout.preferredHeight: card.tileSize
            radius: Theme.radius
            color: card.filled ? Theme.primaryTile : Theme.primarySoft

            Icon {
                anchors.centerIn: parent
                name: card.iconName
                color: card.filled ? Theme.primaryInk : Theme.primary
                size: card.large ? 88 : Math.min(64, card.tileSize * 0.6)
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 4

            Label {
                Layout.fillWidth: true
                text: card.text
                size: card.large ? Theme.fontHeadline : Theme.fontTitle
                bold: true
                fit: card.brief
                color: card.ink
                Accessible.ignored: true
            }

            Label {
                id: explanation

                Layout.fillWidth: true
                visible: text !== ""
                text: card.subtitle
                size: Theme.fontCaption
                color: card.filled ? Theme.primaryInkMuted : Theme.textMuted
                Accessible.ignored: true
            }
        }

        Icon {
            visible: card.enabled
            name: "arrow_forward"
            color: card.filled ? Theme.primaryInk : Theme.primary
            size: 56
        }
    }
}
