// The five aids at the foot of every kiosk screen, always in the same order.
import QtQuick
import QtQuick.Layouts

Rectangle {
    id: bar

    required property string languageText
    required property string enlargeText
    required property string contrastText
    required property string lowReachText
    required property string voiceText
    property bool lowReach: false
    property bool voice: false

    signal languageClicked
    signal enlargeClicked
    signal contrastClicked
    signal lowReachClicked
    signal voiceClicked

    implicitHeight: Theme.aidBarHeight
    color: Theme.surface

    Rectangle {
        width: parent.width
        height: 2
        color: Theme.divider
    }

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 32
        anchors.rightMargin: 32
        anchors.topMargin: 24
        anchors.bottomMargin: 24
        spacing: 16
        uniformCellSizes: true

        AidButton {
            objectName: "aid-language"
            Layout.fillWidth: true
            Layout.fillHeight: true
            iconName: "translate"
            text: bar.languageText
            Accessible.checkable: false
            onClicked: bar.languageClicked()
        }

        AidButton {
            objectName: "aid-enlarge"
            Layout.fillWidth: true
            Layout.fillHeight: true
            iconName: "text_increase"
            text: bar.enlargeText
            on: Theme.enlarged
            onClicked: bar.enlargeClicked()
        }

        AidButton {
            objectName: "aid-contrast"
            Layout.fillWidth: true
            Layout.fillHeight: true
            iconName: "contrast"
            text: bar.contrastText
            on: Theme.highContrast
            onClicked: bar.contrastClicked()
        }

        AidButton {
            objectName: "aid-low-reach"
            Layout.fillWidth: true
            Layout.fillHeight: true
            iconName: "accessible"
            text: bar.lowReachText
            on: bar.lowReach
            onClicked: bar.lowReachClicked()
        }

        AidButton {
            objectName: "aid-voice"
            Layout.fillWidth: true
            Layout.fillHeight: true
            iconName: "volume_up"
            text: bar.voiceText
            on: bar.voice
            onClicked: bar.voiceClicked()
        }
    }
}
