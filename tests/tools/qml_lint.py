"""Check every QML file against Qt's types and our own `@QmlElement` classes.

    python -m tests.tools.qml_lint [FOLDER ...]

The Python classes become type descriptions by PySide6's own tools (metaobjectdump, then
qmltyperegistrar), so that qmllint finds a property that no view-model has. Any warning fails.
metaobjectdump reads the source: a property needs a getter with a name (`@Property` on a method),
not a lambda.
"""

import ast
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

import PySide6

FOLDERS = (Path("kiosk"), Path("signage"))
METATYPES = sorted((Path(PySide6.__path__[0]) / "Qt" / "metatypes").glob("qt6*_metatypes.json"))
IMPORT_NAME = re.compile(r'^QML_IMPORT_NAME\s*=\s*"([\w.]+)"', re.MULTILINE)
MODULE_LINE = re.compile(r"^module\s+([\w.]+)", re.MULTILINE)


class LintError(Exception):
    """A tool could not do its work; its own words say why."""


def main(arguments: list[str]) -> int:
    """Check the folders; return the exit status of the check."""
    folders = [Path(name) for name in arguments] or [path for path in FOLDERS if path.is_dir()]
    files = sorted(file for folder in folders for file in folder.rglob("*.qml"))
    if not files:
        print("No QML files.")
        return 0
    try:
        with tempfile.TemporaryDirectory() as scratch:
            imports = describe(folders, Path(scratch))
            status = lint(files, imports)
    except LintError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(files)} QML files: {'all good' if status == 0 else 'see above'}.")
    return status


def lint(files: Iterable[Path], imports: Iterable[Path]) -> int:
    """Run qmllint, which prints what it finds; any warning gives a status that is not 0."""
    places = [argument for path in imports for argument in ("-I", str(path))]
    command = [tool("qmllint"), "--max-warnings", "0", *places, *map(str, files)]
    return subprocess.run(command, check=False).returncode


def describe(folders: Iterable[Path], scratch: Path) -> list[Path]:
    """The import paths of all modules below `folders`, those written in Python described first."""
    paths = [scratch]
    for folder in folders:
        for file in sorted(folder.rglob("qmldir")):
            name = module_name(file)
            paths.append(file.parents[name.count(".") + 1])
            shutil.copytree(file.parent, module_folder(scratch, name), dirs_exist_ok=True)
    for name, sources in python_modules(folders).items():
        describe_python(name, sources, module_folder(scratch, name))
    return paths


def module_name(qmldir: Path) -> str:
    """The name that a qmldir file gives its module."""
    found = MODULE_LINE.search(qmldir.read_text(encoding="utf-8"))
    if not found:
        raise LintError(f"{qmldir}: no line `module NAME`.")
    return found[1]


def module_folder(root: Path, name: str) -> Path:
    """Where an import path holds a module: `Machiai.Kiosk` in Machiai/Kiosk."""
    return root.joinpath(*name.split("."))


def python_modules(folders: Iterable[Path]) -> dict[str, list[Path]]:
    """QML import name -> the Python files that put types into it."""
    found: defaultdict[str, list[Path]] = defaultdict(list)
    for folder in folders:
        for file in sorted(folder.rglob("*.py")):
            if name := IMPORT_NAME.search(file.read_text(encoding="utf-8")):
                found[name[1]].append(file)
    return dict(found)


def describe_python(name: str, sources: list[Path], folder: Path) -> None:
    """Write the type description of `sources` to `folder`, beside QML types of the module."""
    folder.mkdir(parents=True, exist_ok=True)
    dump, types, qmldir = folder / "types.json", folder / "python.qmltypes", folder / "qmldir"
    run(tool("metaobjectdump"), "--quiet", "--out-file", str(dump), *map(str, sources))
    mark_constants(dump, {name for source in sources for name in constants(source)})
    run(
        tool("qmltyperegistrar"),
        *("--import-name", name, "--major-version", "1", "--minor-version", "0"),
        *("--generate-qmltypes", str(types), "-o", str(folder / "unused.cpp")),
        f"--foreign-types={','.join(map(str, METATYPES))}",
        str(dump),
    )
    head = qmldir.read_text(encoding="utf-8") if qmldir.exists() else f"module {name}\n"
    # Items written in Python come of Qt Quick's.
    more = f"typeinfo {types.name}\ndepends QtQuick\n"
    qmldir.write_text(f"{head.rstrip()}\n{more}", encoding="utf-8")


def constants(source: Path) -> Iterator[tuple[str, str]]:
    """Class and name of each property that `@Property(..., constant=True)` declares."""
    for owner in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(owner, ast.ClassDef):
            for getter in owner.body:
                if isinstance(getter, ast.FunctionDef) and is_constant(getter):
                    yield owner.name, getter.name


def is_constant(getter: ast.FunctionDef) -> bool:
    """Does a decorator of the getter say `constant=True`?"""
    calls = (mark for mark in getter.decorator_list if isinstance(mark, ast.Call))
    return any(ast.unparse(word) == "constant=True" for call in calls for word in call.keywords)


def mark_constants(dump: Path, names: Container[tuple[str, str]]) -> None:
    """Tell Qt which properties never change; metaobjectdump (6.11) forgets it."""
    files = json.loads(dump.read_text(encoding="utf-8"))
    for owner in (described for file in files for described in file["classes"]):
        for entry in owner.get("properties", ()):
            if (owner["className"], entry["name"]) in names:
                entry["constant"] = True
    dump.write_text(json.dumps(files), encoding="utf-8")


def tool(name: str) -> str:
    """The path of one of PySide6's command line tools, of this environment."""
    found = shutil.which(f"pyside6-{name}", path=sysconfig.get_path("scripts"))
    if not found:
        raise LintError(f"pyside6-{name} is not installed; run `uv sync`.")
    return found


def run(*command: str) -> None:
    """Run a tool that is silent when all is well."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise LintError(f"{' '.join(command[:1])}: {done.stderr or done.stdout}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
