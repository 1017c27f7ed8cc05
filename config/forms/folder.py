"""Read the folder `forms`, or say everything that is wrong in it. No folder: no forms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from config.document import Document, parse
from config.faults import Fault
from config.forms.checks import FOLDER, HEAD, form_faults, kiosk_faults
from config.schema.forms import Book, Forms
from config.words import shape_faults

# All files of the folder together: many times a large city's forms, and read in two seconds.
MOST_BYTES, MOST_FILES = 4_000_000, 200

_BOOK: TypeAdapter[Book] = TypeAdapter(Book)


def read_forms(directory: Path, others: Mapping[str, Document], faults: list[Fault]) -> Forms:
    """The forms of a city's settings in `directory`; what is wrong is added to `faults`.

    `others`: the documents of services.yaml and terminals.yaml.
    """
    try:
        documents = _documents(directory / FOLDER)
    except OSError as error:
        message = f"フォルダーを読めません（{error.strerror}）。"
        faults.append(Fault(FOLDER, 1, 1, "", message))
        return Forms()
    if documents:
        faults += (fault for document in documents.values() for fault in document.faults)
        faults += (fault for document in documents.values() for fault in _heads(document))
        faults += form_faults(documents, others["services.yaml"])
    books = {name: _book(document, faults) for name, document in documents.items()}
    forms = _merged({name: book for name, book in books.items() if book})
    if all(books.values()):
        faults += kiosk_faults((event.id for event in forms.events), others["terminals.yaml"])
    return forms


def _documents(folder: Path) -> dict[str, Document]:
    """The files by name; none without a folder. What is too much is a fault, and not read."""
    if not folder.exists():
        return {}
    names = sorted(path.name for path in folder.iterdir() if _is_meant(path))
    documents = {name: _document(folder / name) for name in _bounded(folder, names)}
    for name in names:
        documents.setdefault(
            name, _refused(name, "フォルダーの定義が大きすぎます。分けてください。")
        )
    if HEAD not in documents:
        documents[HEAD] = _refused(
            HEAD, "ファイルがありません。version: 1 と書いて作ってください。"
        )
    return documents


def _is_meant(path: Path) -> bool:
    return path.suffix.casefold() in (".yaml", ".yml") and not path.name.startswith(".")


def _bounded(folder: Path, names: Iterable[str]) -> Iterator[str]:
    total = 0
    for number, name in enumerate(names):
        total += (folder / name).stat().st_size
        if number < MOST_FILES and total <= MOST_BYTES:
            yield name


def _document(path: Path) -> Document:
    if path.suffix != ".yaml":
        meant = path.with_suffix(".yaml").name
        fault = Fault(f"{FOLDER}/{path.name}", 1, 1, "", "この名前のファイルは読みません。", meant)
        return Document(fault.file, readable=False, faults=[fault])
    try:
        content = path.read_bytes()
    except OSError as error:
        return _refused(path.name, f"ファイルを読めません（{error.strerror}）。")
    return _parsed(f"{FOLDER}/{path.name}", content)


@lru_cache(maxsize=64)
def _parsed(file: str, content: bytes) -> Document:
    """Parsing is slow, and most files stay as they were when one of them is saved."""
    document = parse(file, content)
    empty = document.data is None and not document.faults
    return replace(document, data={}) if empty else document


def _refused(name: str, message: str) -> Document:
    file = f"{FOLDER}/{name}"
    return Document(file, readable=False, faults=[Fault(file, 1, 1, "", message)])


def _heads(document: Document) -> Iterator[Fault]:
    """`version` and `retired` stand in one file, where everybody finds them."""
    if not document.readable or not isinstance(document.data, dict):
        return
    if document.file == f"{FOLDER}/{HEAD}":
        if document.data.get("version") is None:
            yield document.fault(("version",), "version（定義の版）が必要です。")
        return
    for key in ("version", "retired"):
        if key in document.data:
            yield document.fault((key,), f"{HEAD} だけに書けます。", at_key=True)


def _book(document: Document, faults: list[Fault]) -> Book | None:
    if not document.readable:
        return None
    try:
        return _BOOK.validate_python(document.data)
    except ValidationError as error:
        faults += shape_faults(document, Book, error)
        return None


def _merged(books: Mapping[str, Book]) -> Forms:
    parts = tuple(books.values())
    head = books.get(HEAD, Book())
    return Forms(
        version=head.version or 0,
        retired=head.retired,
        events=tuple(item for book in parts for item in book.events),
        pages=tuple(item for book in parts for item in book.pages),
        groups=tuple(item for book in parts for item in book.groups),
        procedures=tuple(item for book in parts for item in book.procedures),
        documents=tuple(item for book in parts for item in book.documents),
        forms=tuple(item for book in parts for item in book.forms),
        files={name: tuple(event.id for event in book.events) for name, book in books.items()},
    )
