// The number of an appointment on a pad; where there is a scanner, its code does as well.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import "forms"

Frame {
    id: screen

    readonly property var arrival: view.arrival
    readonly property bool small: compact || narrow
    readonly property real column: wide ? width * 0.52 - Theme.margin : width - 2 * Theme.margin

    RowLayout {
        id: head

        x: Theme.margin
        y: screen.small ? Theme.gapSmall : 44
        width: screen.column
        spacing: screen.small ? Theme.gap : 36

        BackButton {
            objectName: visible ? "back" : ""
            visible: !screen.lowReach
            Layout.alignment: Qt.AlignTop
            implicitWidth: screen.small ? 88 : 112
            implicitHeight: implicitWidth
            text: screen.say["button.back"]
            onClicked: screen.kiosk.back()
        }

        Label {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter
            text: screen.wide ? screen.arrival.title.replace("\n", "") : screen.arrival.title
            size: screen.tight ? Theme.fontBody : screen.small ? Theme.fontTitle : Theme.fontHeadline
            bold: true
            color: Theme.heading
            Accessible.role: Accessible.Heading
        }
    }

    // Where a language is long and the page low, it can be turned.
    Scroller {
        id: main

        // What the words and the digits leave.
        readonly property real spare: height - hint.height - boxes.height - 2 * column.spacing - 24

        name: "arrival"
        x: Theme.margin
        y: head.y + head.height + (screen.small ? Theme.gapSmall : Theme.gap)
        width: screen.column
        height: (screen.wide ? (foot.visible ? foot.y : screen.height) : foot.visible ? foot.y : pad.y) - y - Theme.gapSmall
        upText: screen.say["page.up"]
        downText: screen.say["page.down"]

        ColumnLayout {
            id: column

            width: parent.width
            spacing: screen.small ? Theme.gapSmall : 36

            Label {
                id: hint

                Layout.fillWidth: true
                visible: !notice.visible
                text: screen.arrival.hint
                size: screen.small ? Theme.fontCaption : Theme.fontBody
                color: Theme.textMuted
            }

            Notice {
                id: notice

                objectName: visible ? "arrival-notice" : ""
                Layout.fillWidth: true
                visible: screen.arrival.wrong !== ""
                bad: true
                lines: [screen.arrival.wrong]
            }

            Item {
                Layout.fillWidth: true
                Layout.preferredHeight: boxes.height
                Accessible.role: Accessible.Indicator
                Accessible.name: screen.arrival.spoken

                Row {
                    id: boxes

                    readonly property real gap: screen.small ? 6 : 10
                    readonly property real box: Math.min(104, (parent.width - 8 * gap) / 8.4)

                    objectName: "arrival-digits"
                    anchors.horizontalCenter: parent.horizontalCenter
                    spacing: gap

                    Repeater {
                        model: 8

                        Item {
                            id: place

                            required property int index
                            readonly property bool next: index === screen.arrival.digits.length

                            // Four and four, as the number is printed.
                            width: boxes.box + (index === 4 ? boxes.box * 0.4 : 0)
                            height: boxes.box * 1.2

                            Rectangle {
                                anchors.right: parent.right
                                width: boxes.box
                                height: parent.height
                                radius: Theme.radiusSmall
                                color: Theme.surface
                                border.width: place.next ? 5 : Theme.borderWidth
                                border.color: place.next ? Theme.primary : Theme.border

                                Text {
                                    anchors.centerIn: parent
                                    text: screen.arrival.digits.charAt(place.index)
                                    color: Theme.heading
                                    font.family: Theme.japaneseFamily
                                    font.pixelSize: boxes.box * 0.72
                                    font.bold: true
                                    Accessible.ignored: true
                                }
                            }
                        }
                    }
                }
            }

            Icon {
                Layout.alignment: Qt.AlignHCenter
                Layout.topMargin: 24
                visible: screen.arrival.scans && !screen.small && !screen.lowReach && !notice.visible && main.spare >= 120
                name: "qr_code_scanner"
                size: Math.min(220, main.spare)
            }
        }
    }

    RowLayout {
        id: foot

        x: Theme.margin
        y: (screen.wide ? screen.height : pad.y) - height - Theme.gapSmall
        width: screen.column
        visible: screen.lowReach

        BackButton {
            objectName: visible ? "back" : ""
            visible: screen.lowReach
            implicitHeight: screen.small ? 88 : 112
            text: screen.say["button.back"]
            onClicked: screen.kiosk.back()
        }
    }

    NumberPad {
        id: pad

        x: screen.wide ? screen.width - width : 0
        y: screen.height - height
        width: screen.wide ? screen.width * 0.46 : screen.width
        height: screen.wide ? screen.height : Math.min(screen.height * 0.52, 860)
        eraseText: screen.say["arrival.erase"]
        enterText: screen.say["arrival.enter"]
        onPressed: place => screen.kiosk.arrivals.digit(pad.keys[place])
        onErased: screen.kiosk.arrivals.erase()
        onEntered: screen.kiosk.arrivals.enter()
    }
}
