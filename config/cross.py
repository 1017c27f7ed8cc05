"""Faults between settings: names used twice, names that mean nothing, circles, labels that clash.

The checks read the plain data, not the models, so that one wrong value hides no other fault.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from config.document import Document, Keys, Plain
from config.faults import Fault, near

Documents = Mapping[str, Document]
Check = Callable[[Documents], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Unique:
    """Values that may stand once only: among all, or within one entry (`within` keys deep)."""

    file: str
    patterns: tuple[str, ...]
    what: str
    within: int = 0


UNIQUE = (
    Unique("site.yaml", ("priority_classes.*.id",), "区分の id"),
    Unique("site.yaml", ("speech.languages.*",), "言語"),
    Unique("services.yaml", ("*.id",), "業務の id"),
    Unique("services.yaml", ("*.prefix",), "番号の頭の文字"),
    Unique("services.yaml", ("*.steps.*",), "続きの業務", within=1),
    Unique("counters.yaml", ("*.id",), "窓口の id"),
    Unique("counters.yaml", ("*.number",), "窓口の番号"),
    Unique("counters.yaml", ("*.profile.*.service",), "受け持つ業務", within=1),
    Unique("terminals.yaml", ("kiosks.*.id", "displays.*.id"), "端末の id"),
    Unique("terminals.yaml", ("kiosks.*.mark",), "キオスクのしるし"),
    Unique("terminals.yaml", ("kiosks.*.services.*",), "業務", within=2),
    Unique("terminals.yaml", ("kiosks.*.forms.*",), "用件", within=2),
    Unique("terminals.yaml", ("displays.*.services.*",), "業務", within=2),
    Unique("emergencies.yaml", ("templates.*.id",), "用意の id"),
    Unique("visits.yaml", ("survey.kiosks.*",), "発券機"),
    Unique("visits.yaml", ("phone.numbers.services.*",), "業務"),
    Unique("visits.yaml", ("appointments.services.*.service",), "予約を受ける業務"),
    Unique("visits.yaml", ("appointments.services.*.counters.*",), "窓口", within=3),
    Unique("emergencies.yaml", ("cap.*.id",), "情報源の id"),
    Unique("feeds.yaml", ("*.id",), "情報源の id"),
    Unique("signage.yaml", ("items.*.id",), "出すものの id"),
    Unique("signage.yaml", ("playlists.*.id",), "番組の id"),
    Unique("signage.yaml", ("campaigns.*.id",), "契約の id"),
    Unique("signage.yaml", ("campaigns.*.items.*",), "広告", within=2),
    Unique("signage.yaml", ("layouts.*.id",), "割りつけの id"),
    Unique("signage.yaml", ("layouts.*.zones.*.id",), "区画の id", within=2),
    Unique("signage.yaml", ("screens.*.id",), "表示盤の id"),
    Unique("floors.yaml", ("floors.*.id",), "階の id"),
    Unique("floors.yaml", ("floors.*.storey",), "階"),
    Unique("floors.yaml", ("nodes.*.id",), "地点の id"),
    Unique("floors.yaml", ("places.*.id",), "場所の id"),
)
SERVICE_REFERENCES = (
    ("services.yaml", "*.steps.*"),
    ("counters.yaml", "*.profile.*.service"),
    ("terminals.yaml", "kiosks.*.services.*"),
    ("terminals.yaml", "displays.*.services.*"),
    ("visits.yaml", "figures.goals.*.services.*"),
    ("visits.yaml", "phone.numbers.services.*"),
    ("visits.yaml", "appointments.services.*.service"),
)


def select(document: Document, pattern: str) -> Iterator[tuple[Keys, Plain]]:
    """The values at the places of a pattern: `*.steps.*` is every step of every entry."""
    found: list[tuple[Keys, Plain]] = [((), document.data)]
    for step in pattern.split("."):
        found = [
            ((*path, key), value)
            for path, outer in found
            for key, value in _children(outer)
            if step in ("*", key)
        ]
    return iter(found)


def _children(value: Plain) -> Iterator[tuple[str | int, Plain]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)


def texts(document: Document, pattern: str) -> Iterator[tuple[Keys, str]]:
    """The values of a pattern's places that are texts."""
    return ((path, value) for path, value in select(document, pattern) if isinstance(value, str))


def _ids(documents: Documents) -> dict[str, Keys]:
    """Service id -> its entry."""
    return {value: path[:-1] for path, value in texts(documents["services.yaml"], "*.id")}


def duplicates(documents: Documents) -> Iterator[Fault]:
    """The same name for two things."""
    for rule in UNIQUE:
        document = documents[rule.file]
        first: dict[tuple[Keys, str], Keys] = {}
        for pattern in rule.patterns:
            for path, value in select(document, pattern):
                if not isinstance(value, str | int) or isinstance(value, bool):
                    continue
                original = first.setdefault((path[: rule.within], str(value)), path)
                if original != path:
                    line = document.values[original].line
                    yield document.fault(path, f"同じ{rule.what}がもうあります（{line}行目）。")


def unknown_services(documents: Documents) -> Iterator[Fault]:
    """A service is named that there is not."""
    if not documents["services.yaml"].readable:
        return
    known = _ids(documents)
    for file, pattern in SERVICE_REFERENCES:
        for path, name in texts(documents[file], pattern):
            if name not in known:
                message = "この id の業務は services.yaml にありません。"
                yield documents[file].fault(path, message, near=near(name, known))


def step_circles(documents: Documents) -> Iterator[Fault]:
    """A visit that never ends: A → K → A."""
    document = documents["services.yaml"]
    steps = list(texts(document, "*.steps.*"))
    graph = {
        name: [step for path, step in steps if path[:1] == entry]
        for name, entry in _ids(documents).items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        path = (*_ids(documents)[circle[-1]], "steps")
        way = " → ".join(reversed(circle))
        yield document.fault(path, f"業務の続きが輪になっています（{way}）。")


def unserved(documents: Documents) -> Iterator[Fault]:
    """A service that no counter calls: its visitors would wait for ever."""
    if not documents["counters.yaml"].readable:
        return
    served = {name for _, name in texts(documents["counters.yaml"], "*.profile.*.service")}
    for name, entry in _ids(documents).items():
        if name not in served:
            message = "この業務を受け持つ窓口が counters.yaml にありません。"
            yield documents["services.yaml"].fault((*entry, "id"), message)


def clashing_labels(documents: Documents) -> Iterator[Fault]:
    """Prefix A with mark X gives AX-001, which a service with the prefix AX gives too."""
    prefixes = {value for _, value in texts(documents["services.yaml"], "*.prefix")}
    terminals = documents["terminals.yaml"]
    for path, mark in texts(terminals, "kiosks.*.mark"):
        for prefix in sorted(prefixes):
            if prefix + mark in prefixes:
                message = (
                    f"業務の頭の文字 {prefix} と合わせると {prefix}{mark} になり、"
                    f"頭の文字が {prefix}{mark} の業務と見分けられません。"
                )
                yield terminals.fault(path, message)


def not_at_kiosk(documents: Documents) -> Iterator[Fault]:
    """A kiosk offers what is not given at kiosks."""
    services, terminals = documents["services.yaml"], documents["terminals.yaml"]
    given = dict(select(services, "*.at_kiosk"))
    elsewhere = {
        name for name, entry in _ids(documents).items() if given.get((*entry, "at_kiosk")) is False
    }
    for path, name in texts(terminals, "kiosks.*.services.*"):
        if name in elsewhere:
            yield terminals.fault(path, "この業務は at_kiosk: false なので、キオスクで出せません。")


def unspoken_languages(documents: Documents) -> Iterator[Fault]:
    """A language is to be spoken in which nobody can take a number."""
    document = documents["site.yaml"]
    # That a site has Japanese is asked for by itself.
    chosen = {"ja", *(name for _, name in texts(document, "languages.*"))}
    for path, name in texts(document, "speech.languages.*"):
        if chosen and name not in chosen:
            yield document.fault(
                path, "この言語は languages にありません。", near=near(name, chosen)
            )


def unknown_kiosks(documents: Documents) -> Iterator[Fault]:
    """The survey is to be at a kiosk that there is not."""
    known = {name for _, name in texts(documents["terminals.yaml"], "kiosks.*.id")}
    if not documents["terminals.yaml"].readable:
        return
    for path, name in texts(documents["visits.yaml"], "survey.kiosks.*"):
        if name not in known:
            message = "この id の発券機は terminals.yaml にありません。"
            yield documents["visits.yaml"].fault(path, message, near=near(name, known))


def appointments_without_address(documents: Documents) -> Iterator[Fault]:
    """Visitors are to come back to their appointments by a link that leads nowhere."""
    site, visits = documents["site.yaml"], documents["visits.yaml"]
    given = any(True for _ in select(site, "public_url"))
    if given or not site.readable:
        return
    for path, _ in list(select(visits, "appointments.services.*.service"))[:1]:
        message = (
            "予約のリンクとメールに書くアドレスがありません。"
            "site.yaml に public_url を書いてください。"
        )
        yield visits.fault(path[:2], message)


CHECKS: tuple[Check, ...] = (
    duplicates,
    unknown_services,
    step_circles,
    unserved,
    clashing_labels,
    not_at_kiosk,
    unspoken_languages,
    unknown_kiosks,
    appointments_without_address,
)


def cross_faults(documents: Documents) -> Iterator[Fault]:
    """Every fault that takes two places to see."""
    return (fault for check in CHECKS for fault in check(documents))
