// Reading aloud: that it has begun, where what is private can be heard, how loud it is, and its end.
import QtQuick.Layouts
import Machiai.Shell

Message {
    id: page

    readonly property var voice: view.voice

    iconName: "volume_up"
    iconless: tight
    // Whoever needs the room hears how loud it is.
    overline: tight ? "" : voice.level
    title: voice.title
    explanation: voice.hint

    RowLayout {
        Layout.fillWidth: true
        Layout.columnSpan: page.wide ? 2 : 1
        visible: page.voice.has
        spacing: Theme.gap

        OutlineButton {
            objectName: visible ? "softer" : ""
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            enabled: page.voice.canSoften
            opacity: enabled ? 1 : 0.35
            iconName: "remove"
            text: page.say["voice.softer"]
            onClicked: page.kiosk.changeVolume(-1)
        }

        OutlineButton {
            objectName: visible ? "louder" : ""
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            enabled: page.voice.canRaise
            opacity: enabled ? 1 : 0.35
            iconName: "add"
            text: page.say["voice.louder"]
            onClicked: page.kiosk.changeVolume(1)
        }
    }

    OutlineButton {
        objectName: visible ? "stop-voice" : ""
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        visible: page.voice.has
        text: page.say["voice.stop"]
        onClicked: {
            page.kiosk.toggle("voice");
            page.kiosk.back();
        }
    }

    PrimaryButton {
        objectName: "close"
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.columnSpan: page.wide && !page.voice.has ? 2 : 1
        text: page.voice.has ? page.say["voice.go_on"] : page.say["button.close"]
        onClicked: page.kiosk.back()
    }
}
