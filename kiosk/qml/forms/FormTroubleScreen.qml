// The code, or the number, could not be had: once more, without it, or to the start.
import QtQuick.Layouts
import Machiai.Shell
import ".."

Message {
    id: page

    // "seal" before there is a code, "number" after.
    readonly property string lost: view.visit.lost

    iconName: "warning"
    title: say[`forms.trouble.${lost}.title`]
    explanation: say[`forms.trouble.${lost}.hint`]

    PrimaryButton {
        objectName: "try-again"
        Layout.fillWidth: true
        text: page.say["trouble.again"]
        onClicked: page.kiosk.tryAgain()
    }

    OutlineButton {
        objectName: "go-without"
        Layout.fillWidth: true
        text: page.say[`forms.trouble.${page.lost}.without`]
        onClicked: page.kiosk.goWithout()
    }

    OutlineButton {
        objectName: "to-start"
        Layout.fillWidth: true
        text: page.say["to_start"]
        onClicked: page.kiosk.finish()
    }
}
