"""Content switches that are killed at every step, 200 times; a program of its own: it forks.

    python -m tests.unit.signage.store.power_cuts FOLDER

A child puts one publication after the other on the disk and kills itself (SIGKILL) at a step that
the seed names: a file opened, written, flushed, renamed, removed. Whoever starts after it must find
the old or the new publication, whole, and be able to finish the switch. Prints one JSON object.
"""

import json
import os
import random
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hub.domain.signage.programme import Generation
from signage.store.blobs import Blobs
from signage.store.shelf import Shelf
from tests.unit.signage.store.publisher import SCREEN, FakeHub, generation

TRIALS = 200
STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.listdir", "os.scandir"}
WATCHED = ("/media", "/generations")


class Fuse:
    """Counts the steps of this process on the display's disk; at step `last` it dies."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.steps = 0

    def audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in STEPS and any(part in str(arguments[0]) for part in WATCHED):
            self.burn()

    def burn(self) -> None:
        self.steps += 1
        if self.steps == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def publications(seed: int) -> tuple[FakeHub, Generation, Generation]:
    """An old and a new one that share a picture; some of the new one's files are long."""
    chance = random.Random(seed)
    shared, gone, fresh, long = (chance.randbytes(size) for size in (900, 700, 5000, 30_000))
    hub = FakeHub(generation(0))
    old = hub.offer(shared=shared, gone=gone)
    new = hub.offer(shared=shared, fresh=fresh, long=long)
    return hub, old, new


def switch(folder: Path, hub: FakeHub, to: Generation, fuse: Fuse) -> Shelf:
    """What the fetching thread does, with a step at each piece that arrives."""

    shelf = opened(folder)
    shelf.expect(to)
    for medium in shelf.missing():

        def pieces(offset: int, digest: str = medium.digest) -> Iterator[bytes]:
            with hub.medium(digest, offset) as some:
                for piece in some:
                    fuse.burn()
                    yield piece

        shelf.receive(medium, pieces)
    shelf.switch()
    shelf.tidy()
    return shelf


def opened(folder: Path) -> Shelf:
    return Shelf(folder, SCREEN, Blobs(folder / "media", reserve=0))


def trial(folder: Path, seed: int, steps: int) -> str:
    """Whether it was cut or ended, and what was up after that."""
    hub, old, new = publications(seed)
    switch(folder, hub, old, Fuse(0))
    child = os.fork()
    if not child:
        fuse = Fuse(random.Random(-seed).randint(1, steps))
        sys.addaudithook(fuse.audit)
        switch(folder, hub, new, fuse)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    died = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    found = look(opened(folder), old, new)
    finished = switch(folder, hub, new, Fuse(0))
    assert look(opened(folder), old, new) == "new", seed
    left = [path for path in folder.rglob("*") if path.is_file()]
    assert not [path for path in left if path.name.endswith(".part")], (seed, left)
    assert finished.missing() == ()
    return f"{'cut' if died else 'ended'}, {found}"


def look(shelf: Shelf, old: Generation, new: Generation) -> str:
    """Which publication is up; it must be whole to the last byte."""
    ready = shelf.ready()
    assert ready is not None
    assert shelf.current in (old, new)
    programme = ready.generation.programme
    wanted = {item.content.medium for item in programme.items.values()}  # type: ignore[union-attr] # pictures
    assert wanted == set(ready.files)
    while (whole := shelf.inspect_one()) is not None:
        assert whole
    if shelf.current == old:
        # What the new one no longer has may be gone already, nothing else.
        assert set(programme.items) | {"gone"} == {"shared", "gone"}
        return "old"
    assert set(programme.items) == {"shared", "fresh", "long"}
    return "new"


def count_steps(folder: Path) -> int:
    """How many steps a whole switch has."""
    hub, old, new = publications(0)
    switch(folder, hub, old, Fuse(0))
    reader, writer = os.pipe()
    if not os.fork():
        fuse = Fuse(0)
        sys.addaudithook(fuse.audit)
        switch(folder, hub, new, fuse)
        os.write(writer, str(fuse.steps).encode())
        os._exit(0)
    os.wait()
    return int(os.read(reader, 20))


def main(room: Path) -> None:
    steps = count_steps(room / "count")
    outcomes: Counter[str] = Counter()
    for number in range(1, TRIALS + 1):
        place = room / str(number)
        outcomes[trial(place, number, steps)] += 1
        shutil.rmtree(place)
    print(json.dumps(outcomes))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
