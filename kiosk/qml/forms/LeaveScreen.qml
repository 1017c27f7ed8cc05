// Stop in the middle? Says that everything is deleted, and lets one go on.
import QtQuick.Layouts
import Machiai.Shell
import ".."

Message {
    id: page

    title: say["forms.leave.title"]
    explanation: say["forms.leave.hint"]

    PrimaryButton {
        objectName: "stay"
        Layout.fillWidth: true
        text: page.say["forms.leave.stay"]
        onClicked: page.kiosk.back()
    }

    OutlineButton {
        objectName: "delete-and-leave"
        Layout.fillWidth: true
        text: page.say["forms.leave.go"]
        onClicked: page.kiosk.finish()
    }
}
