// What for? Changes in life as large cards, papers to fetch below.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import ".."

Page {
    id: page

    readonly property var shelf: kiosk.forms.shelf

    title: say["forms.shelf.title"]
    explanation: say["forms.shelf.hint"]

    Scroller {
        name: "shelf"
        anchors.fill: parent
        upText: page.say["page.up"]
        downText: page.say["page.down"]

        ColumnLayout {
            width: parent.width
            spacing: Theme.gap

            ShelfPart {
                Layout.fillWidth: true
                title: page.say["forms.shelf.life"]
                cards: page.shelf.life
                large: true
                columns: page.wide && !page.tight ? 2 : 1
                onChosen: key => page.kiosk.forms.chooseEvent(key)
            }

            ShelfPart {
                Layout.fillWidth: true
                title: page.say["forms.shelf.papers"]
                cards: page.shelf.papers
                columns: page.narrow ? 1 : 2
                onChosen: key => page.kiosk.forms.chooseEvent(key)
            }
        }
    }
}
