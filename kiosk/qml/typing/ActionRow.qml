// The keys below a board: change the last kana, delete, switch, go on.
import QtQuick
import QtQuick.Layouts
import Machiai.Kiosk
import Machiai.Shell

RowLayout {
    id: row

    required property Typing typing
    required property var say
    required property Item board
    required property string nextText
    property bool nextEnabled: true
    property bool switchable: false
    readonly property bool kana: typing.layout === "kana"
    readonly property bool spaced: typing.canConvert || typing.kind === "latin" || typing.kind.startsWith("ka")
    readonly property bool crowded: width < 900 && (kana || (spaced && typing.layout === "digits"))
    readonly property string other: typing.layouts.find(layout => layout !== typing.layout) ?? ""

    signal next

    spacing: 8

    KeyCap {
        objectName: "modify"
        Layout.fillHeight: true
        Layout.preferredWidth: 124
        visible: row.kana
        board: row.board
        ink: Theme.primary
        outline: Theme.primary
        text: row.say["typing.modify"]
        spoken: row.say["typing.modify.spoken"]
        onClicked: row.typing.modify()
    }

    KeyCap {
        objectName: "key-ー"
        Layout.fillHeight: true
        Layout.preferredWidth: 90
        visible: row.kana
        board: row.board
        ink: Theme.primary
        outline: Theme.primary
        text: "ー"
        spoken: row.say["typing.long.spoken"]
        onClicked: row.typing.press("ー")
    }

    KeyCap {
        objectName: "space"
        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.preferredWidth: 114
        visible: row.spaced
        board: row.board
        family: Theme.family
        size: Theme.fontBody
        ink: Theme.primary
        outline: Theme.primary
        text: row.typing.waiting && row.typing.canConvert ? row.say["typing.convert"] : row.say["typing.space"]
        onClicked: row.typing.space()
    }

    KeyCap {
        objectName: "script"
        Layout.fillHeight: true
        Layout.preferredWidth: 104
        visible: row.kana && row.typing.canConvert
        board: row.board
        size: Theme.fontBody
        ink: Theme.primary
        outline: Theme.primary
        text: row.typing.katakana ? row.say["typing.hiragana"] : row.say["typing.katakana"]
        spoken: row.typing.katakana ? row.say["typing.hiragana.spoken"] : row.say["typing.katakana.spoken"]
        onClicked: row.typing.toggleKatakana()
    }

    KeyCap {
        objectName: "shift"
        Layout.fillHeight: true
        Layout.preferredWidth: 124
        visible: row.typing.canShift
        board: row.board
        size: Theme.fontBody
        ink: Theme.primary
        outline: Theme.primary
        text: "a/A"
        spoken: row.say["typing.shift.spoken"]
        onClicked: row.typing.toggleSmall()
    }

    KeyCap {
        objectName: "switch"
        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.preferredWidth: 150
        visible: row.switchable
        board: row.board
        family: Theme.family
        size: Theme.fontBody
        ink: Theme.primary
        outline: Theme.primary
        text: row.other ? row.say[`typing.layout.${row.other}`] : ""
        onClicked: row.typing.useLayout(row.other)
    }

    KeyCap {
        objectName: "clear"
        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.preferredWidth: 170
        visible: row.typing.layout === "digits"
        board: row.board
        family: Theme.family
        size: Theme.fontBody
        text: row.say["typing.clear"]
        onClicked: row.typing.clear()
    }

    KeyCap {
        objectName: "erase"
        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.preferredWidth: row.crowded ? 90 : 150
        board: row.board
        family: Theme.family
        size: Theme.fontBody
        iconName: "backspace"
        text: row.crowded ? "" : row.say["typing.erase"]
        spoken: row.say["typing.erase"]
        autoRepeat: true
        onClicked: row.typing.erase()
    }

    KeyCap {
        objectName: "next"
        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.preferredWidth: 246
        enabled: row.nextEnabled
        board: row.board
        family: Theme.family
        size: Theme.fontLabel
        fill: hovered ? Theme.primaryHover : Theme.primary
        fillPressed: Theme.primaryPressed
        ink: Theme.primaryInk
        outline: fill
        text: row.nextText
        onClicked: row.next()
    }
}
