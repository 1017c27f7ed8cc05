"""CAP 1.2 messages as XML: hub.service.alarms.cap.Message."""

from datetime import datetime
from xml.etree.ElementTree import Element

from hub.adapters.xml import BadXml, children, local, read_xml, text
from hub.service.alarms.cap import Info, Message, MessageStatus, MessageType, Severity

# CAP 1.0 and 1.1 are read too: what is used here has the same names.
_NAMESPACES = (
    "urn:oasis:names:tc:emergency:cap:1.2",
    "urn:oasis:names:tc:emergency:cap:1.1",
    "http://www.incident.com/cap/1.0",
)
# Characters of an identifier or sender; more infos or references than any office writes.
_MOST_NAME, _MOST_PARTS = 200, 40
# How a message names the level of an evacuation.
_LEVELS = ("警戒レベル", "level", "alertlevel", "jma:level")


def read_cap(body: bytes) -> Message:
    """The message in a document; raises BadXml."""
    return cap_message(read_xml(body))


def is_cap(root: Element) -> bool:
    """Is it a message, and not a list of such?"""
    return str(root.tag).strip("{").rpartition("}")[0] in _NAMESPACES and local(root) == "alert"


def cap_message(root: Element) -> Message:
    """The message that `root` is; raises BadXml."""
    if not is_cap(root):
        raise BadXml("no CAP message")
    try:
        return Message(
            sender=_name(text(root, "sender")),
            identifier=_name(text(root, "identifier")),
            sent=instant(text(root, "sent")),
            status=MessageStatus(text(root, "status")),
            type=MessageType(text(root, "msgType")),
            public=text(root, "scope") == "Public",
            references=_references(text(root, "references")),
            infos=tuple(map(_info, children(root, "info")[:_MOST_PARTS])),
        )
    except ValueError as error:
        raise BadXml(str(error)) from error


def instant(words: str) -> datetime:
    """ISO 8601 with an offset, in years that clocks can show; ValueError."""
    found = datetime.fromisoformat(words)
    if found.tzinfo is None or not 2000 <= found.year <= 2200:
        raise ValueError("no instant")
    return found


def _name(words: str) -> str:
    """3.2.1: no spaces, commas or restricted characters."""
    if not 0 < len(words) <= _MOST_NAME or any(sign in " ,<&" for sign in words):
        raise ValueError("no identifier or sender")
    return words


def _references(words: str) -> tuple[str, ...]:
    """3.2.1: "sender,identifier,sent" between spaces; the time adds nothing to the name."""
    found = []
    for reference in words.split()[:_MOST_PARTS]:
        parts = reference.rsplit(",", 2)
        if len(parts) != 3:
            raise ValueError("a reference has three parts")
        found.append(f"{parts[0]},{parts[1]}")
    return tuple(found)


def _info(info: Element) -> Info:
    areas = children(info, "area")[:_MOST_PARTS]
    codes = (text(code, "value") for area in areas for code in children(area, "geocode"))
    # Not `onset`: that is when the event is expected, of which people are warned before.
    begins = text(info, "effective")
    expires = text(info, "expires")
    return Info(
        language=text(info, "language") or "en-US",
        event=text(info, "event"),
        headline=text(info, "headline"),
        description=text(info, "description"),
        instruction=text(info, "instruction"),
        severity=Severity(text(info, "severity") or "Unknown"),
        all_clear=any(
            (kind.text or "").strip() == "AllClear" for kind in children(info, "responseType")
        ),
        begins=instant(begins) if begins else None,
        expires=instant(expires) if expires else None,
        areas=tuple(filter(None, (text(area, "areaDesc") for area in areas))),
        codes=frozenset(filter(None, codes)),
        level=_level(info),
    )


def _level(info: Element) -> int:
    """The parameter 「警戒レベル」, 1 to 5; 0 where there is none."""
    for parameter in children(info, "parameter"):
        value = text(parameter, "value")
        if text(parameter, "valueName").lower() in _LEVELS and value in ("1", "2", "3", "4", "5"):
            return int(value)
    return 0
