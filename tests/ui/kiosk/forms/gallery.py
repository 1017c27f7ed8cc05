"""The screens of forms for the gallery of the kiosk: each shows one of them on a stand."""

from collections.abc import Callable
from dataclasses import replace

from hub.domain.forms.answers import UNLISTED, Name, PartialDate, Slot, Value
from hub.domain.forms.walking import Stop, slots
from kiosk.flow import events as ev
from kiosk.flow.state import Overlay
from tests.small_book import TODAY, moving_in
from tests.ui.kiosk.kit import Stand, forms_world

FAMILY = moving_in(4)
PAPER: dict[Slot, Value] = {
    Slot("asker"): Name("山田", "花子", "やまだ", "はなこ"),
    Slot("papers"): ("copy",),
    Slot("card"): "AB12345678CD",
    Slot("purpose"): "運転免許の手続き",
}


def walk(here: Stand, stop: Stop | None, event: str = "moving-in") -> None:
    """To a question, or to the review; what comes before it is not drawn."""
    here.kiosk.learn(forms_world())
    here.unseen(ev.FormsWanted(), ev.EventChosen(here.kiosk.world.book, event, TODAY))
    form = here.kiosk.engine.state.form
    while form is not None and form.stop is not None and form.stop != stop:
        asked = slots(form.book, form.stop)
        given = (ev.Answered(slot, (FAMILY | PAPER).get(slot)) for slot, _ in asked)
        here.unseen(*given, ev.PageDone())
        form = here.kiosk.engine.state.form
    here.kiosk.tick()


def home_forms(here: Stand) -> None:
    here.kiosk.learn(forms_world())


def form_shelf(here: Stand) -> None:
    home_forms(here)
    here.send(ev.FormsWanted())


def form_date(here: Stand) -> None:
    walk(here, Stop("moved-on"))


def form_date_partial(here: Stand) -> None:
    walk(here, Stop("born", 1))
    here.send(ev.Answered(Slot("born", 1), PartialDate(1955, 3)))


def form_address(here: Stand) -> None:
    walk(here, Stop("new-home"))


def form_count(here: Stand) -> None:
    walk(here, Stop("many"))


def form_name(here: Stand) -> None:
    walk(here, Stop("who", 1))


def form_unlisted(here: Stand) -> None:
    walk(here, Stop("who", 1))
    here.send(ev.Answered(Slot("who", 1), Name(f"髙{UNLISTED}", "太郎", "たかはし", "たろう")))


def form_choice(here: Stand) -> None:
    walk(here, Stop("role", 1))


def form_note(here: Stand) -> None:
    walk(here, Stop("insured"))
    here.send(ev.Answered(Slot("insured"), "no"))


def form_asked(here: Stand) -> None:
    walk(here, Stop("insured"))
    here.send(ev.AskAtCounter(), ev.Back())


def form_fault(here: Stand) -> None:
    walk(here, Stop("who", 0))
    here.send(ev.Answered(Slot("who", 0), Name("山田")), ev.PageDone())


def form_phone(here: Stand) -> None:
    walk(here, Stop("phone"))


def form_phone_fault(here: Stand) -> None:
    walk(here, Stop("phone"))
    here.send(ev.Answered(Slot("phone"), "12"), ev.PageDone())


def form_choices(here: Stand) -> None:
    walk(here, Stop("papers"), "certificate")
    here.send(ev.Answered(Slot("papers"), ("copy",)))


def form_code(here: Stand) -> None:
    walk(here, Stop("card"), "certificate")


def form_text(here: Stand) -> None:
    walk(here, Stop("purpose"), "certificate")


def form_review(here: Stand) -> None:
    walk(here, None)


def form_review_paper(here: Stand) -> None:
    walk(here, None, "certificate")


def form_review_fault(here: Stand) -> None:
    walk(here, None)
    here.send(ev.ChangeWanted(Stop("moved-on")), ev.Answered(Slot("moved-on"), None), ev.Back())


def form_change(here: Stand) -> None:
    walk(here, None)
    here.send(ev.ChangeWanted(Stop("role", 2)))


def form_leave(here: Stand) -> None:
    walk(here, Stop("who", 1))
    here.send(ev.Opened(Overlay.LEAVE))


def form_editing(here: Stand) -> None:
    walk(here, Stop("insured"))
    said = "forms/10-moving.yaml:12:5: pages[3].when: この id の項目はありません。近い名前: insured"
    here.kiosk.learn(replace(here.kiosk.world, faults=(said,) * 7))


FORM_SCREENS: tuple[Callable[[Stand], None], ...] = (
    home_forms,
    form_shelf,
    form_date,
    form_date_partial,
    form_address,
    form_count,
    form_name,
    form_unlisted,
    form_choice,
    form_note,
    form_asked,
    form_fault,
    form_phone,
    form_phone_fault,
    form_choices,
    form_code,
    form_text,
    form_review,
    form_review_paper,
    form_review_fault,
    form_change,
    form_leave,
    form_editing,
)
