// The lower part of a screen that asks for a date: eras, digits, and the next step.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Kiosk
import Machiai.Shell

Rectangle {
    id: pad

    required property Dating dates
    required property var say
    required property string nextText
    property bool nextEnabled: dates.complete
    readonly property var keys: ({
        "令和": "reiwa", "平成": "heisei", "昭和": "showa", "大正": "taisho", "明治": "meiji", western: "western"
    })
    readonly property int margin: compact ? 12 : 20
    readonly property bool compact: height < 640
    readonly property int row: compact ? 80 : 100
    readonly property real fixed: 2 * margin + 2 * row + 28
    readonly property real keyHeight: Math.min(110, (height - fixed - 3 * 8) / 4)

    signal next

    implicitHeight: fixed + 4 * 104 + 3 * 8
    color: Theme.keyboard
    Keys.onPressed: event => event.accepted = pad.dates.stroke(event.key, event.text)

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: pad.margin
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.bottomMargin: 16
            spacing: 8
            uniformCellSizes: true

            Repeater {
                model: pad.dates.eras

                KeyCap {
                    required property string modelData

                    objectName: `era-${modelData}`
                    Layout.fillWidth: true
                    Layout.preferredHeight: pad.row
                    board: pad
                    family: Theme.family
                    size: Theme.fontLabel
                    marked: modelData === pad.dates.era
                    text: pad.say[`typing.era.${pad.keys[modelData]}`]
                    Accessible.checkable: true
                    Accessible.checked: marked
                    onClicked: pad.dates.chooseEra(modelData)
                }
            }
        }

        DigitPad {
            Layout.fillWidth: true
            Layout.fillHeight: true
            board: pad
            keyHeight: pad.keyHeight
            enabled: pad.dates.part !== "era"
            ending: pad.dates.goesOn ? pad.say[`typing.${pad.dates.part}`] : ""
            onPressed: sign => pad.dates.press(sign)
            onEnded: pad.dates.onward()
        }

        RowLayout {
            Layout.fillWidth: true
            Layout.preferredHeight: pad.row
            Layout.maximumHeight: pad.row
            Layout.topMargin: 12
            spacing: 8

            KeyCap {
                objectName: visible ? "first-year" : ""
                Layout.fillHeight: true
                Layout.preferredWidth: 220
                visible: pad.dates.mayBeFirst
                board: pad
                family: Theme.family
                size: Theme.fontBody
                ink: Theme.primary
                outline: Theme.primary
                text: pad.say["typing.first_year"]
                onClicked: pad.dates.firstYear()
            }

            KeyCap {
                objectName: visible ? "unknown" : ""
                Layout.fillHeight: true
                Layout.preferredWidth: 260
                visible: pad.dates.mayBeUnknown
                board: pad
                family: Theme.family
                size: Theme.fontBody
                ink: Theme.primary
                outline: Theme.primary
                text: pad.say["typing.unknown"]
                onClicked: pad.dates.unknown()
            }

            Item {
                Layout.fillWidth: true
            }

            KeyCap {
                objectName: "erase"
                Layout.fillHeight: true
                Layout.preferredWidth: 220
                board: pad
                family: Theme.family
                size: Theme.fontBody
                iconName: "backspace"
                text: pad.say["typing.erase"]
                onClicked: pad.dates.erase()
            }

            KeyCap {
                objectName: "next"
                Layout.fillHeight: true
                Layout.preferredWidth: 260
                enabled: pad.nextEnabled
                board: pad
                family: Theme.family
                size: Theme.fontLabel
                fill: hovered ? Theme.primaryHover : Theme.primary
                fillPressed: Theme.primaryPressed
                ink: Theme.primaryInk
                outline: fill
                text: pad.nextText
                onClicked: pad.next()
            }
        }
    }
}
