"""What a terminal uses to talk to a hub: requests, event stream, local spool. No Qt.

The records that hub and terminals exchange are named here, so that a terminal needs to know
nothing of `hub.service`.
"""

from hub.service.signage.wire import (
    MOST_PLAYS,
    MOST_SCREENSHOT,
    ItemFault,
    ScreenState,
    ZoneState,
)
from hub.service.terminals import (
    MOST_ANSWERS,
    Card,
    DeviceReport,
    DisplaySettings,
    Guidance,
    KioskSettings,
    Printer,
    Scanner,
    Speech,
    Stage,
    Survey,
    SurveyAnswer,
    TerminalReport,
    VolumePeriod,
)

__all__ = [
    "MOST_ANSWERS",
    "MOST_PLAYS",
    "MOST_SCREENSHOT",
    "Card",
    "DeviceReport",
    "DisplaySettings",
    "Guidance",
    "ItemFault",
    "KioskSettings",
    "Printer",
    "Scanner",
    "ScreenState",
    "Speech",
    "Stage",
    "Survey",
    "SurveyAnswer",
    "TerminalReport",
    "VolumePeriod",
    "ZoneState",
]
