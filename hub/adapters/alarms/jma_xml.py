"""Reports of the 気象庁 (気象庁防災情報XMLフォーマット), and the Atom feeds that list them."""

from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element

from hub.adapters.alarms.cap_xml import instant
from hub.adapters.xml import BadXml, child, children, local, read_xml, text
from hub.service.alarms.jma import InfoType, Item, Operation, Report

# More than the longest feed lists, and than a report of a prefecture says.
_MOST_ENTRIES, _MOST_ITEMS = 20_000, 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a feed: the report's title, where it is, and how it begins."""

    title: str
    url: str
    updated: datetime
    content: str


def read_report(body: bytes) -> Report:
    """The report in a document; raises BadXml."""
    root = read_xml(body)
    head = child(root, "Head")
    if local(root) != "Report" or head is None:
        raise BadXml("no report of the 気象庁")
    try:
        return Report(
            title=text(root, "Control", "Title"),
            operation=Operation(text(root, "Control", "Status")),
            at=instant(text(head, "ReportDateTime")),
            event=text(head, "EventID")[:64],
            type=InfoType(text(head, "InfoType")),
            words=text(head, "Headline", "Text"),
            items=tuple(_items(head)[:_MOST_ITEMS]),
        )
    except ValueError as error:
        raise BadXml(str(error)) from error


def _items(head: Element) -> list[Item]:
    """Every kind in every area of the headline; the same pair may stand at several ranks."""
    headline = child(head, "Headline")
    if headline is None:
        return []
    return [
        Item(kind, text(area, "Code"), text(area, "Name"))
        for information in children(headline, "Information")
        for item in children(information, "Item")
        for kind in filter(None, (text(each, "Name") for each in children(item, "Kind")))
        for areas in children(item, "Areas")
        for area in children(areas, "Area")
    ]


def read_feed(body: bytes) -> tuple[Entry, ...]:
    """What a feed lists, in its order; entries that make no sense are passed over. BadXml."""
    root = read_xml(body)
    if local(root) != "feed":
        raise BadXml("no Atom feed")
    return tuple(filter(None, map(_entry, children(root, "entry")[:_MOST_ENTRIES])))


def _entry(entry: Element) -> Entry | None:
    link = next((item.get("href", "") for item in children(entry, "link")), "")
    try:
        updated = instant(text(entry, "updated"))
    except ValueError:
        return None
    if not link:
        return None
    return Entry(text(entry, "title"), link, updated, text(entry, "content"))
