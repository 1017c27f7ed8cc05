"""All settings of a lobby, one module a file of the configuration directory."""

from config.schema.alerts import Alerts, Mail, Webhook
from config.schema.counters import Counter, Task
from config.schema.hub import Desk, Hub, Listen, Lockout, Scanner, Tls, is_loopback
from config.schema.services import NumberRange, Service
from config.schema.settings import Settings
from config.schema.site import (
    Absence,
    Closed,
    Congestion,
    KioskRules,
    OwnClosedDays,
    PriorityClass,
    Site,
)
from config.schema.speech import Speech, SpeechRules, VolumePeriod
from config.schema.terminals import (
    CardReader,
    DemoCard,
    Display,
    FilePrinter,
    Kiosk,
    NetworkPrinter,
    NoCard,
    NoPrinter,
    Printer,
    SerialPrinter,
    SimulatedCard,
    SimulatedPrinter,
    Terminals,
    UsbPrinter,
)
from config.schema.values import Days, Hours, Language, Model, Span, Text, Weekday, week

__all__ = [
    "Absence",
    "Alerts",
    "CardReader",
    "Closed",
    "Congestion",
    "Counter",
    "Days",
    "DemoCard",
    "Desk",
    "Display",
    "FilePrinter",
    "Hours",
    "Hub",
    "Kiosk",
    "KioskRules",
    "Language",
    "Listen",
    "Lockout",
    "Mail",
    "Model",
    "NetworkPrinter",
    "NoCard",
    "NoPrinter",
    "NumberRange",
    "OwnClosedDays",
    "Printer",
    "PriorityClass",
    "Scanner",
    "SerialPrinter",
    "Service",
    "Settings",
    "SimulatedCard",
    "SimulatedPrinter",
    "Site",
    "Span",
    "Speech",
    "SpeechRules",
    "Task",
    "Terminals",
    "Text",
    "Tls",
    "UsbPrinter",
    "VolumePeriod",
    "Webhook",
    "Weekday",
    "is_loopback",
    "week",
]
