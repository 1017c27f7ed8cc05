// The white sheet that things lie on.
import QtQuick

Rectangle {
    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.borderWidth
    border.color: Theme.border
}
