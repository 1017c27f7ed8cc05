// Voice guidance is not there yet: says so, and who helps instead.
import QtQuick.Layouts
import Machiai.Shell

Message {
    id: page

    iconName: "volume_up"
    title: say["voice.title"]
    explanation: say["voice.hint"]

    PrimaryButton {
        objectName: "close"
        Layout.fillWidth: true
        Layout.columnSpan: page.wide ? 2 : 1
        text: page.say["button.close"]
        onClicked: page.kiosk.back()
    }
}
