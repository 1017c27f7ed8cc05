// An end of the header that staff tap in their pattern; nothing for anyone else, seen or read.
import QtQuick
import Machiai.Shell

MouseArea {
    width: 2 * Theme.headerHeight
    height: Theme.headerHeight
    Accessible.ignored: true
}
