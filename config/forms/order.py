"""What can be seen from where: a question knows the answers before it, and a member its own.

The way through an event asks its own pages, then looks at one procedure after the other and
asks what the form of each needed one asks besides (hub.domain.forms.walking). So a page may come
at several places; a condition on it may look only at what comes earlier at all of them, or is not
asked there at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from config.faults import Fault
from config.forms.conditions import Probe, Site, When, probes, sites
from config.forms.entries import Index, Name

IN_GROUP = "グループの中の項目は、そのグループの外からは見られません（count で数えられます）。"
TOO_LATE = "この項目は、まだ聞いていないことがあります（用件 {event}）。前で聞いてください。"
NEVER = "この項目は、ここより前に聞かれることがありません。"
ITSELF = "このページより前の項目だけを見られます。"


@dataclass(frozen=True, slots=True)
class Script:
    """An event's lists of pages and groups: its own, then one for the form of each procedure.

    `places`: page or group -> list -> place in the list. `procedures`: id -> its list. `certain`:
    the lists that are asked of everybody.
    """

    event: str
    places: Mapping[str, Mapping[int, int]]
    procedures: Mapping[str, int]
    certain: frozenset[int]

    def at(self, name: str, *, procedure: bool = False) -> Mapping[int, int]:
        """Where a page or group is asked; a procedure is looked at before its form's list."""
        if not procedure:
            return self.places.get(name, {})
        return {self.procedures[name]: -1} if name in self.procedures else {}


def early_looks(found: Index) -> Iterator[Fault]:
    """A condition, or a number of members, that looks at what is asked later or of others."""
    scripts = tuple(_script(found, event) for event in found.events)
    for site in sites(found):
        for probe in probes(site):
            yield from _looks(found, scripts, probe)
    for group in found.groups.values():
        for name in group.name("count"):
            if name.text in found.fields:
                site = Site(group, When.AT_PAGE, group.id)
                yield from _seen(found, scripts, Probe(site, "", group, 1), name)


def _script(found: Index, event: str) -> Script:
    entry = found.events[event]
    lists = [[name.text for name in entry.names("asks")]]
    procedures: dict[str, int] = {}
    certain = {0}
    for name in entry.names("procedures"):
        procedure = found.procedures.get(name.text)
        procedures.setdefault(name.text, len(lists))
        if procedure and procedure.data.get("when") is None:
            certain.add(len(lists))
        form = found.forms.get(procedure.text("form")) if procedure else None
        lists.append([ask.text for ask in form.names("asks")] if form else [])
    places: dict[str, dict[int, int]] = {}
    for number, names in enumerate(lists):
        for place, ask in enumerate(names):
            places.setdefault(ask, {}).setdefault(number, place)
    return Script(event, places, procedures, frozenset(certain))


def _looks(found: Index, scripts: tuple[Script, ...], probe: Probe) -> Iterator[Fault]:
    for name in probe.fields:
        if name.text in found.fields:
            yield from _seen(found, scripts, probe, name)
    for name in probe.entry.name("group") if probe.name == "count" else ():
        if name.text in found.groups:
            yield from _in_time(scripts, probe.site, name, name.text)


def _seen(found: Index, scripts: tuple[Script, ...], probe: Probe, name: Name) -> Iterator[Fault]:
    site, page = probe.site, found.fields[name.text].page
    home = found.group_of(name.text)
    if home is not None and home != (probe.counted or site.group):
        yield name.fault(IN_GROUP)
    elif home is not None and probe.counted is None:
        yield from _within(found, site, name, page)
    elif home is None and page == site.of:
        if site.when is When.AT_PAGE:
            yield name.fault(ITSELF)
    elif home is None:
        yield from _in_time(scripts, site, name, page)


def _within(found: Index, site: Site, name: Name, page: str) -> Iterator[Fault]:
    """Between the pages of one group, which are asked member by member."""
    if site.when is When.AT_END or (site.when is When.ON_PAGE and page == site.of):
        return
    pages = [item.text for item in found.groups[site.group or ""].names("pages")]
    if pages.index(page) >= pages.index(site.of):
        yield name.fault(ITSELF)


def _in_time(scripts: tuple[Script, ...], site: Site, name: Name, asked: str) -> Iterator[Fault]:
    if site.when is When.AT_END:
        return
    procedure = site.when is When.AT_PROCEDURE
    places = [
        (script, here, script.at(asked))
        for script in scripts
        if (here := script.at(site.group or site.of, procedure=procedure))
    ]
    late = next((found[0] for found in places if _is_late(*found)), None)
    if late is not None:
        yield name.fault(TOO_LATE.format(event=late.event))
    elif places and not any(there for _, _, there in places):
        yield name.fault(NEVER)


def _is_late(script: Script, here: Mapping[int, int], there: Mapping[int, int]) -> bool:
    """Can `there` come at or after `here`, whichever of the procedures are needed?

    Any list that is not certain may be left out, so that each place of `here` up to the first
    certain one can be the first.
    """
    for number, place in sorted(here.items()):
        sure = (other for other in there if other in script.certain or other == number)
        is_before = any((other, there[other]) < (number, place) for other in sure)
        if not is_before and any((other, there[other]) >= (number, place) for other in there):
            return True
        if number in script.certain:
            return False
    return False
