"""The definitions of all forms, as a city's staff write them: checked by config, used as is.

Every field, group and option carries a `wire` number for the sealed code. A number is never
used again for something else, so an old code always means what it meant when it was printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hub.domain.forms.conditions import Condition
from hub.domain.site import Text


class Kind(StrEnum):
    """What a field takes; the value's type stands behind."""

    TEXT = "text"  # str
    KANA = "kana"  # str, hiragana and katakana
    NAME = "name"  # Name
    ADDRESS = "address"  # Address
    PHONE = "phone"  # str, 10 or 11 digits with a leading 0
    DIGITS = "digits"  # str, `least` to `most` digits
    CODE = "code"  # str, letters A-Z and digits: the number of a residence card
    DATE = "date"  # PartialDate
    COUNT = "count"  # int, `least` to `most`
    CHOICE = "choice"  # str, an option's id
    CHOICES = "choices"  # tuple of options' ids


class CardItem(StrEnum):
    """What a My Number card tells of its holder, for a field that takes it over."""

    NAME = "name"
    ADDRESS = "address"
    BIRTH = "birth"
    SEX = "sex"
    EXPIRY = "expiry"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; offered while `when` is not known to be false.

    `card` is the code that a card states for it: 1 male, 2 female (JIS X 0303).
    """

    id: str
    wire: int
    label: Text
    hint: Text | None = None
    when: Condition | None = None
    card: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One answer. `least` and `most`: characters, a number, or how many options.

    For a date they are days from today: `most=0` is today at the latest, `least=-14` not more
    than 14 days ago. `partial` allows an unknown month or day. `card` is what of the person's
    My Number card fills it.
    """

    id: str
    wire: int
    kind: Kind
    label: Text
    hint: Text | None = None
    options: tuple[Option, ...] = ()
    required: bool = True
    least: int | None = None
    most: int | None = None
    partial: bool = False
    card: CardItem | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Words for the visitor when `when` holds; a `stop` must be put right before going on."""

    when: Condition
    say: Text
    stop: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One question on one screen. Asked only if `when` holds; it sees earlier answers alone."""

    id: str
    ask: Text
    fields: tuple[Field, ...]
    help: Text | None = None
    when: Condition | None = None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Pages asked for each of several people. `count` is the field with their number.

    `called` is the field (of kind name) that the screens call a member by.
    """

    id: str
    wire: int
    title: Text
    count: str
    pages: tuple[str, ...]
    called: str | None = None
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Something to bring."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Bring:
    """A document that a procedure needs, always or `when`."""

    document: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """Words for the deadline, and its last day: so many days after the date in field `after`."""

    say: Text
    after: str | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Procedure:
    """A decision row: needed when `when` holds, done at `service`, with `form` filled."""

    id: str
    title: Text
    service: str
    why: Text
    when: Condition | None = None
    form: str | None = None
    bring: tuple[Bring, ...] = ()
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A box of the official form: its printed label, and the first of `fields` that was asked.

    `aside` puts it in the same row as the cell before.
    """

    label: str
    fields: tuple[str, ...]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the official form; with a `group` a table with a row for each member.

    With `when` only for the members (without a group: only) where that is not known to be false.
    Outside a table a member's field stands for the group's first member.
    """

    title: str
    cells: tuple[Cell, ...]
    group: str | None = None
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """An official form: `asks` names the pages and groups it needs, `sections` its layout.

    `addressee` stands at its head (熊本市長 あて); `law` is where it comes from.
    """

    id: str
    wire: int
    version: int
    title: Text
    asks: tuple[str, ...]
    sections: tuple[Section, ...]
    addressee: str = ""
    law: str = ""


class Shelf(StrEnum):
    """Where an event stands on the kiosk."""

    LIFE = "life"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Event:
    """What a visitor comes for: a change in life, or one certificate.

    `asks` are pages and groups asked of everyone; then `procedures` are looked at in the order
    of the counters to visit, and the forms of the needed ones ask what is still missing.
    """

    id: str
    wire: int
    shelf: Shelf
    title: Text
    asks: tuple[str, ...]
    procedures: tuple[str, ...]
    description: Text | None = None
    icon: str = "description"


@dataclass(frozen=True, slots=True)
class Book:
    """All definitions. Mappings keep the files' order. `version` grows with every publication."""

    version: int = 0
    events: Mapping[str, Event] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
