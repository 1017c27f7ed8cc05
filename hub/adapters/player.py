"""hub.service.signage.pictures.Pictures by the real player, in a process of its own.

Drawing takes seconds and loads Qt: one process at a time, ended when it takes too long. What was
drawn is kept in a folder, for a page asks for each of its pictures by itself.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from hub.domain.signage.programme import Generation
from hub.service.signage.pictures import NoPicture, Shot
from hub.service.signage.shapes import FEEDS, GENERATION, SITE

SECONDS = 90.0
# Sets of pictures that are kept.
KEPT = 20

Run = Callable[[Sequence[str]], None]


class PlayerPictures:
    """`folder` for the pictures, `media` the store's. Safe to use from several threads."""

    def __init__(self, folder: Path, media: Path, run: Run | None = None) -> None:
        self._folder = folder
        self._media = media
        self._run = run or self._play
        self._lock = Lock()
        self._stopped = False
        self._running: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """End a process that is still drawing, and begin none any more."""
        self._stopped = True
        if self._running is not None:
            self._running.kill()

    def take(self, shot: Shot) -> tuple[bytes, ...]:
        generation = GENERATION.dump_json(Generation(1, shot.at, shot.programme))
        feeds = FEEDS.dump_json(dict(shot.feeds))
        site = SITE.dump_json(shot.site)
        asked = f"{shot.screen} {shot.at.isoformat()} {shot.count} {shot.every}"
        kept = self._folder / sha256(generation + feeds + site + asked.encode()).hexdigest()
        given = {"generation": generation, "feeds": feeds, "site": site}
        with self._lock:
            if not kept.is_dir():
                self._draw(shot, given, kept)
            return tuple(path.read_bytes() for path in sorted(kept.iterdir()))

    def _draw(self, shot: Shot, given: Mapping[str, bytes], kept: Path) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self._folder) as name:
            work = Path(name)
            for part, content in given.items():
                (work / f"{part}.json").write_bytes(content)
            out = work / "out"
            out.mkdir()
            self._run(self._command(shot, work, out))
            if len(list(out.iterdir())) != shot.count:
                raise NoPicture
            out.replace(kept)
        self._tidy()

    def _command(self, shot: Shot, work: Path, out: Path) -> Sequence[str]:
        wanted = {
            "--generation": str(work / "generation.json"),
            "--feeds": str(work / "feeds.json"),
            "--site": str(work / "site.json"),
            "--media": str(self._media),
            "--screen": shot.screen,
            "--at": shot.at.isoformat(),
            "--count": str(shot.count),
            "--every": str(shot.every),
            "--out": str(out),
        }
        return [part for pair in wanted.items() for part in pair]

    def _tidy(self) -> None:
        """Keep the latest sets."""
        sets = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime)
        for old in sets[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)

    def _play(self, arguments: Sequence[str]) -> None:
        command = (sys.executable, "-m", "signage", "preview", *arguments)
        if self._stopped:
            raise NoPicture
        try:
            with subprocess.Popen(  # noqa: S603 - our own program; no shell
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            ) as running:
                self._running = running
                try:
                    code = running.wait(SECONDS)
                finally:
                    running.kill()
        except (subprocess.SubprocessError, OSError) as fault:
            raise NoPicture from fault
        if code:
            raise NoPicture
