"""Draft, review, publication: nothing unreviewed gets out, and what is live stays live."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hub.domain.signage.content import Item
from hub.domain.signage.programme import Playlist
from hub.domain.signage.publishing import (
    Body,
    ContentRefusal,
    ContentRefused,
    Deed,
    Piece,
    PieceKind,
    Stage,
    approve,
    bodies,
    bring_back,
    compose,
    create,
    delete,
    edit,
    next_due,
    preview,
    published,
    send_back,
    submit,
    withdraw,
)
from tests.unit.hub.domain.signage.programmes import HOUR, MEDIA, PICTURE, item, picture, programme

DAY = timedelta(days=1)
BASE = programme([item("settled")])


def deed(piece: Piece, by: str = "manager", days: int = 0) -> Deed:
    return Deed(by, HOUR + days * DAY, piece.version)


def draft(body: Item | None = None) -> Piece:
    return create(PieceKind.ITEM, "税務課", body or item("poster"), "editor", HOUR)


def approved(body: Item | None = None) -> Piece:
    piece = draft(body)
    piece = submit(piece, deed(piece, "editor"))
    return approve(piece, deed(piece))


def items_at(piece: Piece, days: int) -> set[str]:
    return set(compose(BASE, [piece], MEDIA, HOUR + days * DAY).items)


def test_a_draft_is_reviewed_by_somebody_else_and_then_published() -> None:
    piece = draft()
    assert items_at(piece, 0) == {"settled"}
    piece = submit(piece, deed(piece, "editor"))
    assert piece.stage is Stage.REVIEW
    with pytest.raises(ContentRefused) as refused:
        approve(piece, deed(piece, "editor"))
    assert refused.value.code is ContentRefusal.OWN_WORK
    assert approve(piece, deed(piece, "editor"), own_work=True).stage is Stage.APPROVED
    piece = approve(piece, deed(piece))
    assert (piece.reviewed_by, piece.version) == ("manager", 3)
    assert items_at(piece, 0) == {"settled", "poster"}


def test_an_edit_reopens_the_review_and_what_is_live_stays() -> None:
    piece = approved()
    changed = replace(item("poster"), title="新しい題")
    piece = edit(piece, changed, deed(piece, "editor", 1))
    assert (piece.stage, piece.reviewed_by) == (Stage.DRAFT, "")
    assert published(piece, HOUR + DAY) == item("poster")
    piece = submit(piece, deed(piece, "editor", 1))
    piece = send_back(piece, deed(piece, days=1), "題が違います")
    assert (piece.stage, piece.note) == (Stage.RETURNED, "題が違います")
    piece = submit(piece, deed(piece, "editor", 1))
    piece = approve(piece, deed(piece, days=1))
    assert published(piece, HOUR + DAY) == changed


def test_an_appointed_publication_waits_for_its_time() -> None:
    first = approved()
    later = replace(item("poster"), title="来月から")
    piece = edit(first, later, deed(first, "editor"))
    piece = submit(piece, deed(piece, "editor"))
    piece = approve(piece, deed(piece), publish_at=HOUR + 5 * DAY)
    almost = HOUR + 5 * DAY - timedelta(microseconds=1)
    assert published(piece, almost) == item("poster")
    assert published(piece, HOUR + 5 * DAY) == later
    assert next_due([first, piece], HOUR) == HOUR + 5 * DAY
    assert next_due([piece], HOUR + 5 * DAY) is None
    # Withdrawn before its time, only the appointment is gone; and so it is after an edit.
    assert published(withdraw(piece, deed(piece)), HOUR + 9 * DAY) == item("poster")
    again = edit(piece, later, deed(piece, "editor", 1))
    assert published(again, HOUR + 9 * DAY) == item("poster")


def test_withdrawing_and_deleting_act_at_once() -> None:
    piece = approved()
    assert items_at(withdraw(piece, deed(piece)), 0) == {"settled"}
    gone = delete(piece, deed(piece))
    assert items_at(gone, 0) == {"settled"}
    back = edit(gone, item("poster"), deed(gone, "editor"))
    assert (back.stage, back.live) == (Stage.DRAFT, None)
    waiting = submit(draft(), deed(draft(), "editor"))
    assert withdraw(waiting, deed(waiting, "editor")).stage is Stage.DRAFT
    # A deleted piece hides what the settings say about the same thing.
    settled = approved(item("settled"))
    assert items_at(delete(settled, deed(settled)), 0) == set()


Act = Callable[[Piece], Piece]


def refusal(act: Act) -> ContentRefusal:
    with pytest.raises(ContentRefused) as refused:
        act(draft())
    return refused.value.code


def test_what_the_workflow_refuses() -> None:
    other, playlist = item("other"), Playlist("poster", "")
    assert refusal(lambda one: submit(one, Deed("a", HOUR, 7))) is ContentRefusal.STALE
    assert refusal(lambda one: approve(one, deed(one))) is ContentRefusal.WRONG_STAGE
    assert refusal(lambda one: send_back(one, deed(one), "")) is ContentRefusal.WRONG_STAGE
    assert refusal(lambda one: edit(one, other, deed(one))) is ContentRefusal.WRONG_BODY
    assert refusal(lambda one: edit(one, playlist, deed(one))) is ContentRefusal.WRONG_BODY


def test_a_publication_holds_the_media_it_uses_and_a_preview_the_drafts() -> None:
    piece = draft(picture("poster"))
    bare = replace(BASE, media={})
    assert compose(bare, [piece], MEDIA, HOUR).media == {}
    shown = preview(bare, [piece], MEDIA, HOUR)
    assert (set(shown.items), set(shown.media)) == ({"settled", "poster"}, {PICTURE.digest})
    assert (PieceKind.ITEM, picture("poster")) in list(bodies(shown))


def test_an_earlier_publication_is_brought_back_and_drafts_are_left_alone() -> None:
    first, second = approved(item("first")), approved(item("second"))
    earlier = compose(BASE, [first, second], MEDIA, HOUR)
    first = edit(first, replace(item("first"), title="次"), deed(first, "editor"))
    second = delete(second, deed(second))
    third = approved(item("third"))
    pieces = [first, second, third]
    changed = {piece.id: piece for piece in bring_back(pieces, earlier, "manager", HOUR + DAY)}
    assert set(changed) == {"second", "third"}
    now = [changed.get(piece.id, piece) for piece in pieces]
    assert compose(BASE, now, MEDIA, HOUR + DAY) == earlier
    assert now[0] == first
    assert bring_back(now, earlier, "manager", HOUR + DAY) == ()


class Workflow(RuleBasedStateMachine):
    """Any sequence of deeds, right or wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.piece = draft()
        self.days = 0
        # Bodies that somebody other than their editor has approved.
        self.released: list[tuple[Body, str]] = []

    def _try(self, act: Callable[[Piece, Deed], Piece], by: str) -> None:
        self.days += 1
        before = self.piece
        try:
            self.piece = act(self.piece, Deed(by, HOUR + self.days * DAY, self.piece.version))
        except ContentRefused:
            return
        assert self.piece.version == before.version + 1

    people = st.sampled_from(("editor", "manager", "third"))

    @rule(by=people, title=st.sampled_from("ABC"))
    def edits(self, by: str, title: str) -> None:
        body = replace(item("poster"), title=title)
        self._try(lambda piece, deed: edit(piece, body, deed), by)

    @rule(by=people)
    def submits(self, by: str) -> None:
        self._try(submit, by)

    @rule(by=people, later=st.integers(-1, 3))
    def approves(self, by: str, later: int) -> None:
        at = HOUR + (self.days + 1 + later) * DAY if later >= 0 else None
        before = self.piece
        self._try(lambda piece, deed: approve(piece, deed, publish_at=at), by)
        if self.piece is not before:
            self.released.append((self.piece.body, by))
            assert before.edited_by != by

    @rule(by=people)
    def sends_back(self, by: str) -> None:
        self._try(lambda piece, deed: send_back(piece, deed, "直してください"), by)

    @rule(by=people)
    def withdraws(self, by: str) -> None:
        self._try(withdraw, by)

    @rule(by=people)
    def deletes(self, by: str) -> None:
        self._try(delete, by)

    @invariant()
    def only_what_was_approved_is_out(self) -> None:
        live = published(self.piece, HOUR + self.days * DAY)
        assert live is None or live in [body for body, _ in self.released]
        if self.piece.stage is Stage.DELETED:
            assert live is None


Workflow.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestWorkflow = Workflow.TestCase
