// A box: typed into while it is active, else a button that shows what stands in it.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import Machiai.Kiosk
import ".."
import "../typing"

ColumnLayout {
    id: box

    required property Forms forms
    required property var say
    required property var entry
    required property bool labelled
    required property int place
    property bool small: false
    readonly property string text: forms.answers.texts[place] ?? ""
    readonly property string fault: entry.part === "" ? "" : forms.answers.faults.at[`${entry.field}.${entry.part}`] ?? ""
    readonly property bool active: visible && forms.boxes.at === place
    readonly property int tall: small ? 96 : 120

    // The list that it stands in brings it into sight.
    function show() {
        for (let up = box.parent; up; up = up.parent) {
            const list = up as Scroller;
            if (list) {
                list.reveal(box);
                return;
            }
        }
    }

    spacing: 6
    onActiveChanged: if (active) settled.start()

    // Once it has its place; ends with the box, should that go before.
    Timer {
        id: settled

        interval: 0
        onTriggered: box.show()
    }

    Label {
        Layout.fillWidth: true
        visible: box.labelled && box.entry.part !== ""
        text: box.entry.label
        size: 30
        bold: true
        fit: !ruby
        color: box.active ? Theme.primary : Theme.textMuted
    }

    Loader {
        Layout.fillWidth: true
        sourceComponent: !box.active ? shown : box.entry.kind === "date" ? date : box.entry.kind === "postal" ? postal : typed
    }

    RowLayout {
        Layout.fillWidth: true
        visible: box.fault !== ""
        spacing: 8

        Icon {
            Layout.alignment: Qt.AlignTop
            name: "error"
            color: Theme.errorText
            size: 36
        }

        Label {
            objectName: "fault"
            Accessible.role: Accessible.AlertMessage
            Layout.fillWidth: true
            text: box.fault
            size: 30
            bold: true
            color: Theme.errorText
        }
    }

    Component {
        id: shown

        Pressable {
            objectName: `box-${box.entry.field}.${box.entry.part}`
            implicitHeight: Math.max(box.tall, implicitContentHeight + 24)
            padding: 12
            leftPadding: 24
            rightPadding: 24
            outline: box.fault ? Theme.errorText : Theme.border
            spoken: [box.entry.label.replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1"), box.text].join(" ")
            text: box.text
            onClicked: box.forms.boxes.focus(box.place)

            contentItem: Label {
                text: box.text
                size: box.entry.part === "area" || box.entry.part === "building" ? Theme.fontLabel : Theme.fontTitle
                bold: true
                family: Theme.japaneseFamily
                color: Theme.heading
                Accessible.ignored: true
            }
        }
    }

    Component {
        id: typed

        TextEntry {
            objectName: "typed"
            implicitHeight: box.tall
            typing: box.forms.typing
            say: box.say
            label: box.entry.label
        }
    }

    Component {
        id: postal

        PostalEntry {
            typing: box.forms.typing
            say: box.say
            label: box.entry.label
            onChosen: area => box.forms.boxes.chooseArea(area)
        }
    }

    Component {
        id: date

        DateEntry {
            dates: box.forms.dates
            say: box.say
            label: box.entry.label
        }
    }
}
