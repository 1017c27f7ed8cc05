// Why there is no number for this appointment now, and what else there is.
import QtQuick.Layouts
import Machiai.Shell

Message {
    id: page

    iconName: view.arrival.icon
    iconless: tight
    across: 3
    title: wide ? view.arrival.heading.replace("\n", "") : view.arrival.heading
    explanation: view.arrival.note

    PrimaryButton {
        objectName: visible ? "take-number" : ""
        Layout.fillWidth: true
        visible: page.view.arrival.offersNumber
        text: page.say["take_number"]
        onClicked: page.kiosk.takeNumber()
    }

    OutlineButton {
        objectName: visible ? "try-again" : ""
        Layout.fillWidth: true
        visible: page.view.arrival.offersRetry
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
