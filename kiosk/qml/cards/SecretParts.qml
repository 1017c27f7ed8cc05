// What was typed, as dots: the PIN, or the three numbers of the card's face one below the other.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

ColumnLayout {
    id: parts

    // views.PadView
    required property var pad
    required property real room
    property bool small: false
    // Only the number that is asked for now.
    property bool brief: false
    readonly property bool several: pad.parts.length > 1
    readonly property int most: Math.max(1, ...pad.parts.map(part => part.length))
    readonly property real gap: several ? 8 : 20
    readonly property real box: Math.min(several ? (small ? 48 : 64) : small ? 88 : 112, (room - (most - 1) * gap) / most)

    spacing: small ? 8 : 16

    Repeater {
        model: parts.pad.parts

        ColumnLayout {
            id: part

            required property var modelData
            required property int index
            readonly property bool last: index === parts.pad.parts.length - 1

            visible: !parts.brief || modelData.current || (parts.pad.ready && last)
            Layout.fillWidth: parts.several
            Layout.alignment: Qt.AlignHCenter
            spacing: 6
            Accessible.role: Accessible.Indicator
            Accessible.name: modelData.spoken

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: part.modelData.label
                size: parts.small ? 26 : 30
                bold: part.modelData.current
                color: part.modelData.current ? Theme.primary : Theme.textMuted
            }

            Row {
                objectName: `secret-${part.modelData.key}`
                Layout.alignment: parts.several ? Qt.AlignLeft : Qt.AlignHCenter
                spacing: parts.gap

                Repeater {
                    model: part.modelData.length

                    Rectangle {
                        id: box

                        required property int index
                        readonly property bool typed: index < part.modelData.count
                        readonly property bool next: part.modelData.current && index === part.modelData.count

                        width: parts.box
                        height: parts.box
                        radius: Theme.radiusSmall / (parts.several ? 2 : 1)
                        color: Theme.surface
                        border.width: next ? 5 : Theme.borderWidth
                        border.color: next ? Theme.primary : Theme.border

                        Rectangle {
                            visible: box.typed
                            anchors.centerIn: parent
                            width: parent.width * 0.4
                            height: width
                            radius: width / 2
                            color: Theme.heading
                        }
                    }
                }
            }
        }
    }
}
