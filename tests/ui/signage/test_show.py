"""The rotation at work: never black, never half; what is broken is skipped, and told of."""

import gc
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtMultimedia import QMediaPlayer
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from structlog.testing import capture_logs

from hub.domain.signage.content import Image, Item, Medium, MediumKind, Pdf, Video
from hub.domain.signage.programme import Campaign, Programme
from signage.app.director import Ducked
from signage.app.projector import STALL, Film
from signage.app.rotating import REST
from tests.ui.qml import until
from tests.ui.signage.contents import FEEDS, document, medium, others, picture
from tests.ui.signage.stage import EVENING, MORNING, STORE, Lobby, item, open_lobby, programme
from tests.ui.signage.test_display_emergency import FIRE, end, tell
from tests.videos import make_video

FULL = "full-landscape"
# Qt and its decoders say of broken media that they are broken.
noisy = pytest.mark.qt_log_level_fail("CRITICAL")


@pytest.fixture
def lobby() -> Iterator[Lobby]:
    made = open_lobby("landscape", None, programme(FULL, EVENING))
    made.tell()
    yield made
    made.player.close()


@dataclass(frozen=True)
class Stock:
    """An item that needs a file, and the file."""

    item: Item
    medium: Medium
    file: Path


@pytest.fixture
def swift() -> Iterator[Lobby]:
    """A display whose fades are over at once."""
    made = open_lobby("landscape", None, programme(FULL, EVENING), fade=1)
    made.tell()
    yield made
    made.player.close()


def image(file: Path) -> Stock:
    """An item named after the picture."""
    found = medium(file, MediumKind.IMAGE)
    content = Image(found.digest, {"ja": file.stem}, "cover")
    return Stock(item(content, name=file.stem), found, file)


def show(lobby: Lobby, *stock: Stock, others: tuple[Item, ...] = (), layout: str = FULL) -> None:
    """Publish what these items need, and them."""
    lobby.publish(stocked(layout, *stock, others=others), files(*stock))


def stocked(layout: str, *stock: Stock, others: tuple[Item, ...] = ()) -> Programme:
    media = {one.medium.digest: one.medium for one in stock}
    return programme(layout, *(one.item for one in stock), *others, media=media)


def files(*stock: Stock) -> dict[str, Path]:
    return {one.medium.digest: one.file for one in stock}


def flat(file: Path, color: str) -> Path:
    made = QImage(1920, 1080, QImage.Format.Format_RGB32)
    made.fill(QColor(color))
    made.save(str(file))
    return file


def shown(lobby: Lobby) -> str:
    return lobby.display.mains["main"].front.shown.kind


def test_a_fade_goes_from_one_picture_to_the_next_and_through_nothing_else(
    lobby: Lobby, tmp_path: Path
) -> None:
    """Every channel of every frame lies between those of the two pictures, and only rises."""
    show(lobby, image(flat(tmp_path / "1.png", "#6080a0")))
    lobby.still()
    show(lobby, image(flat(tmp_path / "2.png", "#90c0f0")))
    frames = list(_frames(lobby))
    assert len(set(frames)) > 4, "it fades"
    assert frames == sorted(frames)
    assert (frames[0], frames[-1]) >= ((0x60, 0x80, 0xA0), (0x90, 0xC0, 0xF0))
    assert frames[-1] == (0x90, 0xC0, 0xF0)


@pytest.mark.parametrize("size", [(960, 540), (1920, 1080)])
def test_what_two_cards_share_stays_through_a_fade(lobby: Lobby, size: tuple[int, int]) -> None:
    """Each card is one picture meanwhile: the chip above both does not grow pale, on any panel."""
    lobby.screen.window.resize(*size)
    chip, green = (size[0] * 72 // 1920, size[1] * 128 // 1080), (0x19, 0x7A, 0x4B)
    until(lambda: _at(lobby, chip) == green, "the chip")
    lobby.play(STORE, layout=FULL)
    assert set(_frames(lobby, chip)) == {green}


def test_a_page_stays_until_the_next_one_is_drawn(lobby: Lobby, tmp_path: Path) -> None:
    """No frame between two pages shows the ground, which is not as white as paper."""
    found = medium(document(tmp_path / "pages.pdf"), MediumKind.PDF, pages=3)
    pages = item(Pdf(found.digest, {"ja": "便り"}), name="pages", seconds=5)
    show(lobby, Stock(pages, found, tmp_path / "pages.pdf"))
    lobby.still()
    first = lobby.screen.grab()
    lobby.later(5)
    assert not lobby.display.is_settled, "the next page is on its way"
    assert set(_frames(lobby, PAPER)) == {(255, 255, 255)}
    lobby.still()
    assert lobby.screen.grab() != first


# A place of the page without any ink.
PAPER = (960, 200)


def _frames(lobby: Lobby, at: tuple[int, int] = (960, 540)) -> Iterator[tuple[int, int, int]]:
    """A place of the screen, picture after picture, until the next card is there."""
    while True:
        yield _at(lobby, at)
        if lobby.display.is_settled:
            return
        QTest.qWait(20)


def _at(lobby: Lobby, at: tuple[int, int]) -> tuple[int, int, int]:
    color = lobby.screen.grab().pixelColor(*at)
    return color.red(), color.green(), color.blue()


def test_a_change_of_layout_holds_what_was_shown_until_the_new_one_is_whole(
    lobby: Lobby, tmp_path: Path
) -> None:
    one = image(flat(tmp_path / "1.png", "#90c0f0"))
    show(lobby, one)
    lobby.still()
    before = lobby.screen.grab()
    show(lobby, one, layout="calls-landscape")
    assert lobby.screen.grab() == before
    until(lambda: not lobby.named("curtain"), "the curtain")
    assert lobby.named("call-heading")
    assert lobby.screen.grab().pixelColor(1700, 300) == QColor("#90c0f0")


@noisy
def test_broken_media_are_skipped_and_told_of(lobby: Lobby, tmp_path: Path) -> None:
    broken = []
    for kind, made in (("image", Image), ("pdf", Pdf), ("video", Video)):
        file = tmp_path / kind
        file.write_bytes(f"no {kind} at all".encode())
        found = medium(file, MediumKind(kind), pages=1, seconds=5.0)
        broken.append(Stock(item(made(found.digest, {"ja": ""}), name=kind), found, file))
    with capture_logs() as lines:
        show(lobby, *broken, others=(EVENING,))
        until(lambda: _is_up(lobby, "notice"), "the notice")
        for _ in range(4):
            lobby.next_turn()
            until(lambda: _is_up(lobby, "notice"), "the notice")
        told = {fault.item: fault.reason for fault in lobby.director.showing.faults}
        lobby.later(REST.total_seconds() + 20)
        lobby.next_turn()
        until(lambda: _is_up(lobby, "notice"), "the notice")
    assert told == dict.fromkeys(("image", "pdf", "video"), "broken")
    skipped = [line["item"] for line in lines if line["event"] == "item skipped"]
    assert sorted(skipped) == ["image", "pdf", "video"], "once each, though they were tried again"
    show(lobby, broken[0])
    until(lambda: _is_up(lobby, "standby"), "the city's card")


def _is_up(lobby: Lobby, kind: str) -> bool:
    return lobby.display.is_settled and shown(lobby) == kind


def test_with_nothing_to_show_the_citys_picture_stands_there(swift: Lobby, tmp_path: Path) -> None:
    shown_picture = image(flat(tmp_path / "city.png", "#90c0f0"))
    swift.publish(standing_by(shown_picture.medium), files(shown_picture))
    swift.still()
    assert swift.screen.grab().pixelColor(960, 540) == QColor("#90c0f0")


@noisy
def test_a_broken_picture_of_the_city_gives_way_to_the_clock_and_is_told_of(
    swift: Lobby, tmp_path: Path
) -> None:
    broken = tmp_path / "city.png"
    broken.write_bytes(b"no picture at all")
    found = medium(broken, MediumKind.IMAGE)
    with capture_logs() as lines:
        swift.publish(standing_by(found), {found.digest: broken})
        until(lambda: _is_up(swift, "standby"), "the clock")
        QTest.qWait(50)
    assert swift.named("clock-card")
    assert [line["event"] for line in lines] == ["item skipped"], "and not over and over"
    assert [fault.title for fault in swift.director.showing.faults] == ["city.png"]


def standing_by(picture: Medium) -> Programme:
    """A programme without any item but the city's own picture."""
    made = programme(FULL, media={picture.digest: picture})
    return replace(made, standby=picture.digest)


def test_a_missing_file_is_skipped(lobby: Lobby) -> None:
    lost = item(Image("ab" * 32, {"ja": ""}), name="lost")
    lobby.publish(programme(FULL, lost, STORE), {})
    lobby.still()
    assert shown(lobby) == "notice"


@pytest.fixture(scope="module")
def movie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_video(tmp_path_factory.mktemp("films") / "work.mp4", 2.0, (640, 360))


def play_film(lobby: Lobby, movie: Path, sound: float = 0.0) -> QQuickItem:
    found = medium(movie, MediumKind.VIDEO, seconds=2.0)
    show(lobby, Stock(item(Video(found.digest, {"ja": "市のしごと"}, sound)), found, movie))
    until(lambda: shown(lobby) == "video", "the film")
    films = (found for found in lobby.screen.items() if found.objectName() == "film")
    return next(found for found in films if found.property("playing"))


@noisy
def test_a_film_delivers_and_presents_its_frames_and_holds_the_last(
    lobby: Lobby, movie: Path
) -> None:
    play_film(lobby, movie)
    until(lambda: Film.frames.delivered >= 50, "two seconds of frames")
    QTest.qWait(200)
    assert 0.6 * Film.frames.delivered <= Film.frames.presented <= Film.frames.delivered
    assert not lobby.director.showing.faults
    first = lobby.screen.grab().pixelColor(960, 100)
    assert first not in (QColor("black"), QColor("white"), QColor("#1a1a1a"))
    # Its next turn begins it again, without another picture in between.
    lobby.next_turn()
    until(lambda: Film.frames.delivered >= 5, "its second turn")
    assert shown(lobby) == "video"


@noisy
def test_a_film_that_stalls_is_given_up(
    lobby: Lobby, movie: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_film = play_film(lobby, movie)
    now = [0.0]
    monkeypatch.setattr(Film, "clock", lambda: now[0])
    until(lambda: Film.frames.delivered > 2, "some frames")
    assert isinstance(shown_film, Film)
    decoder = shown_film.findChild(QMediaPlayer)
    assert isinstance(decoder, QMediaPlayer)
    decoder.pause()
    now[0] = STALL - 1
    shown_film.look()
    assert not lobby.director.showing.faults
    now[0] = STALL + 1
    shown_film.look()
    lobby.director.compose()
    assert {one.reason for one in lobby.director.showing.faults} == {"stalled"}


@noisy
def test_films_give_way_to_calls(lobby: Lobby, movie: Path) -> None:
    shown_film = play_film(lobby, movie, sound=0.8)
    lobby.player.receive(Ducked(ducked=True))
    assert shown_film.property("ducked") is True
    lobby.player.receive(Ducked(ducked=False))
    assert shown_film.property("ducked") is False


@noisy
def test_films_give_way_to_an_emergency(lobby: Lobby, movie: Path) -> None:
    shown_film = play_film(lobby, movie, sound=0.8)
    tell(lobby, FIRE)
    assert shown_film.property("ducked") is True
    lobby.player.receive(Ducked(ducked=False))
    assert shown_film.property("ducked") is True, "though the last call has ended meanwhile"
    end(lobby, FIRE)
    assert shown_film.property("ducked") is False


def test_a_spot_is_proved_once_it_is_over(swift: Lobby, tmp_path: Path) -> None:
    """The plan names campaigns; what was on the screen is what counts."""
    spot = image(picture(tmp_path / "spot.jpg"))
    swift.publish(with_campaign(stocked(FULL, spot, others=(EVENING,))), files(spot))
    for _ in range(12):
        swift.still()
        swift.next_turn()
    swift.still()
    whole = [play for play in swift.plays if play.whole]
    assert whole
    assert {(play.campaign, play.item, play.digest) for play in whole} == {
        ("c", "spot", spot.medium.digest)
    }
    assert all(14 <= play.seconds <= 16 for play in whole)


def test_a_spot_under_an_emergency_is_no_whole_play(swift: Lobby, tmp_path: Path) -> None:
    spot = image(picture(tmp_path / "spot.jpg"))
    swift.director.cover(is_covered=True)
    swift.publish(with_campaign(stocked(FULL, spot, others=(EVENING,))), files(spot))
    for _ in range(12):
        swift.still()
        swift.next_turn()
    swift.still()
    assert swift.plays
    assert not any(play.whole for play in swift.plays)


def test_many_changes_leave_memory_as_it_was(tmp_path: Path) -> None:
    """Notices, tables, pictures and pages take turns; nothing is kept of any."""
    made = open_lobby("landscape", fade=1)
    made.screen.window.resize(640, 360)
    made.tell()
    paper = document(tmp_path / "paper.pdf")
    pages = medium(paper, MediumKind.PDF, pages=3)
    leaf = Stock(item(Pdf(pages.digest, {"ja": ""}), seconds=5), pages, paper)
    made.feeds = FEEDS
    show(made, image(picture(tmp_path / "1.jpg")), leaf, others=(EVENING, STORE, *others()))
    _turn(made, 40)
    before = _weight(made)
    _turn(made, 120)
    after = _weight(made)
    made.player.close()
    assert after[0] - before[0] <= 20, "items"
    assert after[1] - before[1] < 12e6, "bytes"
    assert after[2] <= before[2], "handles"


def _turn(made: Lobby, times: int) -> None:
    for _ in range(times):
        made.next_turn()
        made.still()
    gc.collect()


def _weight(made: Lobby) -> tuple[int, int, int]:
    process = psutil.Process()
    return len(list(made.screen.items())), process.memory_info().rss, _handles(process)


def _handles(process: psutil.Process) -> int:
    if sys.platform == "win32":
        return process.num_handles()
    return process.num_fds()


def with_campaign(made: Programme) -> Programme:
    """The same, with half of its time for the spot of a sponsor; else it is not played."""
    day = MORNING.date()
    campaign = Campaign("c", "待合銀行", "口座", ("spot",), day, day + timedelta(days=9), 500)
    entries = tuple(entry for entry in made.playlists["main"].entries if entry.item != "spot")
    main = replace(made.playlists["main"], entries=entries, advertising=50)
    return replace(made, playlists={**made.playlists, "main": main}, campaigns={"c": campaign})
