// Japanese with readings above the words: "{窓口|まどぐち}に {来|き}てください". Breaks lines itself:
// at spaces, dots and commas; a phrase that is longer than a line anywhere between characters, but
// never before closing punctuation. With `fit` it stays on one line and shrinks to the width. Use
// it through Label.
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
    required property bool fit
    readonly property string closing: "、。)」』・ー!?"
    readonly property var pieces: ruby.split(ruby.text)
    readonly property real natural: ruby.lineWidth(ruby.pieces)
    readonly property var lines: ruby.breakLines(ruby.pieces, ruby.fit ? Infinity : ruby.width)

    implicitWidth: Math.ceil(ruby.natural) + 1
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
        const above = reading === "" ? 0 : small.advanceWidth(reading);
        const width = Math.max(wide.advanceWidth(base), above);
        return { base: base, reading: reading, width: ready ? width : 0 };
    }

    function lineWidth(line: var): real {
        return line.reduce((sum, piece) => sum + piece.width, 0);
    }

    function phrases(pieces: var): var {
        const phrases = [[]];
        for (const piece of pieces) {
            if (piece.base === "\n") {
                phrases.push([piece], []);
                continue;
            }
            const last = phrases.length - 1;
            const closes = phrases[last].length === 0 && last > 0 && ruby.closing.includes(piece.base);
            phrases[closes ? last - 1 : last].push(piece);
            if (!closes && " 　・、。".includes(piece.base))
                phrases.push([]);
        }
        return phrases;
    }

    function breakLines(pieces: var, width: real): var {
        const lines = [[]];
        for (const phrase of ruby.phrases(pieces)) {
            const fits = ruby.lineWidth(phrase) <= width;
            for (const part of fits ? [phrase] : phrase.map(piece => [piece]))
                ruby.append(lines, part, width);
        }
        return lines;
    }

    function append(lines: var, part: var, width: real) {
        const line = lines[lines.length - 1];
        if (part.length === 0)
            return;
        if (part[0].base === "\n")
            lines.push([]);
        else if (line.length > 0 && ruby.lineWidth(line) + ruby.lineWidth(part) > width)
            lines.push(ruby.closing.includes(part[0].base) ? [line.pop(), ...part] : part);
        else
            line.push(...part);
    }

    // What has no reading is drawn in one go: a page of single characters is slow to build.
    function runs(line: var): var {
        const runs = [];
        for (const piece of line) {
            const last = runs[runs.length - 1];
            if (last && last.reading === "" && piece.reading === "")
                runs[runs.length - 1] = { base: last.base + piece.base, reading: "", width: last.width + piece.width };
            else
                runs.push(piece);
        }
        return runs;
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
        scale: ruby.fit ? Math.min(1, ruby.width / Math.max(1, ruby.natural)) : 1
        transformOrigin: ruby.align === Text.AlignHCenter ? Item.Center : ruby.align === Text.AlignRight ? Item.Right : Item.Left

        Repeater {
            model: ruby.lines

            Row {
                id: line

                required property var modelData

                x: ruby.align === Text.AlignHCenter ? (ruby.width - width) / 2
                    : ruby.align === Text.AlignRight ? ruby.width - width : 0

                Repeater {
                    model: ruby.runs(line.modelData)

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
