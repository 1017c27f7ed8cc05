"""The paper at the end of a form, in the visitor's language: nothing that was typed. Pure."""

from assets.words import Words, plain
from devices.printers.guide import Counter, Errand, GuideSheet, GuideWords
from hub.domain.forms.deciding import advise
from hub.domain.issuing import OfflineTicket
from hub.domain.site import words as in_language
from kiosk.app.forms.ending import CounterView, bring, counters, last_day
from kiosk.app.moment import Moment
from kiosk.app.paper import ahead, city, issued_at, logo, place, priority_name, stamp, wait_words
from kiosk.app.views import label_of, service_name
from kiosk.app.world import World
from kiosk.flow.forms.filling import Numbering
from kiosk.flow.state import PrintGuide


def guide(effect: PrintGuide, world: World, words: Words, moment: Moment) -> GuideSheet:
    """What goes on the paper."""
    form, given = effect.form, effect.given
    advice = advise(form.book, form.way)
    return GuideSheet(
        city=city(world, words.language),
        place=place(world, words.language),
        title=plain(in_language(form.event.title, words.language)),
        issued_at=stamp(issued_at(given) if given else moment.now, world, words),
        label=label_of(given) if given else "",
        service=plain(service_name(given, world, words)) if given else "",
        priority=priority_name(given, world, words) if given else None,
        ahead=ahead(given),
        wait=wait_words(given, words),
        notes=_notes(effect, words),
        counters=tuple(_counter(each) for each in counters(advice, world, words)),
        bring=tuple(plain(item) for item in bring(advice, words)),
        codes=form.codes,
        advice=_advice(effect, words),
        offline=isinstance(given, OfflineTicket),
        logo=logo(world),
        reissue=effect.reissue,
        language=words.language,
        words=_guide_words(words),
    )


def _notes(effect: PrintGuide, words: Words) -> tuple[str, ...]:
    """What to do with the number, or without one."""
    keys = {
        Numbering.GIVEN: "paper.instruction",
        Numbering.REFUSED: "forms.done.no_number",
        Numbering.FAILED: "forms.done.number_failed",
    }
    key = keys.get(effect.form.number)
    return (plain(words.text(key)),) if key else ()


def _advice(effect: PrintGuide, words: Words) -> tuple[str, ...]:
    if not effect.form.codes:
        return (plain(words.text("forms.done.no_code")),)
    valid = words.text("forms.done.valid", date=last_day(effect.form, words))
    return plain(words.text("forms.paper.secret")), plain(valid)


def _counter(counter: CounterView) -> Counter:
    return Counter(
        plain(counter.name),
        tuple(
            Errand(plain(task.title), (plain(task.until),) if task.until else (), bool(task.asks))
            for task in counter.tasks
        ),
    )


def _guide_words(words: Words) -> GuideWords:
    def say(key: str) -> str:
        return plain(words.texts[key])

    return GuideWords(
        number=say("paper.number"),
        ahead=say("ticket.ahead"),
        people=say("paper.people"),
        wait=say("ticket.wait"),
        issued=say("paper.issued"),
        counters=say("forms.done.counters"),
        ask=say("forms.done.asks"),
        bring=say("forms.done.bring"),
        code=say("forms.paper.code"),
        part=say("forms.done.part"),
        reissue=say("paper.reissue"),
        offline=say("paper.offline"),
    )
