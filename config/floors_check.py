"""floors.yaml checked against itself, its drawings, the counters and the displays."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from config.cross import select, texts
from config.document import Document
from config.faults import Fault, near
from config.plans import BadPlan, read_plan

FILE = "floors.yaml"
_NODE_REFERENCES = ("ways.*.along.*", "places.*.node")


def floor_faults(directory: Path, documents: Mapping[str, Document]) -> Iterator[Fault]:
    """Names that mean nothing, plans that cannot be drawn, spots outside them."""
    document = documents[FILE]
    yield from _unknown(document, ("nodes.*.floor",), document, "floors.*.id", "階")
    yield from _unknown(document, _NODE_REFERENCES, document, "nodes.*.id", "地点")
    counters = documents["counters.yaml"]
    yield from _unknown(document, ("places.*.counter",), counters, "*.id", "窓口")
    terminals = documents["terminals.yaml"]
    yield from _unknown(terminals, ("displays.*.node",), document, "nodes.*.id", "地点")
    sizes: dict[str, tuple[float, float]] = {}
    yield from _plans(directory, document, sizes)
    yield from _outside(document, sizes)


def _unknown(
    document: Document, patterns: tuple[str, ...], home: Document, ids: str, what: str
) -> Iterator[Fault]:
    """References in `document` to what `home` does not name."""
    if not home.readable:
        return
    known = [name for _, name in texts(home, ids)]
    for pattern in patterns:
        for path, name in texts(document, pattern):
            if name not in known:
                message = f"この id の{what}は {home.file} にありません。"
                yield document.fault(path, message, near=near(name, known))


def _plans(
    directory: Path, document: Document, sizes: dict[str, tuple[float, float]]
) -> Iterator[Fault]:
    """Reads the drawings; the sizes of the good ones go to `sizes`, by the floor's id."""
    ids = {path[:-1]: name for path, name in texts(document, "floors.*.id")}
    for path, name in texts(document, "floors.*.plan"):
        try:
            _, width, height = read_plan(directory / name)
        except OSError:
            known = [found.relative_to(directory).as_posix() for found in directory.rglob("*.svg")]
            yield document.fault(path, f"図 {name} を読めません。", near=near(name, known))
        except BadPlan as bad:
            yield document.fault(path, f"{name}: {bad}")
        else:
            sizes[ids.get(path[:-1], "")] = (width, height)


def _outside(document: Document, sizes: Mapping[str, tuple[float, float]]) -> Iterator[Fault]:
    """Spots that lie beside their plan."""
    floors = {path[:-1]: sizes.get(name) for path, name in texts(document, "nodes.*.floor")}
    for axis, key in enumerate(("x", "y")):
        for path, value in select(document, f"nodes.*.{key}"):
            size = floors.get(path[:-1])
            if size is not None and isinstance(value, int | float) and value > size[axis]:
                yield document.fault(path, "図の外です。")
