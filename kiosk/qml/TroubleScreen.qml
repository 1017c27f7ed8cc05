// No number could be had: try once more, or ask staff.
import QtQuick.Layouts
import Machiai.Shell

Message {
    id: page

    title: say["trouble.title"]
    explanation: say["trouble.hint"]

    PrimaryButton {
        objectName: "try-again"
        Layout.fillWidth: true
        text: page.say["trouble.again"]
        onClicked: page.kiosk.tryAgain()
    }

    OutlineButton {
        objectName: "to-start"
        Layout.fillWidth: true
        text: page.say["to_start"]
        onClicked: page.kiosk.finish()
    }
}
