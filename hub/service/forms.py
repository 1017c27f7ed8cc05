"""From the city's definitions to the domain's book of forms."""

from collections.abc import Iterable
from typing import TypeVar

from config.schema import forms as schema
from hub.domain.forms import conditions as domain
from hub.domain.forms.book import (
    Book,
    Bring,
    CardItem,
    Cell,
    Check,
    Deadline,
    Document,
    Event,
    Field,
    Form,
    Group,
    Kind,
    Option,
    Page,
    Procedure,
    Section,
    Shelf,
)
from hub.domain.forms.conditions import Condition
from hub.service.texts import text, text_or_none

T = TypeVar("T", Document, Event, Form, Group, Page, Procedure)


def domain_book(forms: schema.Forms) -> Book:
    """The book that `forms` describe. They were checked: see config.forms."""
    return Book(
        version=forms.version,
        events=_by_id(map(_event, forms.events)),
        pages=_by_id(map(_page, forms.pages)),
        groups=_by_id(map(_group, forms.groups)),
        procedures=_by_id(map(_procedure, forms.procedures)),
        documents=_by_id(Document(item.id, text(item.label)) for item in forms.documents),
        forms=_by_id(map(_form, forms.forms)),
    )


def _by_id(items: Iterable[T]) -> dict[str, T]:
    return {item.id: item for item in items}


def _event(item: schema.Event) -> Event:
    return Event(
        id=item.id,
        wire=item.wire,
        shelf=Shelf(item.shelf),
        title=text(item.title),
        asks=item.asks,
        procedures=item.procedures,
        description=text_or_none(item.description),
        icon=item.icon,
    )


def _page(item: schema.Page) -> Page:
    return Page(
        id=item.id,
        ask=text(item.ask),
        fields=tuple(map(_field, item.fields)),
        help=text_or_none(item.help),
        when=_when(item.when),
        checks=tuple(
            Check(condition(check.when), text(check.say), check.stop) for check in item.checks
        ),
    )


def _field(item: schema.Question) -> Field:
    return Field(
        id=item.id,
        wire=item.wire,
        kind=Kind(item.type),
        label=text(item.label),
        hint=text_or_none(item.hint),
        options=tuple(map(_option, item.options)),
        required=item.required,
        least=item.least,
        most=item.most,
        partial=item.partial,
        card=CardItem(item.card) if item.card else None,
    )


def _option(item: schema.Option) -> Option:
    hint, when = text_or_none(item.hint), _when(item.when)
    return Option(item.id, item.wire, text(item.label), hint, when, item.card)


def _group(item: schema.Group) -> Group:
    title, when = text(item.title), _when(item.when)
    return Group(item.id, item.wire, title, item.count, item.pages, item.called, when)


def _procedure(item: schema.Procedure) -> Procedure:
    deadline = item.deadline
    return Procedure(
        id=item.id,
        title=text(item.title),
        service=item.service,
        why=text(item.why),
        when=_when(item.when),
        form=item.form,
        bring=tuple(Bring(bring.document, _when(bring.when)) for bring in item.bring),
        deadline=Deadline(text(deadline.say), deadline.after, deadline.days) if deadline else None,
    )


def _form(item: schema.Form) -> Form:
    return Form(
        id=item.id,
        wire=item.wire,
        version=item.version,
        title=text(item.title),
        asks=item.asks,
        sections=tuple(map(_section, item.sections)),
        addressee=item.addressee,
        law=item.law,
    )


def _section(item: schema.Section) -> Section:
    cells = tuple(Cell(cell.label, cell.fields, cell.aside) for cell in item.cells)
    return Section(item.title, cells, item.group, _when(item.when))


def condition(item: schema.Condition) -> Condition:
    """The condition in the domain's words."""
    made: Condition
    if item.every:
        made = domain.AllOf(tuple(map(condition, item.every)))
    elif item.some:
        made = domain.AnyOf(tuple(map(condition, item.some)))
    elif item.negated:
        made = domain.Not(condition(item.negated))
    elif item.count:
        count = item.count
        made = domain.Count(count.group, condition(count.when), count.least, count.below)
    else:
        made = _of_one_field(item)
    return made


def _of_one_field(item: schema.Condition) -> Condition:
    if item.equals:
        return domain.Eq(item.equals.field, item.equals.value)
    if item.one_of:
        return domain.In(item.one_of.field, item.one_of.values)
    if item.age_at:
        return domain.AgeAt(**item.age_at.model_dump())
    if item.days_since:
        return domain.DaysSince(**item.days_since.model_dump())
    raise ValueError("a condition without any part: the schema lets none through")


def _when(item: schema.Condition | None) -> Condition | None:
    return condition(item) if item else None
