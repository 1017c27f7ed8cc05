// In a preview: what is wrong with the files, above the last right edition.
import QtQuick
import Machiai.Shell

Item {
    id: faults

    required property var lines
    readonly property int most: 5

    implicitHeight: notice.height + 2 * Theme.gapSmall

    Notice {
        id: notice

        objectName: "editing-faults"
        x: Theme.gapSmall
        y: Theme.gapSmall
        width: parent.width - 2 * Theme.gapSmall
        bad: true
        title: faults.lines.length > faults.most ? `${faults.lines.length}` : ""
        lines: faults.lines.slice(0, faults.most)
    }
}
