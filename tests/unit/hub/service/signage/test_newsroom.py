"""Nothing is on a screen that nobody let out, and what was let out is kept with its event."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hub.domain.events import Kind
from hub.domain.signage.content import Item, News
from hub.domain.signage.programme import Entry, Playlist
from hub.domain.signage.publishing import ContentRefusal, ContentRefused, PieceKind, Stage
from hub.service.access import Denied, Principal, Role
from hub.service.signage.newsroom import SETTINGS, Rules, Seen, Unfit
from tests.lobbies import NINE
from tests.unit.hub.service.signage.stand import (
    EDITOR,
    MANAGER,
    WELCOME,
    Stand,
    notice,
    play,
    seen,
    standing,
)


def test_the_settings_are_out_before_anybody_writes(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        assert stand.number == 1
        assert stand.out() == stand.settings()
        assert [event.generation for event in stand.events if event.kind is Kind.PUBLISHED] == [1]
        (line,) = await stand.newsroom.history()
        assert line.who == SETTINGS

    play(tmp_path, story)


def test_a_restart_lets_out_nothing_anew_but_what_the_settings_changed(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        await stand.newsroom.settle()
        assert stand.number == 1
        stand.settings.programme = replace(stand.settings(), playlists={})
        await stand.newsroom.settle()
        assert stand.number == 2
        assert stand.out().playlists == {}

    play(tmp_path, story)
    play(tmp_path, story_after_restart)


async def story_after_restart(stand: Stand) -> None:
    """The settings are again as they were at first: that is a change too."""
    assert stand.number == 3


def test_a_draft_is_on_no_screen_until_somebody_else_lets_it_out(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        draft = await stand.draft()
        assert (draft.stage, draft.department, stand.number) == (Stage.DRAFT, "市民課", 1)
        sent = await stand.newsroom.submit(EDITOR, seen(draft))
        assert stand.number == 1
        assert await stand.newsroom.approve(MANAGER, [seen(sent)]) == 2
        assert stand.out().items == {"welcome": WELCOME, "festival": notice()}
        last = stand.events[-1]
        assert (last.kind, last.generation, last.by) == (Kind.PUBLISHED, 2, "koho")
        actions = [line.action for line in stand.audit.about("item:festival")]
        assert actions == ["content.edit", "content.submit", "content.approve"]

    play(tmp_path, story)


def test_several_pieces_are_let_out_as_one_publication(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        pieces = [await stand.sent(notice(key)) for key in ("spring", "summer", "autumn")]
        await stand.newsroom.approve(MANAGER, [seen(piece) for piece in pieces])
        assert stand.number == 2
        assert len(stand.out().items) == 4

    play(tmp_path, story)


def test_if_one_of_several_cannot_be_let_out_none_is(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        first, second = await stand.sent(notice("spring")), await stand.draft(notice("summer"))
        with pytest.raises(ContentRefused) as refused:
            await stand.newsroom.approve(MANAGER, [seen(first), seen(second)])
        assert refused.value.code is ContentRefusal.WRONG_STAGE
        assert stand.number == 1
        assert (await stand.piece("spring")).stage is Stage.REVIEW

    play(tmp_path, story)


def test_an_edit_goes_through_review_again_and_the_old_words_stay_out(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        piece = await stand.let_out()
        changed = notice(words="冬まつり")
        edited = await stand.newsroom.save(EDITOR, PieceKind.ITEM, changed, piece.version)
        assert edited.stage is Stage.DRAFT
        assert stand.number == 2
        assert stand.out().items["festival"] == notice()

    play(tmp_path, story)


def test_what_the_settings_say_can_be_changed_and_taken_off(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        piece = await stand.piece("welcome")
        assert (piece.version, piece.edited_by, piece.stage) == (0, SETTINGS, Stage.APPROVED)
        changed = replace(WELCOME, seconds=30)
        draft = await stand.newsroom.save(MANAGER, PieceKind.ITEM, changed)
        assert stand.out().items["welcome"] == WELCOME
        await stand.newsroom.delete(MANAGER, seen(draft))
        assert "welcome" not in stand.out().items
        await stand.newsroom.settle()
        assert "welcome" not in stand.out().items

    play(tmp_path, story)


def test_what_is_deleted_is_off_the_screens_at_once(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        piece = await stand.let_out()
        await stand.newsroom.delete(EDITOR, seen(piece))
        assert stand.number == 3
        assert "festival" not in stand.out().items

    play(tmp_path, story)


def test_what_is_let_out_for_a_time_is_out_from_then_on(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        await stand.let_out(at=NINE + timedelta(hours=1))
        assert stand.number == 1
        stand.clock.later(minutes=59, seconds=59)
        await stand.newsroom.tick()
        assert stand.number == 1
        stand.clock.later(seconds=1)
        await stand.newsroom.tick()
        assert stand.number == 2
        assert "festival" in stand.out().items
        latest = (await stand.newsroom.history())[0]
        assert (latest.who, latest.note) == (MANAGER.id, "content.approve item:festival")
        await stand.newsroom.tick()
        assert stand.number == 2

    play(tmp_path, story)


def test_an_appointed_time_outlasts_a_restart_of_the_hub(tmp_path: Path) -> None:
    async def before(stand: Stand) -> None:
        await stand.let_out(at=NINE + timedelta(hours=1))

    async def after(stand: Stand) -> None:
        stand.clock.later(hours=2)
        await stand.newsroom.tick()
        assert stand.number == 2

    play(tmp_path, before)
    play(tmp_path, after)


def test_an_earlier_publication_can_be_brought_back(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        piece = await stand.let_out()
        before = stand.out()
        await stand.newsroom.delete(EDITOR, seen(piece))
        welcome = await stand.piece("welcome")
        await stand.newsroom.delete(MANAGER, seen(welcome))
        assert await stand.newsroom.bring_back(MANAGER, 2) == 5
        assert stand.out() == before
        await stand.newsroom.bring_back(MANAGER, 1)
        assert stand.out() == stand.settings()
        with pytest.raises(ContentRefused):
            await stand.newsroom.bring_back(MANAGER, 99)

    play(tmp_path, story)


def test_what_left_the_settings_can_be_brought_back(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        stand.settings.programme = replace(stand.settings(), items={}, playlists={})
        await stand.newsroom.settle()
        await stand.newsroom.bring_back(MANAGER, 1)
        assert stand.out().items == {"welcome": WELCOME}

    play(tmp_path, story)


def test_an_editor_writes_for_the_own_department_only(tmp_path: Path) -> None:
    other = Principal("sato", "佐藤", Role.CONTENT_EDITOR, department="税務課")

    async def story(stand: Stand) -> None:
        draft = await stand.draft()
        for deed in (
            stand.newsroom.save(other, PieceKind.ITEM, notice(), draft.version),
            stand.newsroom.submit(other, seen(draft)),
            stand.newsroom.delete(other, seen(draft)),
        ):
            with pytest.raises(ContentRefused) as refused:
                await deed
            assert refused.value.code is ContentRefusal.OTHER_DEPARTMENT
        given = await stand.newsroom.save(
            MANAGER, PieceKind.ITEM, notice(), draft.version, department="税務課"
        )
        assert given.department == "税務課"
        assert (await stand.newsroom.submit(other, seen(given))).stage is Stage.REVIEW

    play(tmp_path, story)


def test_an_editor_without_a_department_changes_nothing_of_the_citys(tmp_path: Path) -> None:
    homeless = Principal("kato", "加藤", Role.CONTENT_EDITOR)

    async def story(stand: Stand) -> None:
        welcome = Seen(PieceKind.ITEM, "welcome", 0)
        for deed in (
            stand.newsroom.save(homeless, PieceKind.ITEM, notice()),
            stand.newsroom.delete(homeless, welcome),
        ):
            with pytest.raises(ContentRefused) as refused:
                await deed
            assert refused.value.code is ContentRefusal.OTHER_DEPARTMENT
        assert "welcome" in stand.out().items

    play(tmp_path, story)


def test_an_editor_lets_nothing_out_and_nobody_their_own_work(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        sent = await stand.sent()
        for deed in (
            stand.newsroom.approve(EDITOR, [seen(sent)]),
            stand.newsroom.send_back(EDITOR, seen(sent), "いや"),
            stand.newsroom.bring_back(EDITOR, 1),
        ):
            with pytest.raises(Denied):
                await deed
        own = await stand.newsroom.submit(MANAGER, seen(await stand.draft(notice("own"), MANAGER)))
        with pytest.raises(ContentRefused) as refused:
            await stand.newsroom.approve(MANAGER, [seen(own)])
        assert refused.value.code is ContentRefusal.OWN_WORK

    play(tmp_path, story)


def test_a_city_with_one_manager_may_allow_it(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        sent = await stand.newsroom.submit(MANAGER, seen(await stand.draft(who=MANAGER)))
        assert await stand.newsroom.approve(MANAGER, [seen(sent)]) == 2

    play(tmp_path, story, Rules(own_work=True))


def test_who_saw_an_older_version_changes_nothing(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        draft = await stand.draft()
        await stand.newsroom.save(EDITOR, PieceKind.ITEM, notice(words="二人目"), draft.version)
        for deed in (
            stand.newsroom.save(EDITOR, PieceKind.ITEM, notice(words="一人目"), draft.version),
            stand.newsroom.submit(EDITOR, seen(draft)),
            stand.newsroom.save(EDITOR, PieceKind.ITEM, notice(words="三人目")),
        ):
            with pytest.raises(ContentRefused) as refused:
                await deed
            assert refused.value.code is ContentRefusal.STALE
        unknown = replace(seen(draft), id="nothing")
        with pytest.raises(ContentRefused) as refused:
            await stand.newsroom.delete(MANAGER, unknown)
        assert refused.value.code is ContentRefusal.UNKNOWN_PIECE

    play(tmp_path, story)


def test_sent_back_it_says_what_is_to_be_mended(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        back = await stand.newsroom.send_back(MANAGER, seen(await stand.sent()), "日付を直す")
        assert (back.stage, back.note) == (Stage.RETURNED, "日付を直す")

    play(tmp_path, story)


def test_what_could_not_be_shown_is_not_let_out(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        lost = await stand.sent(Item("news", "ニュース", News("nobody")))
        with pytest.raises(Unfit) as unfit:
            await stand.newsroom.approve(MANAGER, [seen(lost)])
        assert [(fault.kind, fault.id) for fault in unfit.value.faults] == [
            (PieceKind.ITEM, "news")
        ]
        assert stand.number == 1
        remarks = await stand.newsroom.remarks()
        assert any(remark.id == "news" for remark in remarks)
        # A fault elsewhere keeps nothing from being let out.
        await stand.let_out()
        assert stand.number == 2

    play(tmp_path, story)


def test_what_is_appointed_may_use_what_is_out_by_then(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        later = NINE + timedelta(hours=1)
        await stand.let_out(at=later)
        playlist = Playlist("evening", "夕方", (Entry("festival"),))
        saved = await stand.newsroom.save(MANAGER, PieceKind.PLAYLIST, playlist)
        sent = await stand.newsroom.submit(MANAGER, seen(saved))
        chief = replace(MANAGER, id="suzuki")
        for at in (None, later - timedelta(seconds=1)):
            with pytest.raises(Unfit):
                await stand.newsroom.approve(chief, [seen(sent)], at)
        await stand.newsroom.approve(chief, [seen(sent)], later)
        stand.clock.later(hours=1)
        await stand.newsroom.tick()
        assert {"evening"} <= stand.out().playlists.keys()

    play(tmp_path, story)


def test_previews_show_every_draft(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        await stand.draft()
        assert "festival" in (await stand.newsroom.coming()).items
        assert "festival" not in (await stand.newsroom.live()).items

    play(tmp_path, story)


def test_several_kinds_of_pieces_are_written(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        playlist = Playlist("evening", "夕方")
        saved = await stand.newsroom.save(MANAGER, PieceKind.PLAYLIST, playlist)
        assert saved.body == playlist
        with pytest.raises(ContentRefused) as refused:
            await stand.newsroom.save(MANAGER, PieceKind.ITEM, playlist)
        assert refused.value.code is ContentRefusal.WRONG_BODY

    play(tmp_path, story)


def test_what_another_hub_appointed_is_out_though_that_hub_is_gone(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        async with standing(tmp_path) as other:
            await other.let_out(at=NINE + timedelta(hours=1))
            await other.let_out(notice("spring"), at=NINE + timedelta(hours=3))
        await stand.newsroom.look()
        stand.clock.later(hours=1)
        await stand.newsroom.tick()
        assert set(stand.out().items) == {"welcome", "festival"}
        stand.clock.later(hours=3)
        await stand.newsroom.look()
        await stand.newsroom.tick()
        assert set(stand.out().items) == {"welcome", "festival", "spring"}

    play(tmp_path, story)


def test_two_hubs_let_out_one_after_the_other(tmp_path: Path) -> None:
    async def story(stand: Stand) -> None:
        async with standing(tmp_path) as other:
            await stand.let_out(notice("spring"))
            await other.let_out(notice("autumn"))
            assert other.number == 3
            assert set(other.out().items) == {"welcome", "spring", "autumn"}

    play(tmp_path, story)
