// An invitation to touch: the floor guide.
import QtQuick
import Machiai.Shell

SoftGround {
    id: card

    required property var face
    readonly property int sign: Math.max(110, Math.min(420, height * 0.36, width * 0.26))
    readonly property bool across: width > height * 1.6
    readonly property real gap: height * 0.08

    warm: Theme.primarySoft

    Icon {
        id: map

        x: card.across ? card.width * 0.06 : (card.width - width) / 2
        y: (card.height - height - (card.across ? 0 : card.gap + words.height)) / 2
        size: card.sign
        name: "map"
        color: Theme.primary
    }

    Icon {
        x: map.x + map.width * 0.66
        y: map.y + map.height * 0.62
        size: card.sign * 0.46
        name: "touch_app"
        color: Theme.cautionText
    }

    Column {
        id: words

        x: card.across ? map.x + map.width + card.width * 0.06 : 48
        y: card.across ? (card.height - height) / 2 : map.y + map.height + card.gap
        width: card.width - x - 48
        spacing: 20

        Line {
            width: parent.width
            align: card.across ? Text.AlignLeft : Text.AlignHCenter
            size: Math.max(64, Math.min(120, card.width / 11))
            bold: true
            color: Theme.heading
            text: card.face.title
        }

        Line {
            width: parent.width
            align: card.across ? Text.AlignLeft : Text.AlignHCenter
            size: Math.max(44, Math.min(72, card.width / 20))
            text: card.face.body
        }

        Line {
            width: parent.width
            align: card.across ? Text.AlignLeft : Text.AlignHCenter
            color: Theme.textMuted
            text: card.face.more
        }
    }
}
