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
    readonly property string aside: dates.alsoEra === "" || dates.era === "western" ? dates.alsoEra
        : say["typing.date.western_year"].replace("{year}", dates.alsoEra)

    spacing: Theme.gapSmall
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    GridLayout {
        id: parts

        Layout.fillWidth: true
        columns: entry.narrow ? 3 : 4
        columnSpacing: 12
        rowSpacing: 12

        DatePart {
            objectName: "part-era"
            Layout.preferredWidth: 190
            Layout.columnSpan: entry.narrow ? 3 : 1
            board: parts
            on: entry.dates.part === "era"
            value: entry.dates.era ? entry.say[`typing.era.${entry.keys[entry.dates.era]}`] : "―"
            size: Theme.fontTitle
            onClicked: entry.dates.focus("era")
        }

        Repeater {
            model: ["year", "month", "day"]

            DatePart {
                required property string modelData
                readonly property string typed: modelData === "year" ? entry.dates.year : modelData === "month" ? entry.dates.month : entry.dates.day

                objectName: `part-${modelData}`
                Layout.fillWidth: true
                Layout.preferredWidth: modelData === "year" ? 250 : 200
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
        text: entry.dates.oldCalendar ? entry.say["typing.date.old"] : entry.aside
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
