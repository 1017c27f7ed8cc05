// A question as the kiosk asks it, around the typing components: their stand for tests.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import Machiai.Kiosk
import Machiai.Shell
import "../../../../kiosk/qml"
import "../../../../kiosk/qml/typing"

Window {
    id: window

    required property Typing typing
    required property Dating dates
    required property var say
    required property string shown
    property string language: "ja"
    property bool enlarged: false
    property bool contrast: false
    property int nexts: 0
    property string area

    width: 1080
    height: 1920

    Binding { target: Theme; property: "language"; value: window.language }
    Binding { target: Theme; property: "enlarged"; value: window.enlarged }
    Binding { target: Theme; property: "highContrast"; value: window.contrast }

    Stage {
        id: stage

        Keypad {
            id: page

            readonly property bool wide: width > height
            readonly property real padWidth: wide ? width * 0.6 : width

            anchors.fill: parent
            focus: true

            Column {
                x: Theme.margin
                y: Theme.headerHeight + 44
                width: (page.wide ? page.width - page.padWidth : page.width) - 2 * Theme.margin
                spacing: Theme.gap

                Label {
                    width: parent.width
                    text: window.language === "ja" ? "1人目の方の みょうじ を 入れてください" : "Family name of the first person"
                    size: page.wide ? Theme.fontTitle : Theme.fontDisplay
                    bold: true
                    color: Theme.heading
                }

                Loader {
                    width: parent.width
                    sourceComponent: window.shown === "date" ? date : window.shown === "postal" ? postal : text
                }
            }

            Loader {
                x: page.width - width
                y: page.wide ? Theme.headerHeight : page.height - Theme.aidBarHeight - height
                width: page.padWidth
                height: page.wide ? page.height - Theme.headerHeight - Theme.aidBarHeight : Math.min(item?.implicitHeight ?? 0, page.height * 0.6)
                sourceComponent: window.shown === "date" ? datePad : typingPad
            }

            AidBar {
                anchors.bottom: parent.bottom
                width: parent.width
                languageText: "Language"
                enlargeText: "大きく"
                contrastText: "くっきり"
                lowReachText: "低い位置"
                voiceText: "音声"
            }
        }
    }

    Component {
        id: text

        TextEntry { objectName: "field"; typing: window.typing; say: window.say; label: "みょうじ" }
    }

    Component {
        id: postal

        PostalEntry { typing: window.typing; say: window.say; label: "郵便番号"; onChosen: area => window.area = area }
    }

    Component {
        id: date

        DateEntry { dates: window.dates; say: window.say; label: "生年月日" }
    }

    Component {
        id: typingPad

        TypingPad { typing: window.typing; say: window.say; nextText: "つぎへ"; onNext: window.nexts += 1 }
    }

    Component {
        id: datePad

        DatePad { dates: window.dates; say: window.say; nextText: "つぎへ"; onNext: window.nexts += 1 }
    }
}
