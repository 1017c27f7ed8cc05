"""What a main zone shows: an item's page in one language, and what to make ready for it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from hub.domain.signage.content import Item, Medium, Notice, Pdf
from hub.domain.signage.plan import Showing
from signage.rotation.languages import first_of, languages, spoken

_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Slide:
    """Without an item it is the standby card. `began` and `until` are the item's whole turn.

    `pages` is how many a document has, else 1.
    """

    item: Item | None = None
    page: int = 0
    pages: int = 1
    language: str = "ja"
    campaign: str = ""
    began: datetime = _NEVER
    until: datetime = _NEVER

    @property
    def key(self) -> str:
        """Another key is faded in; the same one stays, whatever turn it is."""
        if self.item is None:
            return "standby"
        return f"{self.item.id} {hash(repr(self.item.content))} {self.page} {self.language}"


@dataclass(frozen=True, slots=True)
class Cut:
    """A zone at an instant: what is up, what to make ready, and when to look again."""

    slide: Slide
    upcoming: Slide | None
    until: datetime


def cut(showing: Showing, media: Mapping[str, Medium], now: datetime) -> Cut:
    """From the plan of a zone to its slide."""
    item = showing.item
    if item is None:
        return Cut(Slide(began=showing.began, until=showing.until), None, showing.until)
    slide = Slide(
        item,
        showing.page,
        pages_of(item, media),
        campaign=showing.campaign,
        began=showing.began,
        until=showing.until,
    )
    following = _first(showing.upcoming, media) if showing.upcoming else None
    match item.content:
        case Notice():
            return _notice(slide, item.content, following, now)
        case Pdf() if slide.page + 1 < slide.pages:
            return Cut(slide, replace(slide, page=slide.page + 1), _page_end(slide, item))
    return Cut(slide, following, slide.until)


def pages_of(item: Item, media: Mapping[str, Medium]) -> int:
    """How many pages a document has; 1 of everything else."""
    medium = media.get(item.content.medium) if isinstance(item.content, Pdf) else None
    return max(1, medium.pages) if medium else 1


def _notice(slide: Slide, notice: Notice, following: Slide | None, now: datetime) -> Cut:
    among = languages(notice.title, notice.body)
    said = spoken(among, slide.began, slide.until, now)
    slide = replace(slide, language=said.language)
    if said.until < slide.until:
        later = spoken(among, slide.began, slide.until, said.until)
        return Cut(slide, replace(slide, language=later.language), said.until)
    return Cut(slide, following, slide.until)


def _page_end(slide: Slide, item: Item) -> datetime:
    return min(slide.until, slide.began + timedelta(seconds=item.seconds * (slide.page + 1)))


def _first(item: Item, media: Mapping[str, Medium]) -> Slide:
    """How the next turn of an item begins, as far as one can know."""
    match item.content:
        case Notice() as notice:
            return Slide(item, language=first_of(languages(notice.title, notice.body)))
        case _:
            return Slide(item, pages=pages_of(item, media))
