// Where the graphics processor draws films. Loaded by its file's name: without a GPU nothing of it.
import QtQuick
import QtMultimedia
import Machiai.Signage

VideoOutput {
    id: output

    required property Film film

    Component.onCompleted: film.show_on(videoSink)
    fillMode: VideoOutput.PreserveAspectFit
}
