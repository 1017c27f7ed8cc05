"""Every fault that takes two places of the definitions to see."""

from collections.abc import Iterable, Iterator, Mapping

from config.cross import select
from config.document import Document
from config.faults import Fault, near
from config.forms.entries import Index, index
from config.forms.numbers import repeated_ids, wire_numbers
from config.forms.order import early_looks
from config.forms.references import conditions, unknown_names, wrong_kinds
from config.forms.shape import cells, lists, members, too_many, unused

FOLDER, HEAD = "forms", "book.yaml"


def form_faults(documents: Mapping[str, Document], services: Document) -> Iterator[Fault]:
    """The faults between definitions, and between them and the services."""
    found = index(documents.values())
    yield from too_many(found)
    yield from repeated_ids(found)
    yield from wire_numbers(found, documents[HEAD])
    # What a file that can't be read defines is not known to be missing.
    if all(document.readable for document in documents.values()):
        yield from _between(found, services)


def _between(found: Index, services: Document) -> Iterator[Fault]:
    unknown = list(unknown_names(found, services))
    yield from unknown
    yield from wrong_kinds(found)
    yield from conditions(found)
    yield from lists(found)
    yield from members(found)
    if not unknown:
        # One name misspelt would make these say much about things that are right.
        yield from cells(found)
        yield from unused(found)
        yield from early_looks(found)


def kiosk_faults(events: Iterable[str], terminals: Document) -> Iterator[Fault]:
    """A kiosk offers an event that there is not."""
    known = set(events)
    for path, name in select(terminals, "kiosks.*.forms.*"):
        if isinstance(name, str) and name not in known:
            message = f"この id の用件は {FOLDER} のフォルダーにありません。"
            yield terminals.fault(path, message, near=near(name, known))
