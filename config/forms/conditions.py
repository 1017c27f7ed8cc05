"""Where conditions stand in the definitions, and what each of them looks at."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from config.document import Keys, Plain
from config.forms.entries import Entry, Index, Name

DEEPEST = 8

# What each kind of test calls the fields that it looks at.
_FIELDS = {
    "eq": ("field",),
    "in": ("field",),
    "age_at": ("field", "on"),
    "days_since": ("field",),
}


class When(Enum):
    """When a condition is looked at."""

    AT_PAGE = auto()  # before the page, or the whole group, is asked
    ON_PAGE = auto()  # while the page is on the screen: its own answers count
    AT_PROCEDURE = auto()  # before the procedure's form is asked
    AT_END = auto()  # when everything has been asked


@dataclass(frozen=True, slots=True)
class Site:
    """A condition's outermost mapping, `of` what, looked at in the name of a member of `group`."""

    entry: Entry
    when: When
    of: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Probe:
    """One test within a condition: its name (`eq`) and what stands behind it.

    `counted` is the group whose members are being counted around it.
    """

    site: Site
    name: str
    entry: Entry
    depth: int
    counted: str | None = None

    @property
    def fields(self) -> Iterator[Name]:
        for key in _FIELDS.get(self.name, ()):
            yield from self.entry.name(key)

    @property
    def values(self) -> Iterator[tuple[Keys, Plain]]:
        """What the field is compared with, and where that stands."""
        if "value" in self.entry.data:
            yield (*self.entry.path, "value"), self.entry.data["value"]
        listed = self.entry.data.get("values")
        for number, value in enumerate(listed if isinstance(listed, tuple) else ()):
            yield (*self.entry.path, "values", number), value


def sites(found: Index) -> Iterator[Site]:
    """Every condition of the definitions."""
    for page in found.pages.values():
        yield from _on_page(page, found.homes.get(page.id))
    for group in found.groups.values():
        yield from _at(group, When.AT_PAGE, group.id, None)
    for procedure in found.procedures.values():
        yield from _at(procedure, When.AT_PROCEDURE, procedure.id, None)
        for bring in procedure.entries("bring"):
            yield from _at(bring, When.AT_END, procedure.id, None)
    for form in found.forms.values():
        for section in form.entries("sections"):
            yield from _at(section, When.AT_END, form.id, section.text("group") or None)


def _on_page(page: Entry, group: str | None) -> Iterator[Site]:
    yield from _at(page, When.AT_PAGE, page.id, group)
    for item in (*page.entries("fields"), page):
        for inner in (*item.entries("options"), *item.entries("checks")):
            yield from _at(inner, When.ON_PAGE, page.id, group)


def _at(entry: Entry, when: When, of: str, group: str | None) -> Iterator[Site]:
    for condition in entry.inner("when"):
        yield Site(condition, when, of, group)


def probes(site: Site) -> Iterator[Probe]:
    """Every test of a condition, those around others too. Without recursion, however deep."""
    waiting: list[tuple[Entry, int, str | None]] = [(site.entry, 1, None)]
    while waiting:
        outer, depth, counted = waiting.pop()
        for name, value in outer.data.items():
            path = (*outer.path, name)
            if isinstance(value, dict):
                probe = Probe(site, name, Entry(outer.document, path, value), depth, counted)
                yield probe
                waiting += [(part, depth + 1, group) for part, group in _inside(probe)]
            elif isinstance(value, tuple):
                waiting += [
                    (Entry(outer.document, (*path, number), part), depth + 1, counted)
                    for number, part in enumerate(value)
                    if isinstance(part, dict)
                ]


def _inside(probe: Probe) -> Iterator[tuple[Entry, str | None]]:
    """The condition within `not` or `count`, and whose members it is about."""
    if probe.name == "not":
        yield probe.entry, probe.counted
    if probe.name == "count":
        for condition in probe.entry.inner("when"):
            yield condition, probe.entry.text("group") or None
