// The fields of a question, each with the control of its kind.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell
import Machiai.Kiosk

ColumnLayout {
    id: fields

    required property Forms forms
    required property var say
    property bool small: false
    readonly property var question: forms.question
    readonly property var answers: forms.answers

    function given(key: string): var {
        return fields.answers.given[key] ?? { asks: false, chosen: [], count: -1 };
    }

    spacing: Theme.gap

    Repeater {
        model: fields.question.fields

        FieldFrame {
            id: frame

            required property var modelData
            readonly property var given: fields.given(modelData.key)
            readonly property bool chooses: modelData.kind === "choice" || modelData.kind === "choices"

            Layout.fillWidth: true
            label: modelData.label
            hint: modelData.hint
            fault: fields.answers.faults.at[modelData.key] ?? ""

            OptionGrid {
                Layout.fillWidth: true
                visible: frame.chooses
                options: frame.chooses ? frame.modelData.options : []
                chosen: frame.given.chosen
                several: frame.modelData.kind === "choices"
                field: frame.modelData.key
                onPicked: key => several ? fields.forms.toggle(field, key) : fields.forms.choose(field, key)
            }

            Loader {
                Layout.fillWidth: true
                active: frame.modelData.kind === "count"
                visible: active
                sourceComponent: CountControl {
                    say: fields.say
                    least: frame.modelData.least
                    most: frame.modelData.most
                    count: frame.given.count
                    onPicked: number => fields.forms.count(frame.modelData.key, number)
                }
            }

            BoxGrid {
                Layout.fillWidth: true
                forms: fields.forms
                say: fields.say
                field: frame.modelData.key
                small: fields.small
            }

            Label {
                objectName: visible ? "asks" : ""
                Layout.fillWidth: true
                visible: frame.given.asks && (frame.chooses || frame.modelData.kind === "count")
                text: fields.say["forms.asks_at_counter"]
                bold: true
                color: Theme.primary
            }
        }
    }

    Notice {
        Layout.fillWidth: true
        visible: fields.answers.texts.some(text => text.includes("〓"))
        lines: [fields.say["forms.unlisted"]]
    }
}
