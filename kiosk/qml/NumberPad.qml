// Large digits for a number that is no secret.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell
import "typing"

Rectangle {
    id: board

    required property string eraseText
    required property string enterText
    readonly property int spacing: 12
    readonly property real keyWidth: Math.min(300, (width - 2 * Theme.gap - 2 * spacing) / 3)
    readonly property real keyHeight: Math.min(190, (height - 2 * Theme.gap - 3 * spacing) / 4)

    signal pressed(digit: string)
    signal erased
    signal entered

    color: Theme.keyboard

    Grid {
        anchors.centerIn: parent
        columns: 3
        spacing: board.spacing

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "erase", "0", "enter"]

            KeyCap {
                required property string modelData
                readonly property bool enters: modelData === "enter"
                readonly property bool erases: modelData === "erase"

                objectName: `digit-${modelData}`
                width: board.keyWidth
                height: board.keyHeight
                board: board
                size: enters || erases ? Theme.fontLabel : Theme.fontDisplay
                family: enters || erases ? Theme.family : Theme.japaneseFamily
                iconName: erases ? "backspace" : ""
                text: erases ? board.eraseText : enters ? board.enterText : modelData
                fill: enters ? Theme.primary : Theme.surface
                fillPressed: enters ? Theme.primaryPressed : Theme.pressed
                ink: enters ? Theme.primaryInk : Theme.heading
                outline: enters ? Theme.primary : Theme.border
                onClicked: {
                    if (erases)
                        board.erased();
                    else if (enters)
                        board.entered();
                    else
                        board.pressed(modelData);
                }
            }
        }
    }
}
