// A picture, or a page of a document: read in another thread, drawn dot for dot.
import QtQuick
import Machiai.Shell

Item {
    id: card

    required property var face
    // It leaves nothing of its ground to be seen.
    readonly property bool full: image.status === Image.Ready && image.paintedWidth > width - 1 && image.paintedHeight > height - 1 && face.page === ""

    signal isThere(string key)
    signal failed(string key)

    Accessible.role: Accessible.Graphic
    Accessible.name: face.alt

    Image {
        id: image

        objectName: "picture"
        anchors.fill: parent
        source: card.face.source
        // A picture that fills its zone is read larger than it, and cut.
        sourceSize: Qt.size(Math.round(card.width * Theme.unit), Math.round(card.height * Theme.unit))
        fillMode: card.face.fit === "cover" ? Image.PreserveAspectCrop : Image.PreserveAspectFit
        asynchronous: true
        cache: false
        autoTransform: true
        retainWhileLoading: true
        // It has the size that it is drawn in: smoothing would cost a fade its frames.
        smooth: false
        onStatusChanged: card.tell()
    }

    onFaceChanged: tell()

    function tell(): void {
        if (String(image.source) !== card.face.source)
            return;
        if (image.status === Image.Ready)
            card.isThere(card.face.key);
        else if (image.status === Image.Error)
            card.failed(card.face.key);
    }

    PageMark {
        text: card.face.page
    }
}
