"""Forms that are filled to their end, for tests of what comes after."""

from dataclasses import replace

from hub.domain.forms.walking import way
from kiosk.flow.forms.filling import FormState, Numbering, begin
from kiosk.flow.state import IssueNumber, Print, Screen, State
from tests import forms_people, small_book
from tests.forms_people import TODAY, Visitor
from tests.ui.kiosk.kit import number

REQUEST = "7" * 32
ASKED = IssueNumber(REQUEST, "moving", "ja", None)


def filled(visitor: Visitor = forms_people.FAMILY) -> FormState:
    """A visitor of the demo city, at the review."""
    form = begin(forms_people.book(), visitor.told(), TODAY, visitor.answers)
    return replace(form, stop=None)


def small(people: int = 2) -> FormState:
    """A family in the small book, at the review."""
    book, answers = small_book.book(), small_book.moving_in(people)
    event = book.events["moving-in"]
    form = begin(book, event, small_book.TODAY, answers)
    return replace(form, way=way(book, event, answers, small_book.TODAY), stop=None)


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
