// A number: one touch where there are few, one up or down where there are many.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

ColumnLayout {
    id: control

    required property var say
    required property int least
    required property int most
    required property int count
    readonly property bool few: most - least < 12

    signal picked(number: int)

    function step(by: int) {
        const from = control.count < 0 ? control.least - Math.max(0, by) : control.count;
        control.picked(Math.max(control.least, Math.min(control.most, from + by)));
    }

    spacing: Theme.gap

    GridLayout {
        Layout.fillWidth: true
        visible: control.few
        columns: 4
        rowSpacing: 16
        columnSpacing: 16
        uniformCellWidths: true

        Repeater {
            model: control.few ? control.most - control.least + 1 : 0

            TextButton {
                required property int index
                readonly property int number: control.least + index
                readonly property bool chosen: number === control.count

                objectName: `number-${number}`
                Layout.fillWidth: true
                implicitHeight: 128
                padding: 8
                size: Theme.fontHeadline
                text: number
                fill: chosen ? Theme.primarySoft : Theme.surface
                outline: chosen ? Theme.primary : Theme.border
                outlineWidth: chosen ? 6 : Theme.borderWidth
                Accessible.role: Accessible.RadioButton
                Accessible.checkable: true
                Accessible.checked: chosen
                onClicked: control.picked(number)
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        visible: !control.few
        spacing: Theme.gap

        IconButton {
            objectName: "count-less"
            implicitWidth: 144
            implicitHeight: 144
            iconName: "remove"
            text: control.say["forms.count.less"]
            enabled: control.count > control.least
            opacity: enabled ? 1 : 0.35
            onClicked: control.step(-1)
        }

        Digits {
            objectName: "count"
            Accessible.role: Accessible.Indicator
            Layout.fillWidth: true
            text: control.count < 0 ? "―" : control.count
            size: 96
        }

        IconButton {
            objectName: "count-more"
            implicitWidth: 144
            implicitHeight: 144
            iconName: "add"
            text: control.say["forms.count.more"]
            enabled: control.count < control.most
            opacity: enabled ? 1 : 0.35
            onClicked: control.step(1)
        }
    }
}
