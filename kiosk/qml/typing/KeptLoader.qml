// A part that is made when it is first shown, and kept: making a board takes longer than a key.
import QtQuick

Loader {
    id: kept

    required property bool shown
    property bool used: false

    active: used
    visible: shown
    onShownChanged: used = used || shown
    Component.onCompleted: used = shown
}
