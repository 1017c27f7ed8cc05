// Digits for a secret. Whichever key is pressed, all keys change their look together, so that
// nobody who looks on can tell which one it was; there is no sound.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell
import "../typing"

Rectangle {
    id: board

    // views.PadView
    required property var pad
    required property var say
    property int held: 0
    readonly property int spacing: 12
    readonly property real keyWidth: Math.min(300, (width - 2 * Theme.gap - 2 * spacing) / 3)
    readonly property real keyHeight: Math.min(190, (height - 2 * Theme.gap - 3 * spacing) / 4)

    signal pressed(place: int)
    signal erased
    signal entered

    color: Theme.keyboard
    Component.onCompleted: forceActiveFocus()

    Grid {
        anchors.centerIn: parent
        columns: 3
        spacing: board.spacing

        Repeater {
            model: 12

            KeyCap {
                id: key

                required property int index
                readonly property bool erases: index === 9
                readonly property bool enters: index === 11
                readonly property int place: index === 10 ? 9 : index
                readonly property string digit: erases || enters ? "" : board.pad.keys[place]

                objectName: erases ? "secret-erase" : enters ? "secret-enter" : `digit-${digit}`
                width: board.keyWidth
                height: board.keyHeight
                board: board
                size: digit ? Theme.fontDisplay : Theme.fontLabel
                family: digit ? Theme.japaneseFamily : Theme.family
                iconName: erases ? "backspace" : ""
                text: erases ? board.say["cards.secret.erase"] : enters ? board.say["cards.secret.enter"] : digit
                enabled: !enters || board.pad.ready
                fill: enters ? Theme.primary : board.held > 0 ? Theme.pressed : Theme.surface
                fillPressed: enters ? Theme.primaryPressed : fill
                ink: enters ? Theme.primaryInk : Theme.heading
                outline: enters ? Theme.primary : Theme.border
                scale: 1
                onDownChanged: board.held += down ? 1 : -1
                onClicked: {
                    if (erases)
                        board.erased();
                    else if (enters)
                        board.entered();
                    else
                        board.pressed(place);
                }
            }
        }
    }
}
