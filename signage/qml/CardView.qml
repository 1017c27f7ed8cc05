// A card: whatever its face is made of, and word to the program when that can be seen.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Shell
import Machiai.Signage

Item {
    id: root

    required property Display view
    required property Card card
    required property bool up
    required property bool fading
    readonly property string kind: card.face.kind
    readonly property bool isPicture: kind === "image" || kind === "pdf" || (kind === "standby" && card.face.source !== "")
    readonly property bool isFilm: kind === "video"
    readonly property bool isFull: isPicture && (picture.item as PictureCard)?.full === true
    readonly property real pixels: Theme.unit * Screen.devicePixelRatio
    property bool filmNeeded: false

    objectName: up ? "card" : "card-before"
    z: up ? 1 : 0
    // The one below is drawn while the other fades in; then it waits, and what it loads is unseen.
    visible: up || fading
    // A picture that fills its zone is one already; of the rest one is drawn in the window's pixels.
    layer.enabled: fading && !isFilm && !isFull
    layer.textureSize: Qt.size(Math.ceil(width * pixels), Math.ceil(height * pixels))
    onIsFilmChanged: filmNeeded = filmNeeded || isFilm

    Rectangle {
        anchors.fill: parent
        color: root.isFilm ? Theme.ticker : Theme.surfaceSunken
        visible: root.isFilm || (root.isPicture && !root.isFull)
    }

    Loader {
        id: picture

        anchors.fill: parent
        active: root.isPicture
        sourceComponent: PictureCard {
            face: root.card.face
            onIsThere: key => root.card.ready(key)
            onFailed: key => root.card.fail(key, "broken")
        }
    }

    Loader {
        anchors.fill: parent
        active: root.filmNeeded
        visible: root.isFilm
        sourceComponent: FilmCard {
            face: root.card.face
            up: root.up
            ducked: root.view.ducked
            onIsThere: key => root.card.ready(key)
            onFailed: (key, reason) => root.card.fail(key, reason)
        }
    }

    Loader {
        anchors.fill: parent
        active: !root.isPicture && !root.isFilm
        sourceComponent: root.kind === "notice" ? notice : root.kind === "waiting" ? waiting : root.kind === "news" || root.kind === "events" ? list : root.kind === "weather" ? weather : root.kind === "countdown" ? countdown : root.kind === "guide" ? guide : clock
    }

    Component {
        id: notice

        NoticeCard {
            face: root.card.face
        }
    }

    Component {
        id: waiting

        WaitingTable {
            view: root.view
            rows: root.card.rows
            page: root.card.face.page
        }
    }

    Component {
        id: list

        ListCard {
            face: root.card.face
        }
    }

    Component {
        id: weather

        WeatherCard {
            face: root.card.face
            rainWord: root.view.ja("weather.rain")
        }
    }

    Component {
        id: countdown

        CountdownCard {
            face: root.card.face
        }
    }

    Component {
        id: guide

        GuideCard {
            face: root.card.face
        }
    }

    Component {
        id: clock

        ClockCard {
            view: root.view
        }
    }
}
