// Staff's PIN: masked, with no sound, on a pad.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Page {
    id: page

    readonly property var words: view.staff
    readonly property real key: Math.min(168, (height - ceiling - 200) / 4)

    title: words["pin.title"]
    explanation: view.pin.message

    ColumnLayout {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.gap

        Label {
            objectName: "pin-dots"
            Accessible.role: Accessible.Indicator
            Accessible.name: `${page.view.pin.length}桁`
            Layout.fillWidth: true
            Layout.preferredHeight: 80
            text: "●".repeat(page.view.pin.length)
            family: Theme.japaneseFamily
            align: Text.AlignHCenter
            fit: true
            size: Theme.fontTitle
            color: Theme.heading
        }

        GridLayout {
            columns: 3
            rowSpacing: 16
            columnSpacing: 16

            Repeater {
                model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "erase", "0", "enter"]

                TextButton {
                    required property string modelData
                    readonly property bool digit: modelData.length === 1

                    objectName: `pin-${modelData}`
                    Layout.preferredWidth: 240
                    Layout.preferredHeight: page.key
                    padding: 0
                    implicitHeight: 80
                    size: digit ? Theme.fontHeadline : Theme.fontBody
                    fill: modelData === "enter" ? Theme.primary : Theme.surface
                    ink: modelData === "enter" ? Theme.primaryInk : Theme.heading
                    text: digit ? modelData : page.words[`pin.${modelData}`]
                    onClicked: {
                        if (digit)
                            page.kiosk.pinDigit(modelData);
                        else if (modelData === "erase")
                            page.kiosk.pinErase();
                        else
                            page.kiosk.pinEnter();
                    }
                }
            }
        }
    }
}
