// The zones of the layout, each where its data says.
pragma ComponentBehavior: Bound

import QtQuick
import Machiai.Signage

Item {
    id: zones

    required property Display view

    Repeater {
        model: zones.view.places

        Loader {
            id: place

            required property string key
            required property string kind
            required property real left_share
            required property real top_share
            required property real width_share
            required property real height_share

            x: Math.round(left_share * zones.width)
            y: Math.round(top_share * zones.height)
            width: Math.round((left_share + width_share) * zones.width) - x
            height: Math.round((top_share + height_share) * zones.height) - y
            sourceComponent: kind === "calls" ? calls : kind === "ticker" ? ticker : kind === "clock" ? clock : main

            Component {
                id: main

                MainArea {
                    view: zones.view
                    zone: zones.view.main(place.key) as MainZone
                }
            }
        }
    }

    Component {
        id: calls

        CallBoard {
            view: zones.view
        }
    }

    Component {
        id: ticker

        Ticker {
            view: zones.view
        }
    }

    Component {
        id: clock

        ClockBar {
            view: zones.view
        }
    }
}
