// Lets the first arrow or Tab of a keypad find the first control, when none has the focus yet.
import QtQuick

FocusScope {
    id: keypad

    function enter(forward: bool) {
        const control = keypad.nextItemInFocusChain(forward);
        if (control)
            control.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }

    Keys.onDownPressed: keypad.enter(true)
    Keys.onRightPressed: keypad.enter(true)
    Keys.onUpPressed: keypad.enter(false)
    Keys.onLeftPressed: keypad.enter(false)
}
