// A place on the plan: a counter's number, or a pictogram.
import QtQuick
import Machiai.Shell

Pressable {
    id: button

    required property var pin
    required property string pictogram
    readonly property bool numbered: pin.number !== ""

    width: 56
    height: 56
    padding: 0
    radius: numbered ? 12 : 28
    fill: pin.chosen ? Theme.caution : numbered ? Theme.primary : Theme.surface
    fillPressed: Theme.primaryPressed
    ink: pin.chosen || numbered ? "#ffffff" : Theme.primary
    outline: pin.chosen ? "#ffffff" : Theme.primary
    outlineWidth: pin.chosen ? 5 : 3
    spoken: (numbered ? `${pin.number} ` : "") + pin.name.replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1")
    z: pin.chosen ? 2 : numbered ? 1 : 0

    contentItem: Item {
        Label {
            anchors.fill: parent
            visible: button.numbered
            text: button.pin.number
            size: 38
            bold: true
            fit: true
            align: Text.AlignHCenter
            color: button.ink
            family: Theme.japaneseFamily
            Accessible.ignored: true
        }

        Icon {
            anchors.centerIn: parent
            visible: !button.numbered
            name: button.pictogram
            color: button.ink
            size: 38
        }
    }
}
