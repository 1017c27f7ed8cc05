"""Names in the definitions that mean nothing, or something of another kind."""

from collections.abc import Iterable, Iterator, Mapping

from config.document import Document
from config.faults import Fault, near
from config.forms.conditions import DEEPEST, Probe, probes, sites
from config.forms.entries import Asked, Entry, Index, Name
from config.schema.forms.questions import CHOOSING

# A household has no more people than the way through the questions can go for
# (hub.domain.forms.walking.MOST_MEMBERS).
MOST_PEOPLE = 12


def unknown_names(found: Index, services: Document) -> Iterator[Fault]:
    """An id that nothing has."""
    asked = {**found.pages, **found.groups}
    for event in found.events.values():
        yield from _unknown(event.names("asks"), asked, "ページやグループ")
        yield from _unknown(event.names("procedures"), found.procedures, "手続き")
    for group in found.groups.values():
        yield from _unknown(group.names("pages"), found.pages, "ページ")
    for procedure in found.procedures.values():
        yield from _unknown(procedure.name("form"), found.forms, "様式")
        yield from _unknown(procedure.names("bring"), found.documents, "持ち物")
        yield from _unknown(_each(procedure, "bring", "document"), found.documents, "持ち物")
        if services.readable:
            yield from _unknown(procedure.name("service"), _ids(services), "業務")
    yield from _unknown_in_forms(found, asked)


def _unknown_in_forms(found: Index, asked: Mapping[str, object]) -> Iterator[Fault]:
    for form in found.forms.values():
        yield from _unknown(form.names("asks"), asked, "ページやグループ")
        for section in form.entries("sections"):
            yield from _unknown(section.name("group"), found.groups, "グループ")
            for cell in section.entries("cells"):
                yield from _unknown(cell.names("fields"), found.fields, "項目")


def wrong_kinds(found: Index) -> Iterator[Fault]:
    """A field that is not of the kind that its use needs."""
    for group in found.groups.values():
        for count in group.name("count"):
            wrong = _of_kind(found, count, "count", "人数（type: count）")
            yield from wrong or _bounded(found, count)
        for called in group.name("called"):
            yield from _of_kind(found, called, "name", "氏名（type: name）")
    for procedure in found.procedures.values():
        for deadline in procedure.inner("deadline"):
            for after in deadline.name("after"):
                yield from _of_kind(found, after, "date", "日付（type: date）")


def conditions(found: Index) -> Iterator[Fault]:
    """What a condition looks at: that it exists, can be compared so, and is always answered."""
    for site in sites(found):
        for probe in probes(site):
            if probe.depth > DEEPEST:
                yield probe.entry.document.fault(
                    probe.entry.path, f"条件の入れ子が深すぎます（{DEEPEST}段まで）。"
                )
                break
            yield from _unknown(
                probe.entry.name("group") if probe.name == "count" else (), found.groups, "グループ"
            )
            for name in probe.fields:
                yield from _unknown([name], found.fields, "項目")
                if name.text in found.fields:
                    yield from _usable(found.fields[name.text], name, probe)


def _usable(asked: Asked, name: Name, probe: Probe) -> Iterator[Fault]:
    if asked.entry.data.get("required") is False:
        yield name.fault("required: false の項目は、条件に使えません。")
    if probe.name in ("age_at", "days_since"):
        if not asked.may_be("date"):
            yield name.fault("日付（type: date）の項目ではありません。")
    elif asked.may_be("choice", "choices", "count"):
        yield from _comparable(asked, name, probe)
    else:
        yield name.fault("比べられるのは、選ぶ項目と人数の項目だけです。")


def _comparable(asked: Asked, name: Name, probe: Probe) -> Iterator[Fault]:
    document, options = probe.entry.document, asked.options
    for path, value in probe.values:
        if asked.kind not in CHOOSING:
            if isinstance(value, str) and asked.kind == "count":
                yield document.fault(path, "人数の項目は、整数と比べてください。")
        elif isinstance(value, str):
            yield from _unknown([Name(document, path, value)], options, f"{name.text} の選択肢")
        elif isinstance(value, int):
            yield document.fault(path, '選択肢の id を書いてください（数字なら "" で囲みます）。')


def _of_kind(found: Index, name: Name, kind: str, what: str) -> list[Fault]:
    unknown = list(_unknown([name], found.fields, "項目"))
    if not unknown and not found.fields[name.text].may_be(kind):
        return [name.fault(f"{what}の項目ではありません。")]
    return unknown


def _bounded(found: Index, count: Name) -> Iterator[Fault]:
    """The number of members must be known, and be one that the screens can go through."""
    entry = found.fields[count.text].entry
    most = entry.number("most")
    if most is None or most > MOST_PEOPLE:
        yield count.fault(f"この項目には most（{MOST_PEOPLE} まで）が必要です（{entry.line}）。")
    if entry.data.get("required") is False:
        yield count.fault("required: false の項目は、グループの人数に使えません。")


def _unknown(names: Iterable[Name], known: Mapping[str, object], what: str) -> Iterator[Fault]:
    for name in names:
        if name.text not in known:
            yield name.fault(f"この id の{what}はありません。", near(name.text, known))


def _each(entry: Entry, listed: str, key: str) -> Iterator[Name]:
    return (name for inner in entry.entries(listed) for name in inner.name(key))


def _ids(services: Document) -> dict[str, object]:
    listed = services.data if isinstance(services.data, tuple) else ()
    return {str(item["id"]): item for item in listed if isinstance(item, dict) and "id" in item}
