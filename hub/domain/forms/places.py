"""Where each field of a book is asked: once, or of each member of a group."""

from collections.abc import Mapping
from dataclasses import dataclass

from hub.domain.forms.book import Book, Field, Group


@dataclass(frozen=True, slots=True)
class Place:
    """A field, and the group whose members it is asked of; None for the visit."""

    field: Field
    group: Group | None


def places(book: Book) -> Mapping[str, Place]:
    """Every field by its id, in the order of the pages."""
    groups = {page: group for group in book.groups.values() for page in group.pages}
    return {
        item.id: Place(item, groups.get(page.id))
        for page in book.pages.values()
        for item in page.fields
    }


def group_of(book: Book, page: str) -> Group | None:
    """The group of whose members a page is asked."""
    return next((group for group in book.groups.values() if page in group.pages), None)
