// A place in a list: its number or pictogram, its name, where it is.
import QtQuick
import Machiai.Shell

Pressable {
    id: button

    required property var row
    required property string pictogram
    // One line where there is no room for two.
    readonly property bool flat: height < 96

    height: 112
    padding: 6
    leftPadding: 20
    rightPadding: 20
    spoken: `${button.row.number} ${name.plain} ${place.plain}`

    contentItem: Item {
        Rectangle {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(72, button.height - 12)
            height: width
            radius: button.row.number ? 12 : width / 2
            color: button.row.number ? Theme.primary : Theme.primarySoft

            Label {
                anchors.fill: parent
                visible: button.row.number !== ""
                text: button.row.number
                size: 44
                bold: true
                fit: true
                align: Text.AlignHCenter
                color: Theme.primaryInk
                family: Theme.japaneseFamily
                Accessible.ignored: true
            }

            Icon {
                anchors.centerIn: parent
                visible: button.row.number === ""
                name: button.pictogram
                size: sign.width * 0.66
            }
        }

        Label {
            id: name

            x: sign.width + 20
            width: button.flat ? Math.min(implicitWidth, parent.width - x) : parent.width - x
            height: parent.height * (button.flat ? 1 : 0.6)
            text: button.row.name
            size: 36
            bold: true
            fit: true
            color: Theme.heading
            Accessible.ignored: true
        }

        Label {
            id: place

            x: button.flat ? name.x + name.width + 20 : name.x
            y: parent.height - height
            width: parent.width - x
            height: parent.height * (button.flat ? 1 : 0.4)
            visible: !button.flat || implicitWidth <= width
            text: button.row.detail
            size: 28
            fit: true
            color: Theme.textMuted
            Accessible.ignored: true
        }
    }
}
