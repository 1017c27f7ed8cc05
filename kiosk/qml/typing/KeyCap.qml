// A key of a board. Arrow keys go to the key above, below or beside it; at the edge they leave
// the board. A touch does not take the focus: a scanner's Enter must never press a key.
import QtQuick
import Machiai.Shell

Pressable {
    id: cap

    property string iconName
    property int size: Theme.fontTitle
    property string family: Theme.japaneseFamily
    property bool marked: false
    readonly property bool isKey: true
    // The item whose keys belong together.
    required property Item board

    function walk(right: int, down: int) {
        const next = cap.neighbour(right, down);
        if (next)
            next.forceActiveFocus(Qt.TabFocusReason);
        else
            cap.leave(right + down > 0);
    }

    // The nearest key in a direction; keys in the same row or column first.
    function neighbour(right: int, down: int): Item {
        let best = null, least = Infinity;
        for (const key of cap.keysOf(cap.board)) {
            const at = key.mapToItem(cap, key.width / 2 - cap.width / 2, key.height / 2 - cap.height / 2);
            const along = at.x * right + at.y * down;
            const across = Math.abs(at.x * down) + Math.abs(at.y * right);
            const far = along + 3 * across;
            if (key !== cap && along > 4 && far < least) {
                best = key;
                least = far;
            }
        }
        return best;
    }

    function keysOf(item: Item): var {
        const below = Array.from(item.children).filter(child => child.visible);
        const own = below.filter(child => child.isKey && child.enabled);
        return own.concat(...below.filter(child => !child.isKey).map(cap.keysOf));
    }

    function leave(forward: bool) {
        const inside = cap.keysOf(cap.board);
        let next = cap.nextItemInFocusChain(forward);
        while (inside.includes(next) && next !== cap)
            next = next.nextItemInFocusChain(forward);
        next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }

    focusPolicy: Qt.TabFocus
    padding: 4
    radius: Theme.radiusSmall
    implicitWidth: 96
    implicitHeight: 96
    fill: marked ? Theme.primarySoft : Theme.surface
    outline: marked ? Theme.primary : Theme.border
    outlineWidth: marked ? 5 : Theme.borderWidth
    ink: Theme.heading
    opacity: enabled ? 1 : 0.5

    contentItem: Item {
        Icon {
            id: icon

            visible: cap.iconName !== ""
            name: cap.iconName || "backspace"
            color: cap.ink
            size: Math.min(48, cap.height / 2)
            anchors.verticalCenter: parent.verticalCenter
            x: word.text === "" ? (parent.width - width) / 2 : word.x - width - 8
        }

        Label {
            id: word

            readonly property real space: icon.visible ? icon.width + 8 : 0

            width: Math.min(implicitWidth, parent.width - space - 8)
            height: parent.height
            x: (parent.width - width + space) / 2
            text: cap.text
            size: Math.min(cap.size, cap.height * 0.62)
            family: cap.family
            bold: true
            fit: true
            align: Text.AlignHCenter
            color: cap.ink
            Accessible.ignored: true
        }
    }
}
