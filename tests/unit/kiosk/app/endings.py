"""Forms that are filled to their end, for tests of what comes after."""

from dataclasses import replace

from kiosk.flow.forms.filling import FormState, Numbering, begin
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
