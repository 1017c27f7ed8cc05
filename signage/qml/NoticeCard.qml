// A notice in the city's look. Its template gives it its ground and the word above it.
import QtQuick
import Machiai.Shell

SoftGround {
    id: card

    required property var face
    readonly property bool tight: height < 430
    readonly property int margin: tight ? 32 : 64
    readonly property bool tall: height > width
    readonly property int titleSize: Math.max(64, Math.min(132, width / (tall ? 9.5 : 14), height / 6.5))
    readonly property int bodySize: Math.max(44, titleSize * 0.64)
    readonly property int codeSize: tight ? Math.min(226, height - 156) : Math.max(216, Math.min(340, height * 0.3))
    // Beside the text: the code, and where it is tight the word above it.
    readonly property int side: tight || (face.link !== "" && width > height) ? codeSize + 40 : 0
    readonly property var inks: ({ plain: Theme.successText, important: Theme.errorText, event: Theme.primary, closed: Theme.disabledTile })
    readonly property var grounds: ({ plain: Theme.successSoft, important: Theme.errorSoft, event: Theme.primarySoft, closed: Theme.disabledSurface })
    readonly property int below: face.link !== "" && side === 0 ? codeSize + 60 : 28

    objectName: "notice"
    warm: grounds[face.template]

    Rectangle {
        width: 16
        height: parent.height
        visible: card.face.template !== "plain"
        color: card.inks[card.face.template]
    }

    Rectangle {
        id: chip

        x: card.tight ? card.width - card.margin - width - (card.codeSize + 10 - width) / 2 : card.margin
        y: card.tight ? 14 : card.tall ? card.height * 0.12 : Math.min(80, card.height * 0.09)
        width: Math.min(chipText.implicitWidth + 56, card.tight ? card.codeSize + 26 : card.width)
        height: card.tight ? 56 : Math.max(64, card.titleSize * 0.72)
        radius: 8
        color: card.inks[card.face.template]

        Line {
            id: chipText

            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width - 30)
            align: Text.AlignHCenter
            size: card.tight ? 38 : Math.max(40, card.titleSize * 0.48)
            bold: true
            color: Theme.surface
            family: Theme.families[card.face.language] ?? Theme.japaneseFamily
            text: card.face.heading
        }
    }

    FitText {
        id: title

        objectName: "notice-title"
        x: card.margin
        y: card.tight ? 18 : chip.y + chip.height + Math.max(24, card.titleSize * 0.3)
        width: card.width - 2 * card.margin - card.side
        height: card.height * (card.tight ? 0.5 : 0.42)
        text: card.face.title
        language: card.face.language
        color: Theme.heading
        bold: true
        size: card.titleSize
        least: 48
    }

    FitText {
        objectName: "notice-body"
        anchors.top: title.top
        anchors.topMargin: title.used + (card.tight ? 8 : card.titleSize * 0.3)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: card.tight ? 12 : card.below
        x: card.margin
        width: card.width - 2 * card.margin - card.side
        text: card.face.body
        language: card.face.language
        size: card.bodySize
    }

    Column {
        anchors.right: parent.right
        anchors.rightMargin: card.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: card.tight ? 8 : 36
        width: card.codeSize + 10
        visible: card.face.link !== ""
        spacing: 4

        Image {
            anchors.horizontalCenter: parent.horizontalCenter
            width: card.codeSize
            height: width
            sourceSize: Qt.size(Math.round(width * Theme.unit), Math.round(width * Theme.unit))
            fillMode: Image.PreserveAspectFit
            smooth: false
            source: card.face.link !== "" ? `image://qr/${encodeURIComponent(card.face.link)}` : ""
        }

        Line {
            anchors.horizontalCenter: parent.horizontalCenter
            width: parent.width + 26
            height: 62
            align: Text.AlignHCenter
            family: Theme.families[card.face.language] ?? Theme.japaneseFamily
            text: card.face.more
        }
    }
}
