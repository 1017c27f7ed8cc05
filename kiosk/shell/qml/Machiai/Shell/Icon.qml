// A Material symbol of assets/icons in any colour and size; says nothing to a screen reader.
import QtQuick

Image {
    id: icon

    required property string name
    property color color: Theme.primary
    property int size: 48

    width: size
    height: size
    sourceSize: Qt.size(Math.round(size * Theme.unit), Math.round(size * Theme.unit))
    source: `image://icon/${name}/${String(color).slice(1)}`
    Accessible.ignored: true
}
