"""The Common Alerting Protocol 1.2 (OASIS, 2010-07-01): what a message means for the screens.

Pure; the XML is read by hub.adapters.alarms.cap_xml.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hub.domain.alerts import Alert, Calls, Ending, Status
from hub.domain.site import Text

SOURCE = "cap"

# What a screen can hold, in characters.
MOST_HEADLINE, MOST_INSTRUCTION, MOST_AREA = 120, 400, 120


class MessageStatus(StrEnum):
    """3.2.1 `status`."""

    ACTUAL = "Actual"
    EXERCISE = "Exercise"
    SYSTEM = "System"
    TEST = "Test"
    DRAFT = "Draft"


class MessageType(StrEnum):
    """3.2.1 `msgType`."""

    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"
    ACK = "Ack"
    ERROR = "Error"


class Severity(StrEnum):
    """3.2.2 `severity`, the gravest first."""

    EXTREME = "Extreme"
    SEVERE = "Severe"
    MODERATE = "Moderate"
    MINOR = "Minor"
    UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True)
class Info:
    """3.2.2 `info`: what is said in one language (BCP 47). `level`: a parameter 「警戒レベル」."""

    language: str
    event: str
    headline: str
    description: str
    instruction: str
    severity: Severity
    all_clear: bool
    begins: datetime | None
    expires: datetime | None
    areas: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()
    level: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """3.2.1 `alert`. `references` are the names of earlier messages, as `name` gives them."""

    sender: str
    identifier: str
    sent: datetime
    status: MessageStatus
    type: MessageType
    public: bool
    references: tuple[str, ...] = ()
    infos: tuple[Info, ...] = ()

    @property
    def name(self) -> str:
        """What identifies a message (3.2.1 `references`, without the time)."""
        return f"{self.sender},{self.identifier}"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a city takes from a source of CAP messages.

    `areas`: geocodes or names of areas of which one must match; none named: all. `lasts` is the
    last resort for messages without an end. `exercises`: they are shown, as drills.
    """

    source: str
    areas: frozenset[str] = frozenset()
    least: Severity = Severity.MODERATE
    exercises: bool = False
    calls: Calls = Calls.GO_ON
    lasts: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a message changes: one alert to show, and others to end, by the ids of Alert."""

    show: Alert | None = None
    ends: tuple[str, ...] = ()


NOTHING = Outcome()

_STATUS = {
    MessageStatus.ACTUAL: Status.ACTUAL,
    MessageStatus.EXERCISE: Status.EXERCISE,
}


def alert_id(rules: Rules, status: Status, name: str) -> str:
    """The id of the alert of a message; a drill can never replace or end a real one."""
    return f"{SOURCE}:{rules.source}:{status.value}:{name}"


def outcome(message: Message, rules: Rules, now: datetime) -> Outcome:
    """What the message means now.

    System, Test and Draft mean nothing, Exercise only where the city shows exercises; and so do
    messages that are not for the public, Ack and Error.
    """
    status = _STATUS.get(message.status)
    if status is None or (status is Status.EXERCISE and not rules.exercises):
        return NOTHING
    if not message.public or message.type in (MessageType.ACK, MessageType.ERROR):
        return NOTHING
    ends = tuple(alert_id(rules, status, name) for name in message.references)
    if message.type is MessageType.CANCEL:
        return Outcome(ends=ends)
    infos = [info for info in message.infos if _concerns(info, rules, now)]
    if not infos:
        return Outcome(ends=ends)
    return Outcome(_alert(message, infos, status, rules), ends)


def _concerns(info: Info, rules: Rules, now: datetime) -> bool:
    grave = list(Severity).index(info.severity) <= list(Severity).index(rules.least)
    here = not rules.areas or bool(rules.areas & (info.codes | set(info.areas)))
    over = info.expires is not None and info.expires <= now
    return grave and here and not over and not info.all_clear and bool(_headline(info))


def _headline(info: Info) -> str:
    return (info.headline or info.event).strip()


def _alert(message: Message, infos: list[Info], status: Status, rules: Rules) -> Alert:
    first = infos[0]
    # An alert is shown as long as it holds in any language.
    ends = [info.expires for info in infos]
    known_ends = [end for end in ends if end is not None]
    expires = max(known_ends) if len(known_ends) == len(ends) else message.sent + rules.lasts
    return Alert(
        id=alert_id(rules, status, message.name),
        source=SOURCE,
        status=status,
        headline=_texts(infos, _headline, MOST_HEADLINE),
        begins=min(info.begins or message.sent for info in infos),
        updated_at=message.sent,
        instruction=_texts(infos, _instruction, MOST_INSTRUCTION) or None,
        area=_texts(infos, _areas, MOST_AREA) or None,
        level=first.level,
        calls=rules.calls,
        ending=Ending.CANCEL,
        expires=expires,
    )


def _instruction(info: Info) -> str:
    return info.instruction or info.description


def _areas(info: Info) -> str:
    return "、".join(info.areas)


def _texts(infos: Iterable[Info], say: Callable[[Info], str], most: int) -> Text:
    """By language; without Japanese words the first ones stand for them."""
    found: dict[str, str] = {}
    for info in infos:
        words = cut(say(info), most)
        if words:
            found.setdefault(language(info.language), words)
    if found and "ja" not in found:
        found["ja"] = next(iter(found.values()))
    return found


def cut(words: str, most: int) -> str:
    """The words in one line, and with an ellipsis where there are too many."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    return line if len(line) <= most else line[: most - 1] + "…"


_LANGUAGES: Mapping[str, str] = {
    "ja": "ja",
    "en": "en",
    "zh": "zh-Hans",
    "zh-hans": "zh-Hans",
    "zh-hant": "zh-Hant",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "ko": "ko",
    "vi": "vi",
    "pt": "pt",
    "fil": "fil",
    "tl": "fil",
    "ne": "ne",
    "ja-easy": "ja-easy",
}


def language(tag: str) -> str:
    """A language of the lobby, where the tag (RFC 5646) means one; else its own first part."""
    parts = tag.lower().split("-")
    for count in range(min(2, len(parts)), 0, -1):
        known = _LANGUAGES.get("-".join(parts[:count]))
        if known is not None:
            return known
    return parts[0] or "und"
