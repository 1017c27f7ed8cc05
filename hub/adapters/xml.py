"""XML of strangers: no document types, so no entities, no files and no bombs."""

from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring


class BadXml(Exception):
    """It is not XML, or not of a kind that is read here."""


def read_xml(body: bytes) -> Element:
    """The root; raises BadXml."""
    try:
        root: Element = fromstring(body, forbid_dtd=True)
    # An encoding that nobody knows is a LookupError, a byte that it does not have a ValueError.
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BadXml(f"{type(error).__name__}: {error}") from error
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, name: str) -> list[Element]:
    """The children of that name, whatever their namespace."""
    return [child for child in element if local(child) == name]


def child(element: Element, *path: str) -> Element | None:
    """The first descendant along a path of names."""
    found: Element | None = element
    for name in path:
        found = next(iter(children(found, name)), None) if found is not None else None
    return found


def text(element: Element | None, *path: str) -> str:
    """The words of the first descendant along a path; empty where there is none."""
    found = child(element, *path) if element is not None else None
    return (found.text or "").strip() if found is not None else ""
