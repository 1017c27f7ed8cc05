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
    property bool brief: false
    readonly property int tall: brief ? 88 : 112
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
        implicitHeight: foot.tall
        text: foot.say["button.back"]
        onClicked: foot.back()
    }

    IconButton {
        objectName: visible ? "leave" : ""
        visible: foot.canGoBack
        iconName: "close"
        implicitHeight: foot.tall
        text: foot.say["forms.leave"]
        onClicked: foot.leave()
    }

    OutlineButton {
        objectName: "ask-at-counter"
        Layout.fillWidth: true
        Layout.preferredWidth: 3
        implicitHeight: Math.max(foot.tall, implicitContentHeight + 28)
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
        implicitHeight: Math.max(foot.tall, implicitContentHeight + 28)
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
        padding: 8
        implicitHeight: foot.tall
        text: foot.say["forms.next"]
        onClicked: foot.next()
    }
}
