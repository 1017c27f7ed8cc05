"""However people tap: no answer is lost, progress never lies, and nothing wrong is confirmed."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hub.domain.forms.answers import UNLISTED, Address, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import Kind
from hub.domain.forms.walking import slots
from kiosk.flow import events as ev
from kiosk.flow.forms.filling import faults_at, progress
from kiosk.flow.state import INITIAL, Aid, Overlay, Screen, SealForms
from tests.unit.kiosk.flow.forms.filling_visits import CERTIFICATE, FAMILY, MOVING
from tests.unit.kiosk.flow.visits import LIMITS, REQUEST, Visit, issued

VALUES: dict[Kind, st.SearchStrategy[Value]] = {
    Kind.TEXT: st.sampled_from(["免許のため", "ひみつ", UNLISTED, "字" * 50]),
    Kind.KANA: st.sampled_from(["やまだ", "YAMADA"]),
    Kind.NAME: st.sampled_from([Name("山田", "", "やまだ"), Name("山田"), Name()]),
    Kind.ADDRESS: st.sampled_from([Address("1000001", "東京都", "1-1"), Address("1")]),
    Kind.PHONE: st.sampled_from(["0312345678", "12"]),
    Kind.DIGITS: st.sampled_from(["1234", "12"]),
    Kind.CODE: st.sampled_from(["AB12345678CD", "ab"]),
    Kind.DATE: st.dates().map(PartialDate.of),
    Kind.COUNT: st.integers(0, 12),
    Kind.CHOICE: st.sampled_from(["yes", "no", "head", "child", "gone"]),
    Kind.CHOICES: st.sampled_from([("copy",), ("copy", "items"), (), ("gone",)]),
}
SIMPLE = (ev.PageDone, ev.AskAtCounter, ev.Review, ev.Touched, ev.PrintAgain, ev.TryAgain)
FREE = st.one_of(
    st.builds(ev.FormsWanted),
    st.sampled_from([MOVING, CERTIFICATE]),
    st.builds(ev.GoWithout),
    st.builds(ev.Opened, st.sampled_from(Overlay)),
    st.builds(ev.LanguageChosen, st.sampled_from(["ja", "en"])),
    st.builds(ev.AidToggled, st.sampled_from(Aid)),
    st.builds(ev.Confirmed, st.just(REQUEST)),
    st.builds(ev.FormsSealed, st.just(REQUEST), st.just(("CODE",))),
    st.builds(ev.FormsFailed, st.just(REQUEST)),
    st.builds(ev.NumberGiven, st.just(REQUEST), st.just(issued())),
    st.builds(ev.NumberFailed, st.just(REQUEST)),
    st.builds(ev.NumberRefused, st.just(REQUEST)),
    st.sampled_from([kind() for kind in SIMPLE]),
)


class Story(RuleBasedStateMachine):
    """A visitor of a kiosk who taps at random; `known` are all answers ever given."""

    def __init__(self) -> None:
        super().__init__()
        self.visit = Visit()
        self.known: dict[Slot, Value] = {}

    @property
    def form(self) -> object:
        return self.visit.state.form

    def do(self, event: ev.Event) -> None:
        self.visit.do(event)
        form = self.visit.state.form
        self.known = dict(form.answers) if form else {}

    @rule(event=FREE)
    def tap(self, event: ev.Event) -> None:
        asks = isinstance(event, ev.AskAtCounter)
        before, had = dict(self.known), self.form
        self.do(event)
        if had is not None and self.form is not None and not asks:
            assert self.known == before, event

    @precondition(lambda self: self.form is not None)
    @rule()
    def go_back(self) -> None:
        before, screen = dict(self.known), self.visit.state.screen
        self.do(ev.Back())
        assert self.known == before or screen is Screen.FORM_SHELF

    @precondition(lambda self: self.visit.state.screen is Screen.FORM_REVIEW)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        form = self.visit.state.form
        if form is not None and form.way.stops:
            before = dict(self.known)
            self.do(ev.ChangeWanted(data.draw(st.sampled_from(form.way.stops))))
            assert self.known == before

    @precondition(lambda self: self.visit.state.screen is Screen.FORM_QUESTION)
    @rule(data=st.data())
    def answer_somehow(self, data: st.DataObject) -> None:
        form = self.visit.state.form
        if form is None or form.stop is None:
            return
        for slot, item in slots(form.book, form.stop):
            some = VALUES[item.kind] | st.just(Ask.AT_COUNTER) | st.none()
            self.do(ev.Answered(slot, data.draw(some)))

    @precondition(lambda self: self.visit.state.screen is Screen.FORM_QUESTION)
    @rule()
    def answer_rightly(self) -> None:
        form = self.visit.state.form
        if form is None or form.stop is None:
            return
        for slot, _ in slots(form.book, form.stop):
            if slot in FAMILY:
                self.do(ev.Answered(slot, FAMILY[slot]))
        self.do(ev.PageDone())

    @rule()
    def leave(self) -> None:
        busy = self.visit.state.screen is Screen.FORM_SENDING
        self.do(ev.Finished())
        assert busy or self.visit.state == INITIAL

    @rule()
    def is_left_alone(self) -> None:
        for _ in range(4):
            self.visit.wait(LIMITS.form)
        assert self.visit.state == INITIAL
        self.known = {}

    @invariant()
    def progress_tells_the_truth(self) -> None:
        form = self.visit.state.form
        if form is None or (form.stop is not None and form.stop not in form.way.stops):
            assert form is None, "the question on the screen is on the way"
            return
        here = progress(form)
        assert here.number + here.left == len(form.way.stops)
        assert form.stop is None or form.way.stops[here.number - 1] == form.stop

    @invariant()
    def nothing_wrong_is_sealed(self) -> None:
        for effect in self.visit.effects:
            if isinstance(effect, SealForms):
                form = effect.form
                assert all(stop in form.done for stop in form.way.stops)
                assert not any(faults_at(form, stop) for stop in form.way.stops)
        self.visit.effects.clear()


TestStory = Story.TestCase
