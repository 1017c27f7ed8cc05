// How crowded a service is: word, shape and colour, so that no one of them is needed alone.
import QtQuick

Rectangle {
    id: badge

    // "quiet", "moderate", "busy" (hub.domain.waiting.Level) or "closed"
    required property string level
    required property string text
    property bool pill: true
    property int size: Theme.fontCaption
    readonly property var shapes: ({ quiet: "●", moderate: "▲", busy: "■", closed: "―" })
    readonly property var inks: ({
        quiet: Theme.successText, moderate: Theme.cautionText,
        busy: Theme.errorText, closed: Theme.disabledText
    })
    readonly property var fills: ({
        quiet: Theme.successSoft, moderate: Theme.cautionSoft,
        busy: Theme.errorSoft, closed: Theme.disabledBadge
    })

    implicitWidth: row.width + (pill ? size * 1.5 : 0)
    implicitHeight: row.height + (pill ? size * 0.3 : 0)
    radius: height / 2
    color: pill ? fills[level] : "transparent"
    border.width: pill && Theme.highContrast ? 2 : 0
    border.color: inks[level]
    Accessible.role: Accessible.StaticText
    Accessible.name: word.plain

    Row {
        id: row

        anchors.centerIn: parent
        spacing: badge.size * 0.3

        Text {
            anchors.verticalCenter: word.verticalCenter
            text: badge.shapes[badge.level]
            color: badge.inks[badge.level]
            font.family: Theme.japaneseFamily
            font.pixelSize: badge.size * 0.9
            Accessible.ignored: true
        }

        Label {
            id: word

            text: badge.text
            size: badge.size
            bold: true
            fit: true
            color: badge.inks[badge.level]
            Accessible.ignored: true
        }
    }
}
