// All shared components on two pages side by side, for the pictures of test_gallery.py.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Window {
    id: window

    property bool highContrast: false
    property bool enlarged: false
    property var taps: []

    Binding {
        target: Theme
        property: "highContrast"
        value: window.highContrast
    }

    Binding {
        target: Theme
        property: "enlarged"
        value: window.enlarged
    }

    Stage {
        Header {
            id: header

            width: parent.width
            city: "待合市役所"
            place: "本庁舎 1階 総合案内"
            date: "令和8年11月24日(火)"
            time: "9:42"
        }

        Flickable {
            anchors.top: header.bottom
            anchors.bottom: aids.top
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Theme.margin
            clip: true
            contentHeight: column.height

            ColumnLayout {
                id: column

                width: parent.width
                spacing: Theme.gap

                Label {
                    Layout.fillWidth: true
                    text: "こんにちは。ご用件をお選びください。"
                    size: Theme.fontDisplay
                    bold: true
                    color: Theme.heading
                }

                Label {
                    objectName: "ruby"
                    Layout.fillWidth: true
                    text: "{窓口|まどぐち}を えらんで、{番号札|ばんごうふだ}を とってください。10{分|ぷん}くらい {待|ま}ちます。"
                    size: Theme.fontTitle
                }

                ActionCard {
                    objectName: "number"
                    Layout.fillWidth: true
                    filled: true
                    large: true
                    iconName: "confirmation_number"
                    text: "番号札をとる"
                    subtitle: "窓口をえらんで、番号札をお取りください"
                    onClicked: window.taps = window.taps.concat(["number"])
                }

                ActionCard {
                    objectName: "floors"
                    Layout.fillWidth: true
                    iconName: "map"
                    text: "窓口・フロア案内"
                    subtitle: "どこへ行けばよいかをさがします"
                    onClicked: window.taps = window.taps.concat(["floors"])
                }

                Flow {
                    Layout.fillWidth: true
                    spacing: 24

                    CongestionBadge {
                        level: "quiet"
                        text: "すいています"
                    }

                    CongestionBadge {
                        level: "moderate"
                        text: "やや混雑"
                    }

                    CongestionBadge {
                        level: "busy"
                        text: "混雑"
                    }

                    CongestionBadge {
                        level: "closed"
                        text: "受付終了"
                    }
                }

                Card {
                    Layout.fillWidth: true
                    implicitHeight: number.implicitHeight + 48

                    TicketNumber {
                        id: number

                        objectName: "ticket-number"
                        anchors.fill: parent
                        anchors.margins: Theme.margin
                        text: "AX-117"
                    }
                }

                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.gap

                    IconButton {
                        objectName: "back"
                        iconName: "arrow_back"
                        text: "もどる"
                    }

                    OutlineButton {
                        objectName: "print"
                        Layout.fillWidth: true
                        iconName: "print"
                        text: "もう一度印刷"
                        onClicked: window.taps = window.taps.concat(["print"])
                    }

                    PrimaryButton {
                        objectName: "end"
                        Layout.fillWidth: true
                        text: "おわる(12)"
                        onClicked: window.taps = window.taps.concat(["end"])
                    }
                }

                OutlineButton {
                    Layout.fillWidth: true
                    objectName: "quiet"
                    quiet: true
                    text: "{字|じ}が {見|み}つからない"
                }
            }
        }

        AidBar {
            id: aids

            anchors.bottom: parent.bottom
            width: parent.width
            languageText: "Language"
            enlargeText: "大きく"
            contrastText: "くっきり"
            lowReachText: "低い位置"
            voiceText: "音声"
            voice: true
        }
    }
}
