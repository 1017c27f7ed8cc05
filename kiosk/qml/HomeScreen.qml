// The first screen: take a number, see how busy it is, choose a language.
import QtQuick
import QtQuick.Layouts
import Machiai.Shell

Frame {
    id: home

    readonly property var texts: view.home
    // Two large cards where there is room for little more than one.
    readonly property bool squeezed: (tight && several) || (compact && full)
    readonly property bool visits: texts.checksIn || texts.surveys
    // More to choose than a number.
    readonly property bool several: texts.offersForms || visits
    // Three rows of choices there.
    readonly property bool crowded: tight && full
    // All that there may be: the figures below need the room.
    readonly property bool full: texts.offersForms && visits
    // The names of the choices, without what explains them.
    readonly property bool briefly: squeezed || (narrow && full)
    readonly property int row: crowded ? 128 : tight ? 172 : 156
    readonly property real side: wide ? (width - 2 * Theme.margin - 40) * 0.54 : width - 2 * Theme.margin

    Label {
        id: greeting

        objectName: home.texts.isOpen ? "greeting" : "greeting-closed"
        x: Theme.margin
        y: home.tight ? 8 : home.compact ? Theme.gap : 56
        width: home.side
        text: home.texts.greeting
        size: home.crowded ? Theme.fontBody : home.tight && home.squeezed ? Theme.fontTitle : home.compact ? Theme.fontHeadline : Theme.fontDisplay
        bold: true
        color: Theme.heading
        Accessible.role: Accessible.Heading
    }

    ColumnLayout {
        id: controls

        x: Theme.margin
        y: home.lowReach ? home.height - height - Theme.gap : greeting.y + greeting.height + (home.tight ? 12 : home.compact ? Theme.gap : 48)
        width: home.side
        spacing: home.crowded ? Theme.gapSmall : Theme.gap

        ActionCard {
            objectName: "take-number"
            Layout.fillWidth: true
            iconName: home.texts.isOpen ? "confirmation_number" : "schedule"
            Layout.preferredHeight: home.squeezed ? home.row : -1
            tileSize: home.crowded ? 84 : large ? 144 : 112
            verticalPadding: home.crowded ? 6 : Theme.gap
            text: home.texts.title
            subtitle: home.briefly ? "" : home.texts.hint
            brief: home.squeezed
            filled: home.texts.isOpen
            large: !home.tight && !(home.compact && home.several)
            onClicked: home.kiosk.takeNumber()
        }

        ActionCard {
            objectName: "write-free"
            Layout.fillWidth: true
            visible: home.texts.offersForms
            enabled: home.texts.hasForms
            iconName: "edit_note"
            text: home.say["forms.home.title"]
            Layout.preferredHeight: home.squeezed ? home.row : -1
            tileSize: home.crowded ? 84 : large ? 144 : 112
            verticalPadding: home.crowded ? 6 : Theme.gap
            subtitle: !enabled ? home.say["forms.unavailable"] : home.briefly ? "" : home.say["forms.home.hint"]
            brief: home.squeezed && enabled
            large: !home.compact && !home.narrow && !home.full
            onClicked: home.kiosk.forms.want()
        }

        RowLayout {
            Layout.fillWidth: true
            visible: home.visits
            spacing: home.crowded ? Theme.gapSmall : Theme.gap
            uniformCellSizes: true

            HomeChoice {
                objectName: visible ? "check-in" : ""
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: home.texts.checksIn
                small: home.squeezed || home.narrow
                bare: home.tight
                iconName: "event_available"
                text: home.say["arrival.home"]
                onClicked: home.kiosk.arrivals.want()
            }

            HomeChoice {
                objectName: visible ? "survey" : ""
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: home.texts.surveys
                small: home.squeezed || home.narrow
                bare: home.tight
                iconName: "sentiment_satisfied"
                text: home.say["survey.home"]
                onClicked: home.kiosk.arrivals.survey()
            }
        }

        LanguageCard {
            objectName: "choose-language"
            Layout.fillWidth: true
            // There is one among the aids, too.
            visible: !(home.compact && home.several) && !(home.narrow && home.full) && (home.texts.isOpen || !home.tight)
            languages: home.kiosk.languages
            brief: home.compact || home.narrow || home.several
            onClicked: home.kiosk.open("language")
        }

        Label {
            objectName: "scan-hint"
            Layout.fillWidth: true
            visible: text !== "" && !home.compact && !home.narrow && !home.full
            text: home.texts.scan
            size: Theme.fontCaption
            align: Text.AlignHCenter
            color: Theme.textMuted
        }
    }

    CongestionCard {
        readonly property real ceiling: home.wide ? Theme.gap : home.lowReach ? greeting.y + greeting.height + Theme.gap : controls.y + controls.height + Theme.gap
        readonly property real floor: !home.wide && home.lowReach ? controls.y - Theme.gap : home.height - Theme.gap

        kiosk: home.kiosk
        x: home.wide ? Theme.margin + home.side + 40 : Theme.margin
        y: ceiling
        width: home.wide ? home.width - x - Theme.margin : home.side
        height: Math.min(floor - ceiling, wanted)
        visible: floor - ceiling >= 300
    }
}
