// The parts of a date as they are typed, the other way to count its year, and what is wrong.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Kiosk
import Machiai.Shell

ColumnLayout {
    id: entry

    required property Dating dates
    required property var say
    required property string label
    readonly property var keys: ({
        "令和": "reiwa", "平成": "heisei", "昭和": "showa", "大正": "taisho", "明治": "meiji", western: "western"
    })
    readonly property bool narrow: width < 720
    readonly property int size: narrow ? Theme.fontBody : Theme.fontTitle
    readonly property string aside: dates.alsoEra === "" || dates.era === "western" ? dates.alsoEra
        : say["typing.date.western_year"].replace("{year}", dates.alsoEra)

    spacing: Theme.gapSmall
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    RowLayout {
        id: parts

        Layout.fillWidth: true
        spacing: entry.narrow ? 8 : 12

        DatePart {
            objectName: "part-era"
            Layout.fillWidth: entry.narrow
            Layout.preferredWidth: entry.narrow ? 120 : 190
            board: parts
            on: entry.dates.part === "era"
            value: entry.dates.era ? entry.say[`typing.era.${entry.keys[entry.dates.era]}`] : "―"
            size: entry.size
            onClicked: entry.dates.focus("era")
        }

        Repeater {
            model: ["year", "month", "day"]

            DatePart {
                required property string modelData
                readonly property string typed: modelData === "year" ? entry.dates.year : modelData === "month" ? entry.dates.month : entry.dates.day

                objectName: `part-${modelData}`
                Layout.fillWidth: true
                Layout.preferredWidth: (modelData === "year" ? 250 : 200) * (entry.narrow ? 0.6 : 1)
                size: entry.narrow ? Theme.fontTitle : Theme.fontHeadline
                board: parts
                on: entry.dates.part === modelData
                value: typed === "?" ? "？" : typed
                spoken: `${typed === "?" ? entry.say["typing.unknown"] : typed} ${unit}`.replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1")
                unit: entry.say[`typing.${modelData}`]
                onClicked: entry.dates.focus(modelData)
            }
        }
    }

    Label {
        objectName: "date-aside"
        Layout.fillWidth: true
        visible: text !== ""
        text: entry.dates.era === "" ? entry.say["typing.era.pick"] : entry.dates.oldCalendar ? entry.say["typing.date.old"] : entry.aside
        size: Theme.fontBody
        color: Theme.textMuted
    }

    Label {
        objectName: "date-problem"
        Layout.fillWidth: true
        visible: text !== ""
        text: entry.dates.problem ? entry.say[`typing.date.${entry.dates.problem}`] : ""
        size: Theme.fontBody
        bold: true
        color: Theme.errorText
        Accessible.role: Accessible.AlertMessage
    }

    OutlineButton {
        objectName: visible ? "take-meant" : ""
        visible: entry.dates.meant !== ""
        text: entry.say["typing.date.take"].replace("{date}", entry.dates.meant)
        onClicked: entry.dates.takeMeant()
    }
}
