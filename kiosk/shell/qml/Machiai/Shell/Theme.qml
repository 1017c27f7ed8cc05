// Written by assets/generate.py from assets/tokens.json: change that file instead.
pragma Singleton

import QtQuick

QtObject {
    // Set by the terminal, and set back after every visitor.
    property bool highContrast: false
    property bool enlarged: false
    property bool reducedMotion: false
    property string language: "ja"
    // Device pixels a design pixel (1080 on the short side of the screen); set by Stage.
    property real unit: 1

    readonly property real zoom: enlarged ? 1.25 : 1
    readonly property var families: ({"ja": "BIZ UDPGothic", "ja-easy": "BIZ UDPGothic", "en": "BIZ UDPGothic", "zh-Hans": "Noto Sans CJK SC", "zh-Hant": "Noto Sans CJK TC", "ko": "Noto Sans CJK KR", "vi": "Noto Sans", "pt": "Noto Sans", "fil": "Noto Sans", "ne": "Noto Sans Devanagari"})
    readonly property string japaneseFamily: families["ja"]
    readonly property string family: families[language]

    readonly property color background: highContrast ? "#000000" : "#f5f6fa"
    readonly property color surface: highContrast ? "#000000" : "#ffffff"
    readonly property color surfaceSunken: highContrast ? "#1a1a1a" : "#f5f6fa"
    readonly property color keyboard: highContrast ? "#1a1a1a" : "#e6e9f2"
    readonly property color border: highContrast ? "#ffffff" : "#cccccc"
    readonly property color divider: highContrast ? "#ffffff" : "#e6e6e6"
    readonly property color heading: highContrast ? "#ffffff" : "#1a1a1a"
    readonly property color text: highContrast ? "#ffffff" : "#333333"
    readonly property color textMuted: highContrast ? "#ffffff" : "#4d4d4d"
    readonly property color primary: highContrast ? "#ffd43d" : "#0017c1"
    readonly property color primaryPressed: highContrast ? "#ffffff" : "#000060"
    readonly property color primaryHover: highContrast ? "#ffe380" : "#00118f"
    readonly property color primarySoft: highContrast ? "#333333" : "#e8f1fe"
    readonly property color primaryTile: highContrast ? "#ffe380" : "#293ccb"
    readonly property color primaryInk: highContrast ? "#000000" : "#ffffff"
    readonly property color primaryInkMuted: highContrast ? "#000000" : "#d9e6ff"
    readonly property color pressed: highContrast ? "#333333" : "#e8f1fe"
    readonly property color success: highContrast ? "#71c598" : "#259d63"
    readonly property color successText: highContrast ? "#71c598" : "#197a4b"
    readonly property color successSoft: highContrast ? "#000000" : "#e6f5ec"
    readonly property color error: highContrast ? "#ff9696" : "#ec0000"
    readonly property color errorText: highContrast ? "#ff9696" : "#ce0000"
    readonly property color errorSoft: highContrast ? "#000000" : "#fdeeee"
    readonly property color warningText: highContrast ? "#ffd43d" : "#927200"
    readonly property color caution: highContrast ? "#ffa66d" : "#c74700"
    readonly property color cautionText: highContrast ? "#ffa66d" : "#ac3e00"
    readonly property color cautionSoft: highContrast ? "#000000" : "#ffeee2"
    readonly property color disabledSurface: highContrast ? "#1a1a1a" : "#f2f2f2"
    readonly property color disabledTile: highContrast ? "#999999" : "#666666"
    readonly property color disabledBadge: highContrast ? "#000000" : "#e6e6e6"
    readonly property color disabledText: highContrast ? "#ffffff" : "#4d4d4d"
    readonly property color focusInner: "#000000"
    readonly property color focusOuter: "#ffd43d"
    readonly property color board: highContrast ? "#000000" : "#00118f"
    readonly property color boardLine: highContrast ? "#ffffff" : "#33409e"
    readonly property color boardText: "#ffffff"
    readonly property color boardMuted: highContrast ? "#ffffff" : "#d9e6ff"
    readonly property color boardReady: highContrast ? "#000000" : "#115a36"
    readonly property color ticker: highContrast ? "#000000" : "#1a1a1a"
    readonly property color tickerText: "#ffffff"
    readonly property color level0: highContrast ? "#8a0000" : "#ce0000"
    readonly property color level1: "#ffffff"
    readonly property color level2: "#f2e700"
    readonly property color level3: highContrast ? "#9e1900" : "#ff2800"
    readonly property color level4: highContrast ? "#7a007a" : "#aa00aa"
    readonly property color level5: "#0c000c"

    readonly property int fontCaption: 32
    readonly property int fontBody: 36
    readonly property int fontLabel: 40
    readonly property int fontTitle: 45
    readonly property int fontHeadline: 57
    readonly property int fontDisplay: 64
    readonly property int fontNumber: 256
    readonly property int radiusSmall: 16
    readonly property int radius: 24
    readonly property int radiusLarge: 32
    readonly property int borderWidth: 3
    readonly property int focusInnerWidth: 4
    readonly property int focusOuterWidth: 2
    readonly property int margin: 48
    readonly property int gap: 24
    readonly property int gapSmall: 12
    readonly property int targetMin: 80
    readonly property int headerHeight: 136
    readonly property int aidBarHeight: 176
}
