// What every button has in common: one `clicked` a tap, Enter or Space; arrow keys walk to the
// next and the previous control; the focus ring; the pressed look; name and role for a reader.
import QtQuick
import QtQuick.Templates as T

T.AbstractButton {
    id: button

    property real radius: Theme.radius
    property color fill: Theme.surface
    property color fillPressed: Theme.pressed
    property color ink: Theme.primary
    property color outline: Theme.border
    property int outlineWidth: Theme.borderWidth
    // What a reader says; the words on the button without their readings.
    property string spoken: text.replace(/\{([^|{}]+)\|[^{}]*\}/g, "$1").replace(/\u2060/g, "")

    function step(forward: bool) {
        const next = button.nextItemInFocusChain(forward);
        next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }

    // Where an arrow key leads; keys that stand in a grid have their own way.
    function walk(right: int, down: int) {
        button.step(right + down > 0);
    }

    function enter(event: var) {
        if (!event.isAutoRepeat)
            button.click();
    }

    implicitWidth: Math.max(Theme.targetMin, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.targetMin, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.gap
    focusPolicy: Qt.StrongFocus
    scale: down && !Theme.reducedMotion ? 0.985 : 1
    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.focusable: true
    Keys.onReturnPressed: event => button.enter(event)
    Keys.onEnterPressed: event => button.enter(event)
    Keys.onSpacePressed: event => button.enter(event)
    Keys.onDownPressed: button.walk(0, 1)
    Keys.onRightPressed: button.walk(1, 0)
    Keys.onUpPressed: button.walk(0, -1)
    Keys.onLeftPressed: button.walk(-1, 0)

    background: Rectangle {
        radius: button.radius
        color: button.down ? button.fillPressed : button.fill
        border.width: button.outlineWidth
        border.color: button.outline
    }

    FocusRing {
        visible: button.visualFocus
        radius: button.radius
    }
}
