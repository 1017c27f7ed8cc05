"""What the screens of forms say: shelf, question, progress, review. Pure: form in, texts out.

The field names are those that QML reads, which is why they are in camelCase.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assets.words import Words
from hub.domain.forms.answers import Ask, Name, Slot
from hub.domain.forms.book import Event, Field, Group, Kind, Shelf
from hub.domain.forms.checking import notes, offered
from hub.domain.forms.places import group_of
from hub.domain.forms.walking import Stop, slots, view_at
from hub.domain.site import words as in_language
from kiosk.app.forms.entries import Entry, entries
from kiosk.app.forms.faults import fault_text
from kiosk.app.forms.values import value_text
from kiosk.flow.forms.filling import FormState, can_review, faults_at, progress
from kiosk.shell.icons import known


@dataclass(frozen=True, slots=True)
class Card:
    """An event on the shelf."""

    key: str
    title: str
    description: str
    iconName: str


@dataclass(frozen=True, slots=True)
class ShelfView:
    """Changes in life, then papers."""

    life: tuple[Card, ...] = ()
    papers: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionView:
    """One answer to choose."""

    key: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of the question. `label` is empty where the question itself says it."""

    key: str
    kind: str
    label: str
    hint: str
    required: bool
    least: int
    most: int
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question: it stays the same while the visitor answers it."""

    key: str = ""
    event: str = ""
    person: str = ""
    ask: str = ""
    help: str = ""
    fields: tuple[FieldView, ...] = ()
    entries: tuple[Entry, ...] = ()
    changing: bool = False


@dataclass(frozen=True, slots=True)
class ProgressView:
    """How far it is; `done` and `all` are numbers of questions. The words never promise more."""

    text: str = ""
    done: int = 0
    all: int = 1
    canReview: bool = False


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """An answer that was given, and the place of its question on the way."""

    key: str
    place: int
    label: str
    value: str
    asks: bool
    fault: str


@dataclass(frozen=True, slots=True)
class ReviewSection:
    """The answers about one person, or about the visit."""

    title: str
    rows: tuple[ReviewRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """Everything before it is sealed. `isReady`: nothing is wrong any more."""

    event: str = ""
    sections: tuple[ReviewSection, ...] = ()
    isReady: bool = True


def shelf(events: list[Event], words: Words) -> ShelfView:
    """The events that this kiosk offers."""
    cards = [(event.shelf, _card(event, words)) for event in events]
    return ShelfView(
        tuple(card for place, card in cards if place is Shelf.LIFE),
        tuple(card for place, card in cards if place is Shelf.PAPERS),
    )


def _card(event: Event, words: Words) -> Card:
    description = in_language(event.description, words.language) if event.description else ""
    title = in_language(event.title, words.language)
    return Card(event.id, title, description, known(event.icon, "description"))


def question(form: FormState, words: Words) -> QuestionView:
    """The question on the screen."""
    if form.stop is None:
        return QuestionView()
    page = form.book.pages[form.stop.page]
    asked = in_language(page.ask, words.language)
    return QuestionView(
        key=f"{form.stop.page}/{form.stop.member}",
        event=in_language(form.event.title, words.language),
        person=person(form, form.stop, words),
        ask=asked,
        help=in_language(page.help, words.language) if page.help else "",
        fields=tuple(_field(form, form.stop, item, words) for item in page.fields),
        entries=tuple(entries(page, words)),
        changing=form.changing,
    )


def _field(form: FormState, stop: Stop, item: Field, words: Words) -> FieldView:
    alone = len(form.book.pages[stop.page].fields) == 1
    label = in_language(item.label, words.language)
    options = offered(item, view_at(form.book, form.way, stop))
    return FieldView(
        key=item.id,
        kind=item.kind.value,
        label="" if alone and item.required else label + _optional(item, words),
        hint=in_language(item.hint, words.language) if item.hint else "",
        required=item.required,
        least=item.least or 0,
        most=99 if item.most is None else item.most,
        options=tuple(
            OptionView(
                option.id,
                in_language(option.label, words.language),
                in_language(option.hint, words.language) if option.hint else "",
            )
            for option in options
        ),
    )


def _optional(item: Field, words: Words) -> str:
    return "" if item.required else words.text("forms.optional")


def person(form: FormState, stop: Stop, words: Words) -> str:
    """「2人目: 山田 花子さん」; without the name while that is not known."""
    group = group_of(form.book, stop.page)
    if group is None or stop.member is None:
        return ""
    number = stop.member + 1
    name = form.answers.get(Slot(group.called, stop.member)) if group.called else None
    if not isinstance(name, Name) or not name.family or form.stop == stop == _naming(group, stop):
        return words.text("forms.person", number=number)
    return words.text("forms.person_named", number=number, name=name.written)


def _naming(group: Group, stop: Stop) -> Stop:
    """The page that asks for the name itself: there it would change with every key."""
    return Stop(group.pages[0], stop.member)


def progress_view(form: FormState, words: Words) -> ProgressView:
    """「質問 7 ／ あと約5問」, or that this is a change."""
    here = progress(form)
    key = "forms.changing" if form.changing else "forms.progress" if here.left else "forms.last"
    return ProgressView(
        words.text(key, number=here.number, left=here.left),
        here.number - 1,
        max(1, here.number + here.left),
        not form.changing and can_review(form),
    )


def said(form: FormState, words: Words) -> list[str]:
    """What the page says about the present answers without stopping anybody."""
    if form.stop is None:
        return []
    view = view_at(form.book, form.way, form.stop)
    return [in_language(text, words.language) for text in notes(form.book, form.stop, view)]


def review(form: FormState, words: Words) -> ReviewView:
    """All answers of the way, by person."""
    sections: list[ReviewSection] = []
    for place, stop in enumerate(form.way.stops):
        title = person(form, stop, words) or words.text("forms.review.visit")
        rows = tuple(_rows(form, place, stop, words))
        if sections and sections[-1].title == title:
            sections[-1] = ReviewSection(title, (*sections[-1].rows, *rows))
        else:
            sections.append(ReviewSection(title, rows))
    ready = not any(row.fault for section in sections for row in section.rows)
    return ReviewView(in_language(form.event.title, words.language), tuple(sections), ready)


def _rows(form: FormState, place: int, stop: Stop, words: Words) -> Iterator[ReviewRow]:
    found = {wrong.slot: wrong for wrong in reversed(faults_at(form, stop))}
    for slot, item in slots(form.book, stop):
        value = form.answers.get(slot)
        wrong = found.get(slot)
        yield ReviewRow(
            key=f"{item.id}-{stop.member}" if stop.member is not None else item.id,
            place=place,
            label=in_language(item.label, words.language),
            value=value_text(item, value, words),
            asks=isinstance(value, Ask),
            fault=fault_text(wrong, item, words) if wrong else "",
        )


def chooses_one(form: FormState) -> bool:
    """Is the question answered by one touch?"""
    if form.stop is None:
        return False
    fields = form.book.pages[form.stop.page].fields
    return len(fields) == 1 and fields[0].kind is Kind.CHOICE
