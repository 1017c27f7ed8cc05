// The answer has been taken; the first screen comes by itself.
import QtQuick.Layouts
import Machiai.Shell

Message {
    id: page

    iconName: "check_circle"
    title: say["survey.thanks"]
    explanation: say["survey.thanks.hint"]

    OutlineButton {
        objectName: "done"
        Layout.fillWidth: true
        text: page.say["to_start"]
        onClicked: page.kiosk.finish()
    }
}
