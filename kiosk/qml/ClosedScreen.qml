// Why this service gives no number now, and what else there is.
import QtQuick.Layouts
import Machiai.Shell

Message {
    id: page

    iconName: "schedule"
    overline: view.closed.service
    title: view.closed.reason
    explanation: say["closed.hint"]

    PrimaryButton {
        objectName: "back"
        Layout.fillWidth: true
        text: page.say["closed.other"]
        onClicked: page.kiosk.back()
    }

    OutlineButton {
        objectName: "to-start"
        Layout.fillWidth: true
        text: page.say["to_start"]
        onClicked: page.kiosk.finish()
    }
}
