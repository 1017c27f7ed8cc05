// All answers before they are sealed, by person, each with its way to change it.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import ".."

Page {
    id: page

    readonly property var review: kiosk.forms.review

    title: say["forms.review.title"]
    explanation: review.event

    Scroller {
        name: "review"
        anchors.fill: parent
        upText: page.say["page.up"]
        downText: page.say["page.down"]

        ColumnLayout {
            width: parent.width
            spacing: Theme.gap

            Repeater {
                model: page.review.sections

                ReviewPart {
                    required property var modelData

                    Layout.fillWidth: true
                    title: modelData.title
                    rows: modelData.rows
                    say: page.say
                    onChange: place => page.kiosk.forms.change(place)
                }
            }

            Label {
                Layout.fillWidth: true
                text: page.say["forms.review.note"]
                size: Theme.fontCaption
                color: Theme.textMuted
            }
        }
    }

    foot: PrimaryButton {
        objectName: "confirm"
        Layout.fillWidth: true
        implicitHeight: page.compact ? 112 : 136
        size: page.compact ? Theme.fontBody : Theme.fontTitle
        text: page.say[page.review.isReady ? "forms.review.confirm" : "forms.review.fix"]
        onClicked: page.kiosk.forms.confirm()
    }
}
