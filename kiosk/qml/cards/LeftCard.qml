// A card is still on the reader and its visit is over: above the home screen, until it is taken.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import ".."

Frame {
    id: screen

    Rectangle {
        anchors.fill: parent
        color: Theme.background

        // Nothing below may be touched.
        MouseArea {
            anchors.fill: parent
        }
    }

    Page {
        anchors.fill: parent
        kiosk: screen.kiosk
        title: screen.say["cards.left.title"]
        explanation: `${screen.say["cards.left.hint"]}\n${screen.say["cards.left.also"]}`
        canGoBack: false

        CardOnReader {
            anchors.fill: parent
            take: true
        }

        foot: OutlineButton {
            objectName: "leave-card"
            Layout.fillWidth: true
            quiet: true
            size: Theme.fontCaption
            text: screen.say["cards.left.go_on"]
            onClicked: screen.kiosk.cards.leaveIt()
        }
    }
}
