"""How the definitions hang together: what asks what, what is never asked, and how much there is."""

from collections.abc import Iterable, Iterator

from config.faults import Fault
from config.forms.entries import Entry, Index, Name
from config.forms.numbers import WHAT

# More than any city has; it bounds the time that these checks and a kiosk take.
MOST = {
    "events": 60,
    "pages": 300,
    "groups": 30,
    "procedures": 200,
    "documents": 300,
    "forms": 100,
}
ASKED_ELSEWHERE = "グループのページは、グループの id で聞きます（{group}）。"


def too_many(found: Index) -> Iterator[Fault]:
    """More definitions than a kiosk works through at once."""
    for shelf, most in MOST.items():
        for entry in found.every[shelf][most:][:1]:
            yield entry.fault("id", f"{WHAT[shelf]}が多すぎます（{most} まで）。")


def lists(found: Index) -> Iterator[Fault]:
    """Names twice in one list, and pages of a group that are asked outside of it."""
    for entry in (*_asking(found), *found.groups.values()):
        for key in ("asks", "procedures", "pages"):
            yield from _twice(entry.names(key))
    for entry in _asking(found):
        for name in entry.names("asks"):
            if name.text in found.homes:
                yield name.fault(ASKED_ELSEWHERE.format(group=found.homes[name.text]))


def members(found: Index) -> Iterator[Fault]:
    """Pages in two groups, and fields that must be inside or outside of one."""
    for group in found.groups.values():
        for name in group.names("pages"):
            if found.homes.get(name.text) != group.id:
                yield name.fault(f"もうグループ {found.homes[name.text]} のページです。")
        for name in group.name("called"):
            if name.text in found.fields and found.group_of(name.text) != group.id:
                yield name.fault("このグループの中の項目ではありません。")
    for procedure in found.procedures.values():
        yield from _deadline_in_group(found, procedure)


def cells(found: Index) -> Iterator[Fault]:
    """Boxes that can't be filled: with fields of other people, or that nobody asks."""
    asked = _asked_with(found)
    for form in found.forms.values():
        for section in form.entries("sections"):
            group = section.text("group") or None
            for cell in section.entries("cells"):
                names = [name for name in cell.names("fields") if name.text in found.fields]
                for name in names:
                    if group and found.group_of(name.text) not in (None, group):
                        yield name.fault(f"グループ {group} の項目ではありません。")
                reach = {_top(found, name.text) for name in names}
                if names and form.id in asked and not reach & asked[form.id]:
                    yield cell.fault("fields", "この様式を使う用件では、この項目を聞きません。")


def unused(found: Index) -> Iterator[Fault]:
    """What no visitor can come to."""
    asks = {name.text for entry in _asking(found) for name in entry.names("asks")}
    used = {
        "pages": asks | set(found.homes),
        "groups": asks,
        "procedures": {
            name.text for event in found.events.values() for name in event.names("procedures")
        },
        "forms": {procedure.text("form") for procedure in found.procedures.values()},
    }
    for shelf, names in used.items():
        entries: dict[str, Entry] = getattr(found, shelf)
        for name, entry in entries.items():
            if name not in names:
                yield entry.fault("id", f"この{WHAT[shelf]}は、どこからも使われていません。")


def _asking(found: Index) -> tuple[Entry, ...]:
    return (*found.events.values(), *found.forms.values())


def _deadline_in_group(found: Index, procedure: Entry) -> Iterator[Fault]:
    for deadline in procedure.inner("deadline"):
        for name in deadline.name("after"):
            if name.text in found.fields and found.group_of(name.text) is not None:
                yield name.fault("グループの中の項目は、期限に使えません。")


def _asked_with(found: Index) -> dict[str, set[str]]:
    """Form -> every page and group that can be asked in an event which leads to it."""
    asked: dict[str, set[str]] = {}
    for event in found.events.values():
        steps = [found.procedures.get(name.text) for name in event.names("procedures")]
        names = {step.text("form") for step in steps if step}
        forms = [found.forms[name] for name in names if name in found.forms]
        every = {ask.text for entry in (event, *forms) for ask in entry.names("asks")}
        for form in forms:
            asked.setdefault(form.id, set()).update(every)
    return asked


def _top(found: Index, field: str) -> str:
    """The name by which a field's page is asked: its own, or that of its group."""
    return found.group_of(field) or found.fields[field].page


def _twice(names: Iterable[Name]) -> Iterator[Fault]:
    seen: set[str] = set()
    for name in names:
        if name.text in seen:
            yield name.fault("同じ id が、この一覧にもうあります。")
        seen.add(name.text)
