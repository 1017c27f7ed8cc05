// A smaller choice of the first screen: an icon and a word.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Pressable {
    id: choice

    required property string iconName
    property bool small: false
    // Nothing but the word and a sign before it.
    property bool bare: false

    radius: Theme.radiusLarge
    ink: Theme.heading
    leftPadding: bare ? 14 : small ? 20 : 28
    rightPadding: leftPadding
    topPadding: small ? 8 : 16
    bottomPadding: topPadding
    implicitHeight: Math.max(small ? 100 : 136, implicitContentHeight + topPadding + bottomPadding)

    contentItem: RowLayout {
        spacing: choice.bare ? 12 : choice.small ? 16 : 24

        Rectangle {
            Layout.preferredWidth: choice.bare ? 44 : choice.small ? 72 : 88
            Layout.preferredHeight: Layout.preferredWidth
            radius: Theme.radius
            color: choice.bare ? "transparent" : Theme.primarySoft

            Icon {
                anchors.centerIn: parent
                name: choice.iconName
                size: choice.small ? 44 : 56
            }
        }

        Label {
            Layout.fillWidth: true
            text: choice.text
            size: choice.small ? Theme.fontCaption : Theme.fontLabel
            bold: true
            color: choice.ink
            Accessible.ignored: true
        }
    }
}
