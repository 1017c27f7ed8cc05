"""Read the folder `forms`, or say everything that is wrong in it. No folder: no forms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
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
        files = _files(directory / FOLDER)
    except OSError as error:
        message = f"フォルダーを読めません（{error.strerror}）。"
        faults.append(Fault(FOLDER, 1, 1, "", message))
        return Forms()
    documents = {name: file.document for name, file in files.items()}
    if documents:
        faults += (fault for document in documents.values() for fault in document.faults)
        faults += (fault for document in documents.values() for fault in _heads(document))
        faults += form_faults(documents, others["services.yaml"])
    faults += (fault for file in files.values() for fault in file.faults)
    books = {name: file.book for name, file in files.items() if file.book}
    forms = _merged(books)
    if len(books) == len(files):
        faults += kiosk_faults((event.id for event in forms.events), others["terminals.yaml"])
    return forms


@dataclass(frozen=True, slots=True)
class _File:
    """A file with its checked content, or with what is wrong with its shape."""

    document: Document
    book: Book | None = None
    faults: tuple[Fault, ...] = ()


def _files(folder: Path) -> dict[str, _File]:
    """The files by name; none without a folder. What is too much is a fault, and not read."""
    if not folder.exists():
        return {}
    names = sorted(path.name for path in folder.iterdir() if _is_meant(path))
    files = {name: _file(folder / name) for name in _bounded(folder, names)}
    for name in names:
        files.setdefault(name, _refused(name, "フォルダーの定義が大きすぎます。分けてください。"))
    if HEAD not in files:
        files[HEAD] = _refused(HEAD, "ファイルがありません。version: 1 と書いて作ってください。")
    return files


def _is_meant(path: Path) -> bool:
    return path.suffix.casefold() in (".yaml", ".yml") and not path.name.startswith(".")


def _bounded(folder: Path, names: Iterable[str]) -> Iterator[str]:
    total = 0
    for number, name in enumerate(names):
        total += (folder / name).stat().st_size
        if number < MOST_FILES and total <= MOST_BYTES:
            yield name


def _file(path: Path) -> _File:
    if path.suffix != ".yaml":
        meant = path.with_suffix(".yaml").name
        fault = Fault(f"{FOLDER}/{path.name}", 1, 1, "", "この名前のファイルは読みません。", meant)
        return _File(Document(fault.file, readable=False, faults=[fault]))
    try:
        content = path.read_bytes()
    except OSError as error:
        return _refused(path.name, f"ファイルを読めません（{error.strerror}）。")
    return _checked(f"{FOLDER}/{path.name}", content)


@lru_cache(maxsize=64)
def _checked(file: str, content: bytes) -> _File:
    """This is slow, and most files stay as they were when one of them is saved."""
    document = parse(file, content)
    if document.data is None and not document.faults:
        document = replace(document, data={})
    if not document.readable:
        return _File(document)
    try:
        return _File(document, _BOOK.validate_python(document.data))
    except ValidationError as error:
        return _File(document, faults=tuple(shape_faults(document, Book, error)))


def _refused(name: str, message: str) -> _File:
    file = f"{FOLDER}/{name}"
    return _File(Document(file, readable=False, faults=[Fault(file, 1, 1, "", message)]))


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
