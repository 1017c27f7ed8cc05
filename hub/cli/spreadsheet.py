"""`machiai forms export` and `import`: one file of definitions to a workbook, and back."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from config.document import parse
from config.excel.exporting import NotWritable, workbook
from config.excel.importing import CellFaults, read_workbook
from config.excel.opening import NotAWorkbook
from config.faults import Faults
from config.forms.writing import yaml_text
from config.schema.forms import Book
from config.words import shape_faults
from hub.cli.configured import end, told

_BOOK: TypeAdapter[Book] = TypeAdapter(Book)
# The first line that makes an editor complete and check the file.
_SCHEMA_LINE = "# yaml-language-server:"


def export(file: Path, out: Path, *, force: bool) -> None:
    """Write the workbook; a wrong file of definitions ends it with all faults."""
    with told():
        _may_write(out, ".xlsx", force=force)
        try:
            content = workbook(_read(file))
        except Faults as faults:
            end(str(faults))
        except NotWritable as text:
            end(f"{file}: Excel に書けない文字があります: {text}")
        out.write_bytes(content)
    print(f"{out} を作りました。")


def bring_in(file: Path, out: Path, *, force: bool) -> None:
    """Write the file of definitions; a wrong workbook ends it with all faults."""
    with told():
        _may_write(out, ".yaml", force=force)
        try:
            book = read_workbook(file)
        except CellFaults as faults:
            end(f"{faults}\n\n{file}: まちがいが {len(faults.faults)} 件あります。")
        except NotAWorkbook as why:
            end(f"{file}: {why}")
        out.write_text(yaml_text(book, _kept_line(out)), encoding="utf-8")
    print(f"{out} を作りました。machiai check で、ほかのファイルとの間も確かめてください。")


def _read(file: Path) -> Book:
    document = parse(file.name, file.read_bytes())
    if document.faults:
        raise Faults(document.faults)
    try:
        return _BOOK.validate_python({} if document.data is None else document.data)
    except ValidationError as error:
        raise Faults(shape_faults(document, Book, error)) from None


def _may_write(out: Path, suffix: str, *, force: bool) -> None:
    if out.suffix != suffix:
        end(f"{out}: 作るファイルの名前は {suffix} で終わるようにしてください。")
    if out.exists() and not force:
        end(f"{out} は、もうあります。書きかえるなら --force を付けてください。")


def _kept_line(out: Path) -> str:
    """The line about the schema of the file that is written over, if it has one."""
    if not out.is_file():
        return ""
    first = out.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
    return first if first.startswith(_SCHEMA_LINE) else ""
