"""Read a whole configuration directory, or say everything that is wrong with it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from config.appointments_check import appointment_faults
from config.cross import cross_faults
from config.document import Document, read
from config.faults import Fault, Faults, near
from config.files import FILES, File
from config.floors_check import floor_faults
from config.forms.folder import read_forms
from config.logo_check import logo_faults
from config.schema.forms import Forms
from config.schema.settings import Settings
from config.signage_check import signage_faults
from config.words import shape_faults


def load(directory: Path) -> Settings:
    """The settings in `directory`. Raises Faults with all mistakes of all files at once."""
    documents, values, faults = _files(directory)
    forms = read_forms(directory, documents, faults)
    return _settings(directory, (*values, forms), faults)


def load_lobby(directory: Path) -> Settings:
    """The settings without the forms, which take longer to read than all else. Raises Faults."""
    _, values, faults = _files(directory)
    return _settings(directory, (*values, Forms()), faults)


def _files(directory: Path) -> tuple[dict[str, Document], list[Any], list[Fault]]:
    try:
        present = {path.name for path in directory.iterdir()}
    except OSError as error:
        message = f"設定のフォルダーを読めません（{error.strerror}）。"
        raise Faults([Fault(str(directory), 1, 1, "", message)]) from None
    documents = {file.name: _document(directory, file, present) for file in FILES}
    logos = logo_faults(directory, documents["site.yaml"])
    floors = floor_faults(directory, documents)
    signage = signage_faults(directory, documents)
    booked = appointment_faults(documents)
    faults = [*_stray(present), *cross_faults(documents), *logos, *floors, *signage, *booked]
    values = [_value(file, documents[file.name], faults) for file in FILES]
    return documents, values, faults


def _settings(directory: Path, values: tuple[Any, ...], faults: list[Fault]) -> Settings:
    if faults:
        raise Faults(faults)
    return Settings(directory.resolve(), *values)


def _document(directory: Path, file: File, present: set[str]) -> Document:
    if not file.required and file.name not in present:
        return Document(file.name, data=file.absent)
    document = read(directory / file.name)
    if document.data is None and not document.faults:
        return replace(document, data=file.absent)
    return document


def _value(file: File, document: Document, faults: list[Fault]) -> Any:
    """The checked content of one file; what is wrong with it is added to `faults`."""
    faults += document.faults
    if not document.readable:
        return None
    try:
        return file.adapter.validate_python(document.data)
    except ValidationError as error:
        faults += shape_faults(document, file.model, error)
        return None


def _stray(present: set[str]) -> Iterator[Fault]:
    """YAML files that nothing reads: a misspelt name would silently lose its settings."""
    names = {file.name for file in FILES}
    for name in present - names:
        if name.casefold().endswith((".yaml", ".yml")):
            meant = near(Path(name).with_suffix(".yaml").name, names)
            yield Fault(name, 1, 1, "", "この名前のファイルは読みません。", meant)
