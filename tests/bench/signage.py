"""The displays' speed: fades, films, the way of a publication, and a day's memory."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO

import requests
from PIL import Image

from hub.cli.contents import FILE, export_contents, import_contents
from hub.domain.signage.content import Image as Poster
from hub.domain.signage.content import Item, Medium, MediumKind
from hub.domain.signage.programme import Entry, Programme
from hub.service.signage.records import PROGRAMME
from tests import services
from tests.bench.figures import Figure, percentile
from tests.live import ROOT, City, LiveHub, make, offscreen
from tests.terminals import Terminal

PLAYERS, CHANGES, STARTS = 50, 6, 5
FILM_SECONDS, HOURS = 20.0, 24.0
PATIENCE = 60.0
# Publications 2 and 3; the first is that of the settings.
WORDS = ("一つ目の公開です。", "二つ目の公開です。")


def measure(folder: Path, only: str, minutes: float) -> Iterator[Figure]:
    """All figures whose bench has `only` in its name; fades go on for so many minutes."""
    benches: dict[str, Callable[[Path], Iterator[Figure]]] = {
        "fade": partial(fade, minutes=minutes),
        "film": film,
        "publish": publish,
        "alone": alone,
        "players": players,
        "day": day,
    }
    for name, bench in benches.items():
        if only in name:
            (folder / name).mkdir()
            yield from bench(folder / name)


def fade(folder: Path, minutes: float) -> Iterator[Figure]:
    """One picture after another, read and faded in without a pause."""
    found = _shown("fade", folder, minutes * 60)
    yield Figure("1080p cross-fade", found["fps"], "fps", 59, more_is_better=True)
    yield Figure(
        "1080p cross-fade: drawing 60 frames a second", found["drawing"], "% of a core", 15
    )
    yield Figure(
        "1080p cross-fade without a pause: all, with reading pictures", found["cpu"], "% of a core"
    )
    yield Figure(f"frames over 34 ms in {minutes:g} min of fades", found["long"], "%", 0.1)
    yield Figure("longest frame of a fade", found["longest"], "ms")


def film(folder: Path) -> Iterator[Figure]:
    """A film of 1080p and 30 frames a second."""
    found = _shown("film", folder, FILM_SECONDS)
    yield Figure("1080p30 film: frames delivered", found["delivered"], "fps", 29.5, True)
    yield Figure("1080p30 film: frames presented", found["presented"], "fps", 29.5, True)
    yield Figure("1080p30 film: processor", found["cpu"], "% of a core")


def day(folder: Path) -> Iterator[Figure]:
    """24 hours of rotation and calls by a clock that is in a hurry."""
    found = _shown("day", folder, HOURS)
    growth = (found["last"] / found["first"] - 1) * 100
    yield Figure("changes in 24 simulated hours", found["steps"], "")
    yield Figure("display: memory of the 24th hour over the first", growth, "%", 5)
    yield Figure("display: open handles more than in the first hour", found["handles"], "", 0)


def publish(folder: Path) -> Iterator[Figure]:
    """From the manager's click until a real display's screen says something else."""
    with _published(folder) as city, LiveHub(city), Terminal(city, "signage", "display-1") as shown:
        shown.hand.do(see="live")
        times = []
        for number, words in _back_and_forth():
            began = time.perf_counter()
            bring_back(city, number)
            shown.hand.do(read="ticker", text=words)
            times.append(time.perf_counter() - began)
    yield Figure("publish to the screen, p50", percentile(times, 0.5), "s", 2)
    yield Figure("publish to the screen, longest", max(times), "s", 2)


def alone(folder: Path) -> Iterator[Figure]:
    """From the start of a display that finds no hub until it shows what was published last."""
    with _published(folder) as city:
        display = Terminal(city, "signage", "display-1")
        with LiveHub(city), display:
            bring_back(city, 2)
            display.hand.do(read="ticker", text=WORDS[0])
        times = []
        for _ in range(STARTS):
            began = time.perf_counter()
            with display:
                display.hand.do(read="ticker", text=WORDS[0])
                times.append(time.perf_counter() - began)
    yield Figure("start without network to the screen, p50", percentile(times, 0.5), "s", 3)
    yield Figure("start without network to the screen, longest", max(times), "s", 3)


def players(folder: Path) -> Iterator[Figure]:
    """From the manager's click until the last of 50 displays could show it."""
    with _published(folder) as city, LiveHub(city), _many(city, folder) as told:
        _all(told, 3)
        times = []
        for turn, (number, _) in enumerate(_back_and_forth()):
            began = time.monotonic()
            bring_back(city, number)
            times.append(max(_all(told, 4 + turn)) - began)
    yield Figure(f"publish to all of {PLAYERS} displays, p50", percentile(times, 0.5), "s", 5)
    yield Figure(f"publish to all of {PLAYERS} displays, longest", max(times), "s", 5)


def bring_back(city: City, number: int) -> None:
    """Let an earlier publication out again, as a manager does."""
    answer = requests.post(
        f"{city.address}/contents/publishing/bring-back",
        data={"number": number},
        cookies={"machiai": city.clerk},
        headers={"Origin": city.address},
        allow_redirects=False,
        timeout=10,
    )
    answer.raise_for_status()


def _back_and_forth() -> Iterator[tuple[int, str]]:
    """Two publications by turns: their numbers, and the words on the screen."""
    for turn in range(CHANGES):
        yield 2 + turn % 2, WORDS[turn % 2]


def _shown(name: str, folder: Path, amount: float) -> dict[str, float]:
    """What a player in a process of its own, started as its service does, measured."""
    command = [sys.executable, "-m", "tests.bench.showing", name, str(folder), str(amount)]
    there = offscreen() | services.environment("signage")
    with (folder / "log").open("wb") as log:
        done = subprocess.run(
            command, cwd=ROOT, env=there, stdout=subprocess.PIPE, stderr=log, check=True
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found


@contextmanager
def _published(folder: Path) -> Iterator[City]:
    """A city with two publications of its own, whose displays say and show something else."""
    city = make(folder / "city")
    with LiveHub(city):
        # Its first start publishes what the settings say: number 1.
        pass
    export_contents(city.settings, folder / "out")
    made = PROGRAMME.validate_json((folder / "out" / FILE).read_bytes())
    for words, shown in zip(WORDS, _pictures(), strict=True):
        _write(folder / words, _saying(made, words, shown), folder / "out" / "media", shown)
        import_contents(city.settings, folder / words, publish=True)
    yield city


def _pictures() -> Iterator[bytes]:
    """Two posters of 1080p, as JPEG."""
    for hue in ("#6080a0", "#a08060"):
        into = BytesIO()
        noise = Image.effect_noise((1920, 1080), 60).convert("RGB")
        Image.blend(noise, Image.new("RGB", noise.size, hue), 0.6).save(into, "JPEG", quality=85)
        yield into.getvalue()


def _saying(made: Programme, words: str, shown: bytes) -> Programme:
    digest = sha256(shown).hexdigest()
    poster = Item("bench", words, Poster(digest, {"ja": words}), 10)
    found = Medium(digest, MediumKind.IMAGE, "image/jpeg", len(shown), words, 1920, 1080)
    return replace(
        made,
        items={**made.items, poster.id: poster},
        media={**made.media, digest: found},
        playlists={
            name: replace(item, entries=(*item.entries, Entry(poster.id)))
            for name, item in made.playlists.items()
        },
        screens={
            name: replace(item, ticker=({"ja": words},)) for name, item in made.screens.items()
        },
    )


def _write(folder: Path, made: Programme, media: Path, shown: bytes) -> None:
    """As an export does."""
    shutil.copytree(media, folder / "media")
    (folder / "media" / sha256(shown).hexdigest()).write_bytes(shown)
    (folder / FILE).write_bytes(PROGRAMME.dump_json(made))


@contextmanager
def _many(city: City, folder: Path) -> Iterator["Queue[dict[str, float]]"]:
    """Displays without screens, in a process of their own; what they tell."""
    place = [city.address, city.tokens["display-1"], str(folder / "players"), str(PLAYERS)]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.players", *place],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    told: Queue[dict[str, float]] = Queue()
    reader = Thread(target=_read, args=(process.stdout, told), daemon=True)
    reader.start()
    try:
        yield told
    finally:
        process.communicate()


def _read(lines: IO[bytes], told: "Queue[dict[str, float]]") -> None:
    for line in lines:
        told.put(json.loads(line))


def _all(told: "Queue[dict[str, float]]", number: int) -> list[float]:
    """When each of the displays could show publication `number`."""
    found: list[float] = []
    while len(found) < PLAYERS:
        said = told.get(timeout=PATIENCE)
        if said["generation"] == number:
            found.append(said["at"])
    return found
