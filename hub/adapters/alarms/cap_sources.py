"""CAP messages from a folder, or from an address that holds one or lists many."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from hub.adapters.alarms.cap_xml import cap_message, is_cap, read_cap
from hub.adapters.alarms.remembering import fetched, is_read, linked
from hub.adapters.fetching import Limits
from hub.adapters.xml import BadXml, children, local, read_xml, text
from hub.service.alarms.cap import Message, Rules, outcome
from hub.service.alarms.ports import Change, Mark, NotRead, Reading

# Bytes of one message, and messages that are read at a time.
MOST_BYTES, MOST_MESSAGES = 512_000, 50
_OVER = "over:"


@dataclass(slots=True)
class Notebook:
    """What one reading finds out, beside what was known before."""

    known: Mapping[str, Mark]
    rules: Rules
    now: datetime
    changes: list[Change] = field(default_factory=list)
    marks: dict[str, Mark] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def has(self, name: str) -> bool:
        return name in self.known or name in self.marks

    def mark(self, name: str) -> None:
        self.marks[name] = Mark(self.now)

    def hear(self, message: Message) -> None:
        """One message. One that was ended before it came is not shown."""
        name = f"message:{message.name}:{message.sent.isoformat()}"
        if self.has(name):
            return
        self.mark(name)
        found = outcome(message, self.rules, self.now)
        for ended in found.ends:
            self.mark(_OVER + ended)
        show = found.show if found.show and not self.has(_OVER + found.show.id) else None
        if show is not None or found.ends:
            self.changes.append(Change(show, found.ends))

    def reading(self) -> Reading:
        return Reading(tuple(self.changes), self.marks, tuple(self.problems))


class CapFolder:
    """A folder that another program writes messages into: `*.xml` and `*.cap`."""

    def __init__(self, folder: Path, rules: Rules, every: timedelta) -> None:
        self.name = f"cap:{rules.source}"
        self.every = every
        self._folder = folder
        self._rules = rules

    def read(self, known: Mapping[str, Mark], now: datetime) -> Reading:
        notes = Notebook(known, self._rules, now)
        heard = []
        for file, name in self._files():
            if notes.has(name):
                continue
            try:
                heard.append(read_cap(_within(file)))
            except OSError as fault:
                raise NotRead(f"{file.name}: {fault}") from fault
            except BadXml as fault:
                notes.problems.append(f"{file.name}: {fault}")
            notes.mark(name)
        for message in in_order(heard):
            notes.hear(message)
        return notes.reading()

    def _files(self) -> Iterator[tuple[Path, str]]:
        """Each with a name that changes when its content does."""
        try:
            files = sorted(self._folder.iterdir())
        except OSError as fault:
            raise NotRead(str(fault)) from fault
        for file in files:
            if file.suffix.lower() in (".xml", ".cap") and file.is_file():
                about = file.stat()
                yield file, f"file:{file.name}:{about.st_mtime_ns}:{about.st_size}"


def _within(file: Path) -> bytes:
    with file.open("rb") as opened:
        body = opened.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise BadXml(f"more than {MOST_BYTES} bytes")
    return body


class CapFeed:
    """An address: of a message, or of an Atom or RSS list of them."""

    def __init__(self, url: str, rules: Rules, every: timedelta, limits: Limits) -> None:
        self.name = f"cap:{rules.source}"
        self.every = every
        self._url = url
        self._rules = rules
        self._limits = limits

    def read(self, known: Mapping[str, Mark], now: datetime) -> Reading:
        notes = Notebook(known, self._rules, now)
        listed = fetched(self._url, self._limits, known, notes.marks, now)
        if listed is None:
            return notes.reading()
        try:
            root = read_xml(listed)
            heard = [cap_message(root)] if is_cap(root) else self._linked(root, notes)
        except BadXml as fault:
            raise NotRead(str(fault)) from fault
        for message in in_order(heard):
            notes.hear(message)
        return notes.reading()

    def _linked(self, root: Element, notes: Notebook) -> list[Message]:
        heard = []
        fresh = [url for url in links(root, self._url) if not is_read(url, notes.known)]
        for url in fresh[:MOST_MESSAGES]:
            body = linked(url, self._limits, notes.known, notes.marks, notes.now)
            try:
                heard += [] if body is None else [read_cap(body)]
            except BadXml as fault:
                notes.problems.append(f"{url[:200]}: {fault}")
        return heard


def in_order(messages: Iterable[Message]) -> list[Message]:
    """As they were sent: an update comes after what it updates."""
    return sorted(messages, key=lambda message: message.sent)


def links(root: Element, base: str) -> list[str]:
    """Where the entries of an Atom or RSS list lead, in their order, each once."""
    channel = next(iter(children(root, "channel")), root)
    entries = [*children(channel, "entry"), *children(channel, "item"), *children(root, "item")]
    found = (_link(entry) for entry in entries)
    return list(dict.fromkeys(urljoin(base, link) for link in found if link))


def _link(entry: Element) -> str:
    offered = [item for item in entry if local(item) in ("link", "enclosure")]
    typed = [item for item in offered if "cap" in item.get("type", "")]
    for item in (*typed, *offered):
        found = item.get("href") or item.get("url") or (item.text or "").strip()
        if found:
            return found
    return text(entry, "guid")
