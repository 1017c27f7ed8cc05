// The field that is typed into: its text, what still waits underlined, and the caret. Keyboards
// and scanners type here; a touch puts the caret.
import QtQuick
import Machiai.Kiosk
import Machiai.Shell

Rectangle {
    id: field

    required property Typing typing
    required property var say
    required property string label
    // The ring is for keypads; who touches sees the caret.
    property bool touched: false
    // Between the third and the fourth digit of a postal code.
    readonly property bool postal: typing.kind === "postal"
    // What has so many digits anyway needs no word about its end.
    readonly property bool counted: postal || typing.kind === "phone" || typing.kind === "digits"
    // What the kiosk's voice spells.
    readonly property string value: typing.text
    readonly property string reading: typing.kind === "name" && typing.reading !== typing.text ? typing.reading : ""

    function placeAt(x: real): int {
        const text = field.typing.before + field.typing.waiting + field.typing.after;
        let place = 0;
        while (place < text.length && metrics.advanceWidth(text.slice(0, place + 1)) < x + metrics.averageCharacterWidth / 2)
            place += 1;
        return Array.from(text.slice(0, place)).length;
    }

    implicitHeight: 128
    implicitWidth: 600
    radius: Theme.radius
    color: Theme.surface
    border.width: 5
    border.color: Theme.primary
    activeFocusOnTab: true
    Accessible.role: Accessible.EditableText
    Accessible.name: label
    Accessible.description: typing.text || say["typing.empty.spoken"].replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1")
    Accessible.focusable: true
    onActiveFocusChanged: if (!activeFocus) touched = false
    Keys.onPressed: event => event.accepted = field.typing.stroke(event.key, event.text)
    Keys.onDownPressed: field.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Keys.onUpPressed: field.nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

    TapHandler {
        onTapped: point => {
            field.touched = true;
            field.forceActiveFocus();
            field.typing.moveTo(field.placeAt(point.position.x - view.x - row.x));
        }
    }

    FocusRing {
        visible: field.activeFocus && !field.touched
        radius: field.radius
    }

    FontMetrics {
        id: metrics

        font: before.font
    }

    Item {
        id: view

        anchors.fill: parent
        anchors.leftMargin: 36
        anchors.rightMargin: 24 + (aside.visible ? aside.width + 24 : 0)
        clip: true

        Row {
            id: row

            // The caret stays in sight.
            x: Math.min(0, view.width - caret.x - 12)
            height: parent.height

            Text {
                id: before

                anchors.verticalCenter: parent.verticalCenter
                text: field.postal ? field.typing.before.replace(/^(...)(?=.)/, "$1-") : field.typing.before
                color: Theme.heading
                font.family: Theme.japaneseFamily
                font.pixelSize: Theme.fontHeadline
                font.bold: true
                textFormat: Text.PlainText
                Accessible.ignored: true
            }

            Text {
                objectName: "waiting"
                anchors.verticalCenter: parent.verticalCenter
                text: field.typing.waiting
                color: Theme.primary
                font.family: Theme.japaneseFamily
                font.pixelSize: Theme.fontHeadline
                font.bold: true
                font.underline: true
                textFormat: Text.PlainText
                Accessible.ignored: true
            }

            Rectangle {
                id: caret

                anchors.verticalCenter: parent.verticalCenter
                width: 5
                height: Theme.fontHeadline * 1.2
                color: Theme.primary
            }

            Text {
                anchors.verticalCenter: parent.verticalCenter
                text: field.typing.after
                color: Theme.heading
                font: before.font
                textFormat: Text.PlainText
                Accessible.ignored: true
            }
        }
    }

    Label {
        id: aside

        anchors.right: parent.right
        anchors.rightMargin: 36
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, parent.width * 0.5)
        visible: text !== "" && field.width >= 600
        text: field.typing.full && !field.counted ? field.say["typing.full"] : field.reading ? `${field.say["typing.reading"]}　${field.reading}` : ""
        size: Theme.fontCaption
        fit: true
        color: Theme.textMuted
    }
}
