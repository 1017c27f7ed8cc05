// The quiet ground of cards without a picture of their own.
import QtQuick
import Machiai.Shell

Rectangle {
    id: ground

    property color warm: Theme.successSoft

    gradient: Gradient {
        orientation: Gradient.Horizontal

        GradientStop {
            position: 0
            color: ground.warm
        }

        GradientStop {
            position: 1
            color: Theme.primarySoft
        }
    }
}
