// Large digits, with one key to take the last one back and one to go on.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell
import "typing"

Rectangle {
    id: board

    required property string eraseText
    required property string enterText
    // In the order of the keys; the last one stands below between the others.
    property list<string> keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]
    property bool ready: true
    // Whichever key is pressed, all keys change their look together, so that nobody who looks on
    // can tell which one it was; there is no sound.
    property bool secret: false
    property int held: 0
    readonly property int spacing: 12
    readonly property real keyWidth: Math.min(300, (width - 2 * Theme.gap - 2 * spacing) / 3)
    readonly property real keyHeight: Math.min(190, (height - 2 * Theme.gap - 3 * spacing) / 4)

    // Never the digit itself: of a secret there is nothing but the place.
    signal pressed(place: int)
    signal erased
    signal entered

    color: Theme.keyboard

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
                readonly property string digit: erases || enters ? "" : board.keys[place]

                objectName: erases ? "digit-erase" : enters ? "digit-enter" : `digit-${digit}`
                width: board.keyWidth
                height: board.keyHeight
                board: board
                size: digit ? Theme.fontDisplay : Theme.fontLabel
                family: digit ? Theme.japaneseFamily : Theme.family
                iconName: erases ? "backspace" : ""
                text: erases ? board.eraseText : enters ? board.enterText : digit
                enabled: !enters || board.ready
                fill: enters ? Theme.primary : board.secret && board.held > 0 ? Theme.pressed : Theme.surface
                fillPressed: enters ? Theme.primaryPressed : Theme.pressed
                ink: enters ? Theme.primaryInk : Theme.heading
                outline: enters ? Theme.primary : Theme.border
                onDownChanged: board.held += down ? 1 : -1
                onClicked: {
                    if (erases)
                        board.erased();
                    else if (enters)
                        board.entered();
                    else
                        board.pressed(place);
                }

                Binding on scale {
                    when: board.secret
                    value: 1
                }
            }
        }
    }
}
