// The card could not be read: what happened, what comes next, and always the way by hand.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import ".."

CardPage {
    id: screen

    title: card.trouble.title
    handFirst: card.trouble.handFirst
    next: card.trouble.next
    nextName: card.trouble.action
    onNextStep: cards.goOn(card.trouble.action)

    Scroller {
        name: "trouble"
        anchors.fill: parent
        upText: screen.say["page.up"]
        downText: screen.say["page.down"]

        GridLayout {
            width: parent.width
            columns: screen.wide ? 2 : 1
            rowSpacing: screen.page.compact ? Theme.gap : 48
            columnSpacing: 2 * Theme.gap

            Rectangle {
                Layout.alignment: Qt.AlignHCenter | Qt.AlignTop
                Layout.topMargin: screen.page.compact ? 0 : 48
                Layout.preferredWidth: screen.page.compact ? 128 : 220
                Layout.preferredHeight: Layout.preferredWidth
                radius: Theme.radiusLarge
                color: Theme.primarySoft

                Icon {
                    anchors.centerIn: parent
                    name: screen.card.trouble.iconName
                    size: parent.width * 0.62
                }
            }

            Label {
                objectName: "trouble-hint"
                Layout.fillWidth: true
                text: screen.card.trouble.hint
                size: screen.page.tight ? Theme.fontBody : Theme.fontTitle
                color: Theme.heading
            }
        }
    }
}
