// Says on every screen of a card that this one is not real; lays such cards on the reader.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Rectangle {
    id: band

    required property var say
    required property bool inserted

    signal choose
    signal pull

    implicitHeight: row.implicitHeight + 2 * Theme.gapSmall
    color: Theme.cautionSoft

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 4
        color: Theme.caution
    }

    RowLayout {
        id: row

        x: Theme.margin
        y: Theme.gapSmall
        width: parent.width - 2 * Theme.margin
        spacing: Theme.gap

        Label {
            objectName: "demo-band"
            Layout.fillWidth: true
            text: band.say["cards.demo"]
            size: Theme.fontCaption
            bold: true
            color: Theme.cautionText
        }

        OutlineButton {
            objectName: band.inserted ? "demo-pull" : "demo-insert"
            Layout.preferredWidth: Math.min(implicitWidth, band.width * 0.42)
            implicitHeight: Math.max(80, implicitContentHeight + 16)
            padding: 8
            leftPadding: 20
            rightPadding: 20
            size: 30
            ink: Theme.cautionText
            outline: Theme.caution
            text: band.say[band.inserted ? "cards.demo.pull" : "cards.demo.insert"]
            onClicked: {
                if (band.inserted)
                    band.pull();
                else
                    band.choose();
            }
        }
    }
}
