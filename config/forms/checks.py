"""Every fault that takes two places of the definitions to see."""

from collections.abc import Iterator, Mapping

from config.document import Document
from config.faults import Fault


def form_faults(documents: Mapping[str, Document], services: Document) -> Iterator[Fault]:
    """The faults between definitions, and between them and the services."""
    del documents, services
    return iter(())
