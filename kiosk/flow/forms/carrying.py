"""What a visitor said of themselves, brought to the member of a group who they are.

Who moves too is asked as the first of those who move, and for no name of their own besides. What
a card, or an earlier form, told of them would be asked again there. So it is put into the first
member's page when that comes, for the visitor to see: never taken for answered.
"""

from collections.abc import Iterator

from hub.domain.forms.answers import Ask, Slot, Value
from hub.domain.forms.book import CardItem
from hub.domain.forms.conditions import holds
from hub.domain.forms.walking import Stop, slots
from kiosk.flow.forms.filling import FormState, take


def carried(form: FormState) -> FormState:
    """The form with the open fields of a first member's page filled, if that is the visitor."""
    stop = form.stop
    if stop is None or stop in form.done or not _is_first_member(form, stop):
        return form
    own = dict(_own(form))
    if CardItem.NAME not in own:
        return form
    found = {
        slot: own[item.card]
        for slot, item in slots(form.book, stop)
        if item.card in own and slot not in form.answers
    }
    return take(form, found, stop, shown=found) if found else form


def _is_first_member(form: FormState, stop: Stop) -> bool:
    """Is this a page of the first member of the first group on the way?"""
    if stop.member != 0:
        return False
    first = next(each for each in form.way.stops if each.member is not None)
    return any(
        first.page in each.pages and stop.page in each.pages for each in form.book.groups.values()
    )


def _own(form: FormState) -> Iterator[tuple[CardItem, Value]]:
    """What is known of the visitor that this way does not ask for outside of groups."""
    grouped = {page for group in form.book.groups.values() for page in group.pages}
    for page in form.book.pages.values():
        if page.id in grouped or not page.when or holds(page.when, form.way.view) is not False:
            continue
        for item in page.fields:
            value = form.answers.get(Slot(item.id), Ask.AT_COUNTER)
            if item.card and not isinstance(value, Ask):
                yield item.card, value
