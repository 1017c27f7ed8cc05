"""The definitions as plain data, found by their ids, each with its place in its file.

Checks read the plain data, not the models, so that one wrong value hides no other fault.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from config.document import Document, Keys, Plain
from config.faults import Fault
from config.schema.forms import KINDS

SHELVES = ("events", "pages", "groups", "procedures", "documents", "forms")


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping of a file: an event, a page, a field, a cell."""

    document: Document
    path: Keys
    data: Mapping[str, Plain]

    @property
    def id(self) -> str:
        found = self.data.get("id")
        return found if isinstance(found, str) else ""

    @property
    def line(self) -> str:
        """Where it stands, for a message about another place."""
        return f"{self.document.file} {self.document.values[self.path].line}行目"

    def text(self, key: str) -> str:
        """The text of a setting; empty where it is none."""
        found = self.data.get(key)
        return found if isinstance(found, str) else ""

    def number(self, key: str) -> int | None:
        """The whole number of a setting."""
        found = self.data.get(key)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def inner(self, key: str) -> Iterator["Entry"]:
        """The mapping of a setting, if it is one."""
        found = self.data.get(key)
        if isinstance(found, dict):
            yield Entry(self.document, (*self.path, key), found)

    def entries(self, key: str) -> Iterator["Entry"]:
        """The mappings in the list of a setting."""
        for number, item in enumerate(_listed(self.data.get(key))):
            if isinstance(item, dict):
                yield Entry(self.document, (*self.path, key, number), item)

    def names(self, key: str) -> Iterator["Name"]:
        """The texts in the list of a setting."""
        for number, item in enumerate(_listed(self.data.get(key))):
            if isinstance(item, str):
                yield Name(self.document, (*self.path, key, number), item)

    def name(self, key: str) -> Iterator["Name"]:
        """The text of a setting, if it is one."""
        if self.text(key):
            yield Name(self.document, (*self.path, key), self.text(key))

    def fault(self, key: str, message: str, near: str | None = None) -> Fault:
        """A fault at one of its settings."""
        return self.document.fault((*self.path, key), message, near=near)


@dataclass(frozen=True, slots=True)
class Name:
    """A text that stands for something defined elsewhere, and where it was written."""

    document: Document
    path: Keys
    text: str

    def fault(self, message: str, near: str | None = None) -> Fault:
        return self.document.fault(self.path, message, near=near)


@dataclass(frozen=True, slots=True)
class Asked:
    """A field with the page that asks it."""

    entry: Entry
    page: str

    @property
    def kind(self) -> str:
        return self.entry.text("type")

    def may_be(self, *kinds: str) -> bool:
        """Is it of one of these kinds, as far as is known? A misspelt kind may be any."""
        return self.kind in kinds or self.kind not in KINDS

    @property
    def options(self) -> dict[str, Entry]:
        return {option.id: option for option in self.entry.entries("options")}


@dataclass(slots=True)
class Index:
    """All definitions. Of two with the same id, the first. `homes`: page -> its group."""

    every: dict[str, list[Entry]]
    events: dict[str, Entry]
    pages: dict[str, Entry]
    groups: dict[str, Entry]
    procedures: dict[str, Entry]
    documents: dict[str, Entry]
    forms: dict[str, Entry]
    fields: dict[str, Asked] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)

    def group_of(self, name: str) -> str | None:
        """The group that a field is asked in; None outside groups."""
        return self.homes.get(self.fields[name].page)


def index(documents: Iterable[Document]) -> Index:
    """Everything that the files define."""
    files = [
        Entry(document, (), document.data)
        for document in documents
        if isinstance(document.data, dict)
    ]
    every = {shelf: [entry for file in files for entry in file.entries(shelf)] for shelf in SHELVES}
    made = Index(
        every,
        events=_first(every["events"]),
        pages=_first(every["pages"]),
        groups=_first(every["groups"]),
        procedures=_first(every["procedures"]),
        documents=_first(every["documents"]),
        forms=_first(every["forms"]),
    )
    for page in made.every["pages"]:
        for item in page.entries("fields"):
            made.fields.setdefault(item.id, Asked(item, page.id))
    for group in made.every["groups"]:
        for name in group.names("pages"):
            made.homes.setdefault(name.text, group.id)
    return made


def _first(entries: list[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.id, entry)
    return found


def _listed(value: Plain) -> tuple[Plain, ...]:
    return value if isinstance(value, tuple) else ()
