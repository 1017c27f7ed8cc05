"""The managers' preview is the real player, at instants that they choose."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path

from PIL import Image as Picture

from hub.domain.signage.content import NO_FEEDS, Clock, Image, Item, Waiting
from hub.domain.signage.layouts import STANDARD
from hub.domain.signage.programme import Entry, Generation, Playlist, Screen, Slot
from hub.domain.signage.windows import Part, Window
from signage.app.preview import at_hand, draw, instants
from signage.store.blobs import Blobs
from signage.store.generations import SHAPE
from tests.live import ROOT, offscreen
from tests.lobbies import site
from tests.unit.signage.store.publisher import generation, medium

# 10:00 in Tokyo.
TEN = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
TEAL, PURPLE = (0, 128, 128), (128, 0, 128)


def published(layout: str, media: Path) -> Generation:
    """Teal until noon, purple from noon on; the whole screen."""
    made = generation(1)
    hours = {TEAL: Part(time(0), time(12)), PURPLE: Part(time(12), time(0))}
    items, files = {}, {}
    for colour, part in hours.items():
        picture = media.parent / "picture.png"
        Picture.new("RGB", (1920, 1920), colour).save(picture)
        content = picture.read_bytes()
        file = medium(content)
        Blobs(media, reserve=0).receive(file, partial(rest, content))
        image = Image(file.digest, {"ja": "色"}, "cover")
        name = f"{file.digest[:4]}"
        items[name] = Item(name, name, image, 15, Window(parts=(part,)))
        files[file.digest] = file
    playlist = Playlist("all", "All", tuple(Entry(name) for name in items))
    programme = replace(
        made.programme,
        items=items,
        playlists={"all": playlist},
        layouts=STANDARD,
        screens={"display-1": Screen("display-1", Slot(layout, {"main": "all"}))},
        media=files,
    )
    return replace(made, programme=programme)


def rest(content: bytes, offset: int) -> list[bytes]:
    return [content[offset:]]


def middle(file: Path) -> tuple[int, ...]:
    with Picture.open(file) as picture:
        found = picture.convert("RGB").getpixel((picture.width // 2, picture.height // 3))
    assert isinstance(found, tuple)
    return found


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 12


def test_pictures_follow_the_schedule_and_the_layout(tmp_path: Path) -> None:
    made = published("full-portrait", tmp_path / "media")
    ready = at_hand(made, tmp_path / "media", "display-1", NO_FEEDS)
    assert len(ready.files) == 2
    draw(ready, "display-1", instants(TEN, 3, 3600), tmp_path)
    pictures = sorted(tmp_path.glob("*.jpg"))
    assert [path.name for path in pictures] == ["0001.jpg", "0002.jpg", "0003.jpg"]
    assert [near(middle(path), TEAL) for path in pictures] == [True, True, False]
    assert near(middle(pictures[2]), PURPLE)
    with Picture.open(pictures[0]) as first:
        assert first.size == (540, 960)


def test_a_screen_that_nobody_planned_is_drawn_all_the_same(tmp_path: Path) -> None:
    made = published("full-landscape", tmp_path / "media")
    nothing = replace(made.programme, items={"clock": Item("clock", "時計", Clock())})
    ready = at_hand(replace(made, programme=nothing), tmp_path, "display-9", NO_FEEDS)
    draw(ready, "display-9", [TEN], tmp_path)
    with Picture.open(tmp_path / "0001.jpg") as first:
        assert first.size == (960, 540)


def test_the_table_of_waiting_times_has_the_services_of_the_lobby(tmp_path: Path) -> None:
    """Nobody waits in it: what a manager looks at is how much room it takes."""
    made = published("full-landscape", tmp_path / "media")
    table = Item("table", "table", Waiting())
    programme = replace(
        made.programme,
        items={"table": table},
        playlists={"all": Playlist("all", "All", (Entry("table"),))},
    )
    ready = at_hand(replace(made, programme=programme), tmp_path / "media", "display-1", NO_FEEDS)
    for name, lobby in (("bare", None), ("full", site())):
        (tmp_path / name).mkdir()
        draw(ready, "display-1", [TEN], tmp_path / name, lobby)
    bare, full = (ink(tmp_path / name / "0001.jpg") for name in ("bare", "full"))
    assert full > 2 * bare


def ink(file: Path) -> int:
    """Pixels that are dark."""
    with Picture.open(file) as picture:
        return sum(picture.convert("L").histogram()[:96])


def test_the_program_draws_into_a_folder(tmp_path: Path) -> None:
    made = published("full-landscape", tmp_path / "media")
    (tmp_path / "g.json").write_bytes(SHAPE.dump_json(made))
    (tmp_path / "feeds.json").write_text(json.dumps({}), encoding="utf-8")
    asked = {
        "--generation": tmp_path / "g.json",
        "--media": tmp_path / "media",
        "--feeds": tmp_path / "feeds.json",
        "--screen": "display-1",
        "--at": TEN.isoformat(),
        "--out": tmp_path / "out",
    }
    arguments = [str(part) for pair in asked.items() for part in pair]
    program = [sys.executable, "-m", "signage", "preview", *arguments]
    done = subprocess.run(
        program, cwd=ROOT, env=offscreen(), capture_output=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stderr
    assert near(middle(tmp_path / "out" / "0001.jpg"), TEAL)
