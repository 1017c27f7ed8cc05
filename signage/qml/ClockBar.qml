// Date and time.
import QtQuick
import Machiai.Shell
import Machiai.Signage

Rectangle {
    id: bar

    required property Display view

    color: Theme.ticker

    Line {
        anchors.right: clock.left
        anchors.rightMargin: 28
        width: Math.min(implicitWidth, bar.width - clock.width - 80)
        height: parent.height
        size: 42
        bold: true
        color: Theme.tickerText
        text: bar.view.date
    }

    Digits {
        id: clock

        objectName: "clock"
        anchors.right: parent.right
        anchors.rightMargin: 40
        height: parent.height
        size: 46
        color: Theme.tickerText
        text: bar.view.clock
    }
}
