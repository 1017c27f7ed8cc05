// How it was: five faces, each with its word, one touch.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Page {
    id: page

    readonly property var answers: [
        { score: 5, key: "very_good", icon: "sentiment_very_satisfied", ink: Theme.successText, soft: Theme.successSoft },
        { score: 4, key: "good", icon: "sentiment_satisfied", ink: Theme.successText, soft: Theme.successSoft },
        { score: 3, key: "fair", icon: "sentiment_neutral", ink: Theme.primary, soft: Theme.primarySoft },
        { score: 2, key: "bad", icon: "sentiment_dissatisfied", ink: Theme.cautionText, soft: Theme.cautionSoft },
        { score: 1, key: "very_bad", icon: "sentiment_sad", ink: Theme.errorText, soft: Theme.errorSoft }
    ]

    title: wide ? view.survey.title.replace("\n", "") : view.survey.title
    // Lowered and enlarged, the faces need the room.
    explanation: tight && lowReach ? "" : say["survey.hint"]

    // Five answers below each other do not fit into the lower half where letters are large.
    leastBody: wide ? 200 : 5 * 120 + 4 * 20

    GridLayout {
        anchors.fill: parent
        columns: page.wide ? 5 : 1
        rowSpacing: 20
        columnSpacing: 20
        uniformCellWidths: true
        uniformCellHeights: true

        Repeater {
            model: page.answers

            FaceButton {
                required property var modelData

                objectName: `survey-${modelData.score}`
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.maximumHeight: page.wide ? 460 : 220
                upright: page.wide
                small: page.compact || page.narrow
                tight: page.tight
                face: modelData.icon
                ink: modelData.ink
                outline: modelData.ink
                fill: modelData.soft
                text: page.say[`survey.${modelData.key}`]
                onClicked: page.kiosk.arrivals.answer(modelData.score)
            }
        }
    }
}
