"""Guided forms as a city's staff write them: the files of the folder `forms`."""

from config.schema.forms.book import Book, Forms, Retired
from config.schema.forms.conditions import AgeAt, Condition, Count, DaysSince, Equals, OneOf
from config.schema.forms.outcomes import Bring, Deadline, Document, Event, Procedure
from config.schema.forms.questions import KINDS, Check, Group, Option, Page, Question
from config.schema.forms.sheets import Cell, Form, Section

__all__ = [
    "KINDS",
    "AgeAt",
    "Book",
    "Bring",
    "Cell",
    "Check",
    "Condition",
    "Count",
    "DaysSince",
    "Deadline",
    "Document",
    "Equals",
    "Event",
    "Form",
    "Forms",
    "Group",
    "OneOf",
    "Option",
    "Page",
    "Procedure",
    "Question",
    "Retired",
    "Section",
]
