// How long until something that the city looks forward to.
import QtQuick
import Machiai.Shell

SoftGround {
    id: card

    required property var face
    readonly property int number: Math.max(150, Math.min(380, height * 0.46, width * 0.3))

    objectName: "countdown"
    warm: Theme.cautionSoft

    FitText {
        id: title

        x: 64
        y: card.height * 0.08
        width: card.width - 128
        height: card.height * 0.36
        text: card.face.title
        align: Text.AlignHCenter
        bold: true
        color: Theme.heading
        size: Math.max(56, Math.min(120, card.height * 0.13, card.width / 12))
        least: 48
    }

    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(title.y + title.used + 8, (card.height + title.y + title.used - height) / 2 - 10)
        spacing: 28

        Line {
            anchors.bottom: digits.bottom
            anchors.bottomMargin: card.number * 0.12
            size: card.number * 0.36
            bold: true
            color: Theme.cautionText
            text: card.face.heading
        }

        Digits {
            id: digits

            size: card.number
            color: Theme.cautionText
            text: card.face.body
        }

        Line {
            anchors.bottom: digits.bottom
            anchors.bottomMargin: card.number * 0.12
            size: card.number * 0.36
            bold: true
            color: Theme.cautionText
            text: card.face.more
        }
    }
}
