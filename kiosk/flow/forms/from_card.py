"""What a card tells, as answers to a form's questions."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from hub.domain.forms.answers import Address, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import CardItem, Field, Kind
from hub.domain.forms.conditions import Condition, holds
from hub.domain.forms.walking import Stop, slots
from kiosk.flow.forms.filling import FormState

# What stands between the parts of a name on a card.
_BETWEEN = "\N{IDEOGRAPHIC SPACE}"
# A field of these kinds can be filled from anybody's card, such as that of an agent.
_ANYBODYS = {Kind.NAME: CardItem.NAME, Kind.ADDRESS: CardItem.ADDRESS}


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What was read of a card: text as the card has it, empty or None where it tells nothing.

    `name` has U+3000 between its parts. `address` was split by the postal directory
    (`kiosk.typing.postal.split_address`). `sex` is 1 male, 2 female, 0 not stated.
    """

    name: str = field(default="", repr=False)
    address: Address = field(default=Address(), repr=False)
    birth: PartialDate | None = field(default=None, repr=False)
    sex: int = field(default=0, repr=False)
    expiry: PartialDate | None = field(default=None, repr=False)


class Wanted(NamedTuple):
    """A field that a card fills, and with what of it."""

    field: Field
    item: CardItem


def can_fill(form: FormState, stop: Stop) -> bool:
    """Does this question ask for something that a card can tell?"""
    return any(item.card or item.kind in _ANYBODYS for _, item in slots(form.book, stop))


def wanted(form: FormState, stop: Stop | None) -> Mapping[Slot, Wanted]:
    """The fields that a card fills, read at a question or (None) before the first one.

    With a marked field all marked ones: those of the visit, or of the member that it asks about;
    but what was answered on other pages stays as it is. Else the name and address of the page.
    """
    here = {} if stop is None else dict(slots(form.book, stop))
    if stop is not None and not any(item.card for item in here.values()):
        return {
            slot: Wanted(item, _ANYBODYS[item.kind])
            for slot, item in here.items()
            if item.kind in _ANYBODYS
        }
    return {
        slot: Wanted(item, item.card)
        for page in _pages(form, stop)
        for slot, item in slots(form.book, page)
        if item.card and (slot in here or isinstance(form.answers.get(slot, Ask.AT_COUNTER), Ask))
    }


def _pages(form: FormState, stop: Stop | None) -> Iterator[Stop]:
    """The pages of a member; without one those that may be asked of the visit."""
    if stop is not None and stop.member is not None:
        group = next(group for group in form.book.groups.values() if stop.page in group.pages)
        return (Stop(page, stop.member) for page in group.pages)
    names = (name for name in _asks(form) if name in form.book.pages)
    return (Stop(name) for name in names if _may_hold(form, form.book.pages[name].when))


def _asks(form: FormState) -> Mapping[str, None]:
    """Pages and groups that the event asks, or a form of it that may still be needed."""
    procedures = (form.book.procedures[name] for name in form.event.procedures)
    forms = (step.form for step in procedures if step.form and _may_hold(form, step.when))
    asked = (name for needed in forms for name in form.book.forms[needed].asks)
    return dict.fromkeys((*form.event.asks, *asked))


def _may_hold(form: FormState, when: Condition | None) -> bool:
    return when is None or holds(when, form.way.view) is not False


def values(form: FormState, stop: Stop | None, facts: CardFacts) -> dict[Slot, Value]:
    """What was read, in the form's fields; what the card does not tell is left to the visitor."""
    found = {
        slot: _MADE[item](facts, asked, form.answers.get(slot))
        for slot, (asked, item) in wanted(form, stop).items()
    }
    return {slot: value for slot, value in found.items() if value is not None}


def shared(form: FormState, stop: Stop | None) -> frozenset[Slot]:
    """Fields that claim the same of a card, as the address before a move and that of today do.

    It may belong into one of them alone, so the visitor shall see each where it is asked for;
    what the question at hand asks for is clear.
    """
    fields = wanted(form, stop)
    items = Counter(item for _, item in fields.values())
    here = set() if stop is None else {slot for slot, _ in slots(form.book, stop)}
    return frozenset(slot for slot in fields.keys() - here if items[fields[slot].item] > 1)


def split_name(name: str) -> tuple[str, str]:
    """Family and given name; a name without U+3000 between its parts has a family name alone."""
    family, _, given = name.strip().partition(_BETWEEN)
    return family, given.lstrip()


def _name(facts: CardFacts, _: Field, before: Value | None) -> Name | None:
    """The card does not tell how a name is read: what was typed for the same name stays."""
    family, given = split_name(facts.name)
    if not family:
        return None
    typed = before if isinstance(before, Name) else Name()
    if (typed.family, typed.given) not in (("", ""), (family, given)):
        return Name(family, given)
    return Name(family, given, typed.family_kana, typed.given_kana)


def _address(facts: CardFacts, _: Field, __: Value | None) -> Address | None:
    return facts.address if facts.address != Address() else None


def _sex(facts: CardFacts, asked: Field, _: Value | None) -> str | None:
    return next((option.id for option in asked.options if option.card == facts.sex), None)


_MADE: Mapping[CardItem, Callable[[CardFacts, Field, Value | None], Value | None]] = {
    CardItem.NAME: _name,
    CardItem.ADDRESS: _address,
    CardItem.BIRTH: lambda facts, _, __: facts.birth,
    CardItem.SEX: _sex,
    CardItem.EXPIRY: lambda facts, _, __: facts.expiry,
}
