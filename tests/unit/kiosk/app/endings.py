"""Forms that are filled to their end, for tests of what comes after."""

from dataclasses import replace

from hub.domain.forms.answers import Name
from kiosk.flow.forms.filling import FormState, Numbering, begin, change
from kiosk.flow.state import IssueNumber, Print, Screen, State
from tests import forms_people
from tests.forms_people import TODAY, Visitor
from tests.ui.kiosk.kit import number

REQUEST = "7" * 32
ASKED = IssueNumber(REQUEST, "moving", "ja", None)


def filled(visitor: Visitor = forms_people.FAMILY) -> FormState:
    """A visitor of the demo city, at the review."""
    form = begin(forms_people.book(), visitor.told(), TODAY, visitor.answers)
    return replace(form, stop=None, done=frozenset(form.way.stops))


def family_of(characters: int) -> FormState:
    """A family whose names are so long that no code holds them."""
    form = filled()
    long = {
        slot: replace(value, family=_noise(number, characters), given=_noise(-number, characters))
        for number, (slot, value) in enumerate(form.answers.items(), 1)
        if isinstance(value, Name)
    }
    assert long
    return change(replace(form, answers={**form.answers, **long}), form.way.stops[0])


def _noise(seed: int, characters: int) -> str:
    return "".join(
        chr(0x4E00 + (seed * 7919 + step * step * 613) % 20000) for step in range(characters)
    )


def done(
    form: FormState,
    printed: Print = Print.DONE,
    codes: tuple[str, ...] = ("MC1ABC",),
    numbering: Numbering = Numbering.GIVEN,
) -> State:
    """The last screen."""
    given = number(ASKED) if numbering is Numbering.GIVEN else None
    ended = replace(form, codes=codes, number=numbering)
    return State(Screen.FORM_DONE, request=REQUEST, form=ended, given=given, printed=printed)
