// Every language by its own name.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Page {
    id: page

    title: say["language.title"]
    explanation: page.wide || view.visit.language === "en" ? "" : "Choose your language"

    Scroller {
        name: "languages"
        anchors.fill: parent
        upText: page.say["page.up"]
        downText: page.say["page.down"]

        GridLayout {
            width: parent.width
            columns: page.wide ? (page.tight ? 3 : 4) : 2
            rowSpacing: 20
            columnSpacing: Theme.gap
            uniformCellWidths: true

            Repeater {
                model: page.kiosk.languages

                ChoiceButton {
                    required property string key
                    required property string name
                    required chosen

                    objectName: `language-${key}`
                    Layout.fillWidth: true
                    text: name
                    family: Theme.families[key]
                    size: Theme.fontLabel
                    onClicked: page.kiosk.chooseLanguage(key)
                }
            }
        }
    }
}
