// A film: it stands at its first frame until it is up, then plays to its end and stays there.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell
import Machiai.Signage

Item {
    id: card

    required property var face
    required property bool up
    required property bool ducked
    readonly property bool painted: GraphicsInfo.api === GraphicsInfo.Software
    readonly property bool isFilm: face.kind === "video"

    signal isThere(string key)
    signal failed(string key, string reason)

    Accessible.role: Accessible.Graphic
    Accessible.name: face.alt

    Film {
        id: film

        objectName: "film"
        anchors.fill: parent
        unit: Theme.unit
        visible: card.painted
        late: card.isFilm ? card.face.late : 0
        turn: card.isFilm ? card.face.turn : ""
        sound: card.isFilm ? card.face.sound : 0
        playing: card.up && card.isFilm
        ducked: card.ducked
        source: card.isFilm ? card.face.source : ""
        onBegan: card.isThere(card.face.key)
        onFailed: reason => card.failed(card.face.key, reason)
    }

    Loader {
        id: output

        anchors.fill: parent
        Component.onCompleted: {
            if (!card.painted)
                output.setSource("FilmOutput.qml", { film: film });
        }
    }
}
