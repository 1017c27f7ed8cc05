// What every part of the floor guide knows: the guide, its screen, and the words to say it in.
import QtQuick
import Machiai.Signage

Item {
    id: part

    required property FloorGuide guide
    property bool across: false
    readonly property var shown: guide.view

    function says(key: string, values: var): string {
        return Object.entries(values ?? {}).reduce(
            (text, [name, value]) => text.replace(`{${name}}`, value), part.shown.says?.[key] ?? "");
    }
}
