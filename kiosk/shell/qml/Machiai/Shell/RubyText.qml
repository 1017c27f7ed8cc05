// Japanese with readings above the words: "{窓口|まどぐち}に {来|き}てください". Breaks lines itself:
// anywhere between characters, but never before closing punctuation. Use it through Label.
pragma ComponentBehavior: Bound

import QtQuick

Item {
    id: ruby

    required property string text
    required property color color
    required property string family
    required property int size
    required property bool bold
    required property int align
    readonly property var pieces: ruby.split(ruby.text)
    readonly property var lines: ruby.breakLines(ruby.pieces, ruby.width)

    implicitWidth: Math.ceil(ruby.lineWidth(ruby.pieces)) + 1
    implicitHeight: column.height

    function split(text: string): var {
        const found = text.match(/\{[^|{}]+\|[^{}]*\}|[A-Za-z0-9.,:\-]+|[^]/g) ?? [];
        return found.map(token => ruby.piece(token));
    }

    function piece(token: string): var {
        const [base, reading] = token.length > 1 && token.startsWith("{")
            ? token.slice(1, -1).split("|") : [token, ""];
        // Reading the heights makes this bind to the fonts, which the calls alone would not.
        const ready = wide.height > 0 && small.height > 0;
        const width = Math.max(wide.advanceWidth(base), small.advanceWidth(reading));
        return { base: base, reading: reading, width: ready ? width : 0 };
    }

    function lineWidth(line: var): real {
        return line.reduce((sum, piece) => sum + piece.width, 0);
    }

    function breakLines(pieces: var, width: real): var {
        const lines = [[]];
        for (const piece of pieces) {
            const line = lines[lines.length - 1];
            if (piece.base === "\n")
                lines.push([]);
            else if (line.length > 0 && ruby.lineWidth(line) + piece.width > width)
                lines.push("、。)」』・ー!?".includes(piece.base) ? [line.pop(), piece] : [piece]);
            else
                line.push(piece);
        }
        return lines;
    }

    FontMetrics {
        id: wide

        font.family: ruby.family
        font.pixelSize: ruby.size
        font.bold: ruby.bold
    }

    FontMetrics {
        id: small

        font.family: ruby.family
        font.pixelSize: ruby.size / 2
    }

    Column {
        id: column

        width: parent.width
        anchors.verticalCenter: parent.verticalCenter

        Repeater {
            model: ruby.lines

            Row {
                id: line

                required property var modelData

                x: ruby.align === Text.AlignHCenter ? (ruby.width - width) / 2
                    : ruby.align === Text.AlignRight ? ruby.width - width : 0

                Repeater {
                    model: line.modelData

                    Item {
                        id: word

                        required property var modelData

                        width: modelData.width
                        height: small.height + wide.height * 1.1

                        Text {
                            anchors.horizontalCenter: parent.horizontalCenter
                            text: word.modelData.reading
                            color: ruby.color
                            font: small.font
                            Accessible.ignored: true
                        }

                        Text {
                            anchors.horizontalCenter: parent.horizontalCenter
                            y: small.height
                            text: word.modelData.base
                            color: ruby.color
                            font: wide.font
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
    }
}
