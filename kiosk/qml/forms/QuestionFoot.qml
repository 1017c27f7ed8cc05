// Below a question: leave it to the counter, and the next step where no board has it.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import ".."

RowLayout {
    id: foot

    required property var say
    property bool canGoBack: false
    property bool canReview: false
    property bool hasNext: true
    readonly property bool cramped: width < 800

    signal back
    signal leave
    signal ask
    signal review
    signal next

    spacing: 16

    BackButton {
        objectName: visible ? "back" : ""
        visible: foot.canGoBack
        text: foot.say["button.back"]
        onClicked: foot.back()
    }

    IconButton {
        objectName: visible ? "leave" : ""
        visible: foot.canGoBack
        iconName: "close"
        text: foot.say["forms.leave"]
        onClicked: foot.leave()
    }

    OutlineButton {
        objectName: "ask-at-counter"
        Layout.fillWidth: true
        Layout.preferredWidth: 3
        size: foot.cramped ? Theme.fontCaption : Theme.fontBody
        padding: 12
        quiet: true
        text: foot.say["forms.ask"]
        onClicked: foot.ask()
    }

    OutlineButton {
        objectName: visible ? "to-review" : ""
        Layout.fillWidth: true
        Layout.preferredWidth: 2
        visible: foot.canReview
        size: Theme.fontCaption
        padding: 12
        text: foot.say["forms.to_review"]
        onClicked: foot.review()
    }

    PrimaryButton {
        objectName: visible ? "next" : ""
        Layout.fillWidth: true
        Layout.preferredWidth: 2
        visible: foot.hasNext
        text: foot.say["forms.next"]
        onClicked: foot.next()
    }
}
