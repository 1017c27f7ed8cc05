"""However people, cards and readers behave: nothing is read unasked, lost, or left behind."""

from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hub.domain.forms.answers import Address, Ask, Slot, Value
from hub.domain.forms.walking import slots
from kiosk.flow import events as ev
from kiosk.flow.carding import is_offered
from kiosk.flow.events import CardKind, ReaderPlace
from kiosk.flow.forms.from_card import CardFacts
from kiosk.flow.state import (
    CARD_SCREENS,
    INITIAL,
    CardKey,
    CardTrouble,
    Overlay,
    ReadCard,
    ReleaseCard,
    Screen,
)
from tests.unit.kiosk.flow.cards.marked import BOOK, FACTS, LIMITS, TODAY
from tests.unit.kiosk.flow.forms.filling_visits import FAMILY
from tests.unit.kiosk.flow.visits import Visit

PLANTED = ("絶対氏名", "絶対町", "絶対番地", "1907")
SECRET_FACTS = CardFacts(
    f"{PLANTED[0]}\u3000{PLANTED[0]}",
    Address(area=PLANTED[1], street=PLANTED[2]),
    FACTS.birth,
    1,
)
SCREENS_OF = {
    ev.CardConsent: (Screen.CARD_CONSENT, Screen.CARD_TROUBLE),
    ev.SecretEntered: (Screen.CARD_SECRET,),
    ev.CardAccepted: (Screen.CARD_CHECK,),
    ev.CardWanted: (Screen.FORM_QUESTION,),
    ev.HandEntry: CARD_SCREENS,
}
LEFT = st.none() | st.integers(0, 10)


def _order(at: int) -> str:
    return f"{at:032x}"


class Story(RuleBasedStateMachine):
    """A kiosk whose reader and visitor do anything. `agreed` is the consent as a rule sees it."""

    def __init__(self) -> None:
        super().__init__()
        self.visit = Visit(limits=LIMITS)
        self.orders = count(1)
        self.insertions = count(1)
        self.reader = ev.Reader(ReaderPlace.EMPTY)
        # Confirmations of the pad, and readings asked for.
        self.entered: list[str] = []
        self.asked: list[str] = []
        # Cards (by insertion) whose reading was agreed to, with their counters.
        self.agreed: tuple[int, object] | None = None
        self.last_try = False

    def do(self, event: ev.Event) -> None:
        before = self.visit.state
        self.visit.effects.clear()
        self.visit.do(event)
        after = self.visit.state
        for effect in self.visit.effects:
            if isinstance(effect, ReadCard):
                self.check_reading(effect)
        if before.card is not None and after.card is None:
            assert self.visit.effects[-1] == ReleaseCard()

    def check_reading(self, effect: ReadCard) -> None:
        assert effect.order in self.entered, "the pad was confirmed"
        assert effect.order not in self.asked, "once"
        self.asked.append(effect.order)
        assert self.agreed is not None, "consent was given"
        insertion, counters = self.agreed
        same = effect.key is CardKey.CODE_B and counters == self.counters()
        assert insertion == self.reader.insertion or same, "for this card"
        assert effect.insertion == self.reader.insertion
        card = self.visit.state.card
        assert card is not None
        assert card.left != 0
        assert self.last_try or card.left != 1, "the last try was agreed to"
        assert effect.last_try == self.last_try

    def counters(self) -> object:
        shown = self.reader
        return shown.kind, shown.pin_left, shown.code_left, shown.has_pin, shown.has_code

    @property
    def screen(self) -> Screen:
        return self.visit.state.screen

    # The reader

    @rule(
        pin=LEFT,
        code=LEFT,
        has=st.tuples(st.booleans(), st.booleans()),
        kind=st.sampled_from([*[CardKind.MY_NUMBER] * 5, *CardKind]),
    )
    def a_card_is_put_on(
        self, pin: int | None, code: int | None, has: tuple[bool, bool], kind: CardKind
    ) -> None:
        number = next(self.insertions)
        self.show(ev.Reader(ReaderPlace.CARD, kind, pin, code, *has, number))

    @rule(left=st.sampled_from([1, 2, 3]))
    def a_good_card_is_put_on(self, left: int) -> None:
        number = next(self.insertions)
        self.show(ev.Reader(ReaderPlace.CARD, CardKind.MY_NUMBER, left, 10, True, True, number))

    @precondition(lambda self: self.reader.place is ReaderPlace.CARD)
    @rule()
    def it_is_put_on_once_more(self) -> None:
        shown, number = self.reader, next(self.insertions)
        self.show(ev.Reader(ReaderPlace.EMPTY))
        self.show(
            ev.Reader(
                ReaderPlace.CARD,
                shown.kind,
                shown.pin_left,
                shown.code_left,
                shown.has_pin,
                shown.has_code,
                number,
            )
        )

    @rule(place=st.sampled_from([place for place in ReaderPlace if place is not ReaderPlace.CARD]))
    def something_else_is_shown(self, place: ReaderPlace) -> None:
        nothing = (ReaderPlace.NO_SERVICE, ReaderPlace.NO_READER, ReaderPlace.EMPTY)
        self.show(ev.Reader(place, insertion=0 if place in nothing else next(self.insertions)))

    @rule()
    def the_reader_tells_again(self) -> None:
        self.do(ev.CardSeen(self.reader))

    def show(self, reader: ev.Reader) -> None:
        self.reader = reader
        self.do(ev.CardSeen(reader))

    @precondition(lambda self: self.screen is Screen.CARD_READING)
    @rule()
    def a_reading_ends_well(self) -> None:
        self.ends(self.asked[-1], ev.CardRead(self.asked[-1], SECRET_FACTS))

    @precondition(lambda self: self.screen is Screen.CARD_READING)
    @rule(trouble=st.sampled_from(CardTrouble), left=LEFT)
    def a_reading_fails(self, trouble: CardTrouble, left: int | None) -> None:
        self.ends(self.asked[-1], ev.CardFailed(self.asked[-1], trouble, left))

    @precondition(lambda self: self.screen is Screen.CARD_READING)
    @rule(left=st.sampled_from([1, 2]))
    def the_entry_was_wrong(self, left: int) -> None:
        self.ends(self.asked[-1], ev.CardFailed(self.asked[-1], CardTrouble.WRONG, left))

    @rule(data=st.data(), well=st.booleans())
    def a_reading_ends_late(self, data: st.DataObject, well: bool) -> None:
        order = data.draw(st.sampled_from(["", "e" * 32, *self.asked]))
        trouble = ev.CardFailed(order, CardTrouble.WRONG, 1)
        self.ends(order, ev.CardRead(order, SECRET_FACTS) if well else trouble)

    def ends(self, order: str, event: ev.Event) -> None:
        before = self.visit.state
        awaited = before.card is not None and before.card.order == order
        self.do(event)
        if awaited:
            self.last_try = False
        else:
            assert self.visit.state == before

    # The visitor

    @precondition(lambda self: self.screen in (Screen.HOME, Screen.FORM_SHELF))
    @rule(event=st.sampled_from(["claim", "moving-in"]))
    def begin(self, event: str) -> None:
        self.do(ev.FormsWanted())
        self.do(ev.EventChosen(BOOK, event, TODAY))

    @precondition(lambda self: self.screen in (Screen.CARD_CONSENT, Screen.CARD_TROUBLE))
    @rule(last_try=st.booleans())
    def agree(self, last_try: bool) -> None:
        before = self.visit.state
        self.do(ev.CardConsent(last_try))
        self.agreed = self.reader.insertion, self.counters()
        if self.screen is Screen.CARD_SECRET and before.screen is not Screen.CARD_SECRET:
            self.last_try = before.screen is Screen.CARD_TROUBLE

    @precondition(lambda self: self.screen is Screen.CARD_SECRET)
    @rule()
    def fill_the_pad(self) -> None:
        order = _order(next(self.orders))
        self.entered.append(order)
        self.do(ev.SecretEntered(order))

    @rule(
        event=st.one_of(
            st.builds(ev.CardConsent, st.booleans()),
            st.builds(ev.SecretEntered, st.just("f" * 32)),
            st.builds(ev.CardAccepted),
            st.builds(ev.CardWanted),
            st.builds(ev.HandEntry),
        )
    )
    def a_button_that_is_not_there(self, event: ev.Event) -> None:
        if self.screen not in SCREENS_OF[type(event)]:
            before = self.visit.state.card
            self.do(event)
            assert self.visit.state.card == before
            assert self.visit.effects == []

    @precondition(lambda self: self.screen not in CARD_SCREENS)
    @rule(
        event=st.sampled_from(["claim", "moving-in"]),
        removed=st.booleans(),
        left=st.sampled_from([3, 3, 1]),
    )
    def read_a_card(self, event: str, removed: bool, left: int) -> None:
        """Far into the path, where random taps seldom come."""
        self.leave(ev.Finished())
        self.begin(event)
        while self.screen is Screen.FORM_QUESTION and not is_offered(self.visit.state, LIMITS):
            self.answer()
        self.want_the_card()
        self.a_good_card_is_put_on(left)
        if removed:
            self.choose_the_key(CardKey.CODE_B)
        self.agree(last_try=False)
        if removed:
            self.show(ev.Reader(ReaderPlace.EMPTY))
        if self.screen is Screen.CARD_SECRET:
            self.fill_the_pad()

    @precondition(lambda self: self.screen in CARD_SCREENS)
    @rule(key=st.sampled_from(CardKey))
    def choose_the_key(self, key: CardKey) -> None:
        self.do(ev.KeyChosen(key))

    @precondition(lambda self: self.screen is Screen.FORM_QUESTION)
    @rule()
    def want_the_card(self) -> None:
        self.do(ev.CardWanted())

    @precondition(lambda self: self.screen is Screen.CARD_CHECK)
    @rule(change=st.sampled_from([None, Slot("me"), Slot("home"), Slot("gone")]))
    def accept(self, change: Slot | None) -> None:
        known, card = self.known(), self.visit.state.card
        assert card is not None
        here = {slot for slot, _ in slots(BOOK, card.stop)} if card.stop else set()
        self.do(ev.CardAccepted(change))
        for slot, value in known.items():
            assert slot in here or value is Ask.AT_COUNTER or self.known()[slot] == value

    @precondition(lambda self: self.screen in CARD_SCREENS)
    @rule()
    def enter_by_hand(self) -> None:
        known, card = self.known(), self.visit.state.card
        assert card is not None
        self.do(ev.HandEntry())
        assert self.screen in (Screen.FORM_QUESTION, Screen.FORM_REVIEW)
        assert self.known() == known
        form = self.visit.state.form
        assert form is not None
        assert form.stop in (*form.way.stops, None)

    @precondition(lambda self: self.screen is Screen.FORM_QUESTION)
    @rule()
    def answer(self) -> None:
        form = self.visit.state.form
        assert form is not None
        assert form.stop is not None
        for slot, _ in slots(form.book, form.stop):
            if slot in FAMILY:
                self.do(ev.Answered(slot, FAMILY[slot]))
        self.do(ev.PageDone())
        self.do(ev.AskAtCounter())

    @rule(
        event=st.sampled_from(
            [
                ev.Back(),
                ev.TryAgain(),
                ev.Touched(),
                ev.Opened(Overlay.LANGUAGE),
                ev.Opened(Overlay.LEAVE),
                ev.LanguageChosen("en"),
                ev.Review(),
            ]
        )
    )
    def tap(self, event: ev.Event) -> None:
        known = self.known()
        self.do(event)
        assert self.known() == known or self.screen is Screen.HOME

    @rule(end=st.sampled_from([ev.Finished(), ev.StaffGesture(), None]))
    def leave(self, end: ev.Event | None) -> None:
        if end:
            self.do(end)
            self.do(ev.Back())
        else:
            for _ in range(6):
                self.visit.wait(LIMITS.form)
        assert self.visit.state == INITIAL

    @precondition(lambda self: self.screen in CARD_SCREENS)
    @rule(seconds=st.integers(1, 100))
    def time_passes(self, seconds: int) -> None:
        self.visit.effects.clear()
        self.visit.wait(seconds)
        ended = self.visit.state.card is None
        assert self.visit.effects in ([ReleaseCard()], []), "nothing else is done by itself"
        assert not ended or self.visit.effects

    def known(self) -> dict[Slot, Value]:
        form = self.visit.state.form
        return dict(form.answers) if form else {}

    # Always

    @invariant()
    def a_card_belongs_to_its_screens(self) -> None:
        state = self.visit.state
        assert (state.card is not None) == (state.screen in CARD_SCREENS)
        assert state.card is None or state.form is not None
        assert state.screen is not Screen.HOME or state.form is None
        if state.screen is Screen.CARD_READING:
            assert state.card is not None
            assert state.card.order

    @invariant()
    def nothing_read_is_printed(self) -> None:
        shown = repr(self.visit.state) + repr(self.visit.effects)
        assert not any(secret in shown for secret in PLANTED)
        assert "絶対" not in repr(ev.CardRead("", SECRET_FACTS))


TestCardStory = Story.TestCase
TestCardStory.settings = settings(max_examples=80, stateful_step_count=40)
