// A column that is longer than its room moves by two large buttons beside it: nobody has to know
// how to swipe. The control with the focus is always brought into sight.
import QtQuick
import Machiai.Shell

Item {
    id: scroller

    required property string upText
    required property string downText
    property string name: "list"
    default property alias content: content.data
    // What stays in sight when the content grows, until somebody moves it away.
    property Item kept: null
    // Found out at full width, and kept: the narrower column beside the buttons is longer still.
    property bool long: false
    // It was judged while a longer page's columns were not laid out anew: once the narrow column
    // is short enough, the wide one is too. Once, so that nothing goes to and fro.
    property bool doubtful: false
    readonly property bool atEnd: list.contentY >= content.height - list.height - 1
    readonly property Item focused: Window.activeFocusItem

    function move(distance: real) {
        list.contentY = Math.max(0, Math.min(content.height - list.height, list.contentY + distance));
    }

    function page(way: int) {
        kept = null;
        move(way * 0.8 * list.height);
    }

    function showFocused() {
        if (focused && within(focused))
            reveal(focused);
    }

    function reveal(item: Item) {
        kept = item;
        const place = item.mapToItem(content, 0, 0).y;
        if (place < list.contentY)
            move(place - list.contentY - 8);
        else if (place + item.height > list.contentY + list.height)
            move(place + item.height - list.contentY - list.height + 8);
    }

    function within(item: Item): bool {
        for (let up = item; up; up = up.parent)
            if (up === content)
                return true;
        return false;
    }

    readonly property bool over: content.height > height + 2

    function settle() {
        if (over)
            long = true;
        else if (long && doubtful)
            doubtful = long = false;
    }

    function measureAnew() {
        long = false;
        doubtful = true;
        Qt.callLater(scroller.settle);
        move(0);
    }

    // Another content, seen from its top.
    function restart() {
        kept = null;
        list.contentY = 0;
        measureAnew();
    }

    onOverChanged: Qt.callLater(scroller.settle)
    onFocusedChanged: showFocused()
    onHeightChanged: measureAnew()
    onWidthChanged: measureAnew()
    onUpTextChanged: measureAnew()

    Flickable {
        id: list

        // The ring of the focus lies outside of its control.
        readonly property int ring: 8

        x: -ring
        y: -ring
        width: parent.width - (scroller.long ? buttons.width + Theme.gap : 0) + 2 * ring
        height: parent.height + 2 * ring
        contentHeight: content.height + 2 * ring
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        interactive: scroller.long

        Item {
            id: content

            x: list.ring
            y: list.ring
            width: list.width - 2 * list.ring
            height: childrenRect.height
            onHeightChanged: if (scroller.kept) scroller.reveal(scroller.kept)
        }
    }

    Column {
        id: buttons

        readonly property real tall: Math.min(112, (scroller.height - Theme.gap) / 2)

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: scroller.long && scroller.over
        spacing: Theme.gap

        IconButton {
            objectName: `${scroller.name}-up`
            iconName: "arrow_upward"
            implicitHeight: buttons.tall
            text: scroller.upText
            enabled: list.contentY > 1
            opacity: enabled ? 1 : 0.35
            onClicked: scroller.page(-1)
        }

        IconButton {
            objectName: `${scroller.name}-down`
            iconName: "arrow_downward"
            implicitHeight: buttons.tall
            text: scroller.downText
            enabled: !scroller.atEnd
            opacity: enabled ? 1 : 0.35
            onClicked: scroller.page(1)
        }
    }
}
