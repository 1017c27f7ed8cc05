// One notice, as it was when it was taken: later changes belong to the next card.
import QtQuick
import Machiai.Shell
import Machiai.Signage

Rectangle {
    id: card

    required property Display view
    required property int titleSize
    required property int bodySize
    required property bool tight
    property string key
    property string title
    property string body
    property string link
    readonly property int margin: tight ? 32 : 64
    // Beside the text: the code, and where it is tight the chip above it.
    readonly property int side: tight || link !== "" ? 236 : 0

    gradient: Gradient {
        orientation: Gradient.Horizontal

        GradientStop {
            position: 0
            color: Theme.successSoft
        }

        GradientStop {
            position: 1
            color: Theme.primarySoft
        }
    }

    function take(): void {
        key = view.notice;
        title = view.title;
        body = view.body;
        link = view.link;
    }

    CityClock {
        anchors.fill: parent
        visible: card.key === ""
        view: card.view
    }

    Rectangle {
        id: chip

        x: card.tight ? card.width - card.margin - width - (226 - width) / 2 : card.margin
        y: card.tight ? 14 : 52
        width: chipText.implicitWidth + 56
        height: card.tight ? 56 : 64
        radius: 8
        visible: card.key !== ""
        color: Theme.successText

        Line {
            id: chipText

            anchors.centerIn: parent
            bold: true
            color: Theme.surface
            text: card.view.ja("notice.heading")
        }
    }

    Text {
        id: heading

        objectName: "notice-title"
        x: card.margin
        y: card.tight ? 18 : 140
        width: card.width - 2 * card.margin - card.side
        height: card.height * (card.tight ? 0.5 : 0.42)
        visible: card.key !== ""
        text: card.title
        color: Theme.heading
        font.family: Theme.japaneseFamily
        font.bold: true
        font.pixelSize: card.titleSize
        fontSizeMode: Text.Fit
        minimumPixelSize: 48
        wrapMode: Text.Wrap
        elide: Text.ElideRight
        textFormat: Text.PlainText
        lineHeight: 0.95
    }

    Text {
        objectName: "notice-body"
        anchors.top: heading.top
        anchors.topMargin: heading.contentHeight + (card.tight ? 8 : 24)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: card.tight ? 12 : 28
        x: card.margin
        width: card.width - 2 * card.margin - card.side
        visible: card.key !== ""
        text: card.body
        color: Theme.text
        font.family: Theme.japaneseFamily
        font.pixelSize: card.bodySize
        fontSizeMode: Text.Fit
        minimumPixelSize: 38
        wrapMode: Text.Wrap
        elide: Text.ElideRight
        textFormat: Text.PlainText
        lineHeight: 1
    }

    Column {
        id: code

        anchors.right: parent.right
        anchors.rightMargin: card.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: card.tight ? 8 : 36
        width: 226
        visible: card.key !== "" && card.link !== ""
        spacing: 4

        Image {
            objectName: "notice-code"
            anchors.horizontalCenter: parent.horizontalCenter
            width: card.tight ? 190 : 216
            height: width
            sourceSize: Qt.size(width * Theme.unit, width * Theme.unit)
            fillMode: Image.PreserveAspectFit
            smooth: false
            source: card.link !== "" ? `image://qr/${encodeURIComponent(card.link)}` : ""
        }

        Text {
            width: parent.width
            text: card.view.ja("notice.more")
            color: Theme.text
            font.family: Theme.japaneseFamily
            font.pixelSize: 38
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 1.1
        }
    }
}
