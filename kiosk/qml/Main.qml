// The kiosk's window: header, the screen of the visit, what lies above it, and the five aids.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import Machiai.Shell
import Machiai.Kiosk
import "cards"
import "forms"

Window {
    id: window

    required property Kiosk kiosk
    readonly property var visit: kiosk.view.visit
    readonly property var say: kiosk.say
    readonly property var pages: ({
        home: homePage, services: servicesPage, priority: priorityPage, closed: closedPage,
        form_shelf: shelfPage, form_question: questionPage, form_review: reviewPage,
        form_sending: sendingPage, form_trouble: formTroublePage, form_done: donePage,
        issuing: issuingPage, ticket: ticketPage, trouble: troublePage, ticket_state: ticketStatePage,
        card_place: placePage, card_consent: consentPage, card_secret: secretPage,
        card_reading: readingPage, card_check: checkPage, card_remove: removePage,
        card_trouble: cardTroublePage,
        arrival: arrivalPage, arrival_trouble: arrivalTroublePage,
        survey: surveyPage, survey_thanks: thanksPage,
        preparing: preparingPage, pin: pinPage, maintenance: maintenancePage
    })
    readonly property var overlays: ({ language: languagePage, voice: voicePage, leave: leavePage })
    readonly property bool forStaff: visit.screen === "pin" || visit.screen === "maintenance"
    readonly property bool covered: visit.overlay !== "" || visit.warned || kiosk.cards.left

    width: 1080
    height: 1920
    color: Theme.background

    Binding {
        target: Theme
        property: "language"
        value: window.forStaff ? "ja" : window.visit.language
    }

    Binding {
        target: Theme
        property: "enlarged"
        value: window.visit.enlarged
    }

    Binding {
        target: Theme
        property: "highContrast"
        value: window.visit.highContrast
    }

    Stage {
        Keypad {
            anchors.fill: parent
            focus: true
            enabled: !emergency.covers
            visible: enabled
            // A number is typed wherever the focus is: nothing else on its screen takes digits.
            Keys.onPressed: event => event.accepted = window.visit.screen === "arrival" && page.enabled && window.kiosk.arrivals.stroke(event.key)

            Header {
                id: header

                width: parent.width
                city: window.kiosk.view.head.city
                place: window.kiosk.view.head.place
                date: window.kiosk.view.head.date
                time: window.kiosk.view.head.time

                Corner {
                    objectName: "header-left"
                    anchors.left: parent.left
                    onPressed: window.kiosk.pressHeader("L")
                }

                Corner {
                    objectName: "header-right"
                    anchors.right: parent.right
                    onPressed: window.kiosk.pressHeader("R")
                }
            }

            Loader {
                id: page

                objectName: `screen-${window.visit.screen}`
                anchors.top: header.bottom
                anchors.bottom: aids.visible ? aids.top : parent.bottom
                anchors.left: parent.left
                anchors.right: parent.right
                enabled: !window.covered
                visible: window.visit.overlay === "" && !window.kiosk.cards.left
                sourceComponent: window.pages[window.visit.screen]
            }

            Loader {
                objectName: `overlay-${window.visit.overlay}`
                anchors.fill: page
                active: window.visit.overlay !== ""
                enabled: !window.visit.warned
                sourceComponent: window.overlays[window.visit.overlay]
            }

            Loader {
                objectName: "card-left"
                anchors.fill: page
                active: window.kiosk.cards.left && window.visit.overlay === ""
                sourceComponent: leftPage
            }

            AidBar {
                id: aids

                anchors.bottom: parent.bottom
                width: parent.width
                visible: !window.forStaff
                enabled: !window.visit.warned
                languageText: window.say["aid.language"]
                enlargeText: window.say["aid.enlarge"]
                contrastText: window.say["aid.contrast"]
                lowReachText: window.say["aid.low_reach"]
                voiceText: window.say["aid.voice"]
                lowReach: window.visit.lowReach
                voice: window.visit.voice
                onLanguageClicked: window.kiosk.open("language")
                onEnlargeClicked: window.kiosk.toggle("enlarge")
                onContrastClicked: window.kiosk.toggle("contrast")
                onLowReachClicked: window.kiosk.toggle("low_reach")
                onVoiceClicked: window.kiosk.open("voice")
            }

            Loader {
                objectName: "editing"
                anchors.top: header.bottom
                width: parent.width
                active: window.visit.faults.length > 0
                sourceComponent: editingFaults
            }

            Loader {
                objectName: "idle-warning"
                anchors.fill: parent
                active: window.visit.warned
                sourceComponent: idlePage
            }
        }

        EmergencyLayer {
            id: emergency

            anchors.fill: parent
            panel: window.kiosk.emergency.panel
            readText: window.kiosk.emergency.readText
            note: window.kiosk.emergency.note
            onRead: window.kiosk.emergency.putAway()
        }
    }

    // Somebody is there: a finger anywhere, or a keypad that walks. The question whether anybody
    // is there answers itself.
    Item {
        anchors.fill: parent
        z: 1

        PointHandler {
            onActiveChanged: if (active && !window.visit.warned && !emergency.covers) window.kiosk.touch()
        }
    }

    onActiveFocusItemChanged: if (!window.visit.warned) window.kiosk.touch()

    Component { id: homePage; HomeScreen { kiosk: window.kiosk } }
    Component { id: servicesPage; ServicesScreen { kiosk: window.kiosk } }
    Component { id: priorityPage; PriorityScreen { kiosk: window.kiosk } }
    Component { id: closedPage; ClosedScreen { kiosk: window.kiosk } }
    Component { id: shelfPage; ShelfScreen { kiosk: window.kiosk } }
    Component { id: questionPage; QuestionScreen { kiosk: window.kiosk } }
    Component { id: reviewPage; ReviewScreen { kiosk: window.kiosk } }
    Component { id: sendingPage; SendingScreen { kiosk: window.kiosk } }
    Component { id: formTroublePage; FormTroubleScreen { kiosk: window.kiosk } }
    Component { id: donePage; DoneScreen { kiosk: window.kiosk } }
    Component { id: placePage; PlaceScreen { kiosk: window.kiosk } }
    Component { id: consentPage; ConsentScreen { kiosk: window.kiosk } }
    Component { id: secretPage; SecretScreen { kiosk: window.kiosk } }
    Component { id: readingPage; ReadingScreen { kiosk: window.kiosk } }
    Component { id: checkPage; CheckScreen { kiosk: window.kiosk } }
    Component { id: removePage; RemoveScreen { kiosk: window.kiosk } }
    Component { id: cardTroublePage; CardTroubleScreen { kiosk: window.kiosk } }
    Component { id: leftPage; LeftCard { kiosk: window.kiosk } }
    Component { id: leavePage; LeaveScreen { kiosk: window.kiosk } }
    Component { id: issuingPage; IssuingScreen { kiosk: window.kiosk } }
    Component { id: ticketPage; TicketScreen { kiosk: window.kiosk } }
    Component { id: troublePage; TroubleScreen { kiosk: window.kiosk } }
    Component { id: ticketStatePage; TicketStateScreen { kiosk: window.kiosk } }
    Component { id: arrivalPage; ArrivalScreen { kiosk: window.kiosk } }
    Component { id: arrivalTroublePage; ArrivalTroubleScreen { kiosk: window.kiosk } }
    Component { id: surveyPage; SurveyScreen { kiosk: window.kiosk } }
    Component { id: thanksPage; ThanksScreen { kiosk: window.kiosk } }
    Component { id: preparingPage; PreparingScreen { kiosk: window.kiosk } }
    Component { id: pinPage; PinScreen { kiosk: window.kiosk } }
    Component { id: maintenancePage; MaintenanceScreen { kiosk: window.kiosk } }
    Component { id: languagePage; LanguageScreen { kiosk: window.kiosk } }
    Component { id: voicePage; VoiceScreen { kiosk: window.kiosk } }
    Component { id: editingFaults; EditingFaults { lines: window.visit.faults } }
    Component { id: idlePage; IdleWarning { kiosk: window.kiosk } }
}
