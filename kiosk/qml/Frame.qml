// What every screen of the kiosk has: the kiosk, its words, the shape of the page, and where the
// controls begin. Low reach moves them to the lower half of the panel.
import QtQuick
import Machiai.Shell
import Machiai.Kiosk

Item {
    id: screen

    required property Kiosk kiosk
    readonly property var say: kiosk.say
    readonly property var view: kiosk.view
    readonly property bool lowReach: view.visit.lowReach
    readonly property bool wide: width > height
    // Landscape: less than half of the height of the portrait page; enlarged even less.
    readonly property bool compact: height < 900
    readonly property bool tight: height < 600
    // Enlarged portrait: as much less of the width.
    readonly property bool narrow: width < 900
    // The middle of the panel, seen from this page, which begins below the header.
    readonly property real middle: (height + Theme.headerHeight + Theme.aidBarHeight) / 2 - Theme.headerHeight
}
