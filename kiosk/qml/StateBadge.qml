// The congestion badge; a service that is open, but whose wait is not known now, gets plain words.
import QtQuick
import Machiai.Shell

Item {
    id: state

    required property string level
    required property string text
    readonly property bool known: level !== "open"

    objectName: `state-${level}`
    implicitWidth: known ? badge.implicitWidth : words.implicitWidth
    implicitHeight: known ? badge.implicitHeight : words.implicitHeight

    CongestionBadge {
        id: badge

        visible: state.known
        level: state.known ? state.level : "closed"
        text: state.text
    }

    Label {
        id: words

        visible: !state.known
        text: state.text
        size: Theme.fontCaption
        bold: true
        fit: true
        color: Theme.successText
    }
}
