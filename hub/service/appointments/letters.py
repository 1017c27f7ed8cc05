"""What visitors with an appointment are written, in their own language. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from assets.words import Words, load, plain
from hub.domain.appointments.codes import shown
from hub.domain.appointments.records import Appointment, Entry, Place, State
from hub.domain.dates import clock, long_date, short_date
from hub.domain.site import Site, Text
from hub.domain.site import words as text
from hub.service.appointments.invitation import Occasion, calendar_file
from hub.service.outbox import Letter

# For how long somebody is told that there is nothing to wait for any more.
LATE_NEWS = timedelta(days=1)

_TITLES = {State.BOOKED: "confirmed", State.CANCELLED: "cancelled"}
_PLACES = {Place.WAITING: "waiting", Place.OFFERED: "offered", Place.LAPSED: "lapsed"}


@cache
def booking_words(language: str) -> Words:
    """All words about appointments in `language`."""
    return load(language, "common", "web", "booking")


@dataclass(frozen=True, slots=True)
class Writer:
    """`base`: the public address; `sender`: whose mail it is; `bring`: what to, by service."""

    site: Site
    base: str
    sender: str = ""
    bring: Mapping[str, Text] = field(default_factory=dict)

    def about(self, appointment: Appointment) -> Letter | None:
        """The news of this version; None where there is nothing to be told, or no time for it."""
        title = _TITLES.get(appointment.state)
        came_with_it = appointment.source == "import" and appointment.version == 1
        if title is None or came_with_it or appointment.changed_at >= appointment.start:
            return None
        if title == "confirmed" and appointment.told:
            title = "changed"
        return self._letter(appointment, title, topic(appointment, appointment.version))

    def reminder(self, appointment: Appointment) -> Letter:
        """Shortly before."""
        name = f"{topic(appointment, appointment.version)}.reminder"
        return self._letter(appointment, "reminder", name)

    def waiting(self, entry: Entry) -> Letter | None:
        """The news of a place on the waiting list; None where there is nothing to be told."""
        title = _PLACES.get(entry.place)
        if title is None:
            return None
        words = booking_words(entry.language)
        name = topic(entry, entry.version)
        when = self._moment(words, entry.start) if entry.start else ""
        lines = [*self._facts(words, entry.service, when or self._range(words, entry))]
        lines += ["", *self._outlook(words, entry)]
        subject = words.text(f"letter.{title}", when=when)
        late = entry.changed_at + LATE_NEWS
        return Letter(
            id=name,
            topic=name,
            channel="mail",
            to=entry.contact.mail,
            subject=self._subject(words, subject),
            text=self._text(words, subject, lines),
            not_after=min(entry.until or late, late) if entry.place is Place.OFFERED else late,
        )

    def occasion(self, appointment: Appointment) -> Occasion:
        """The appointment as the visitor's calendar gets it."""
        words = booking_words(appointment.language)
        language = appointment.language
        name = self._service(appointment.service, language)
        city = plain(text(self.site.name, language))
        host = urlsplit(self.base).hostname or "machiai"
        return Occasion(
            uid=f"{appointment.id}@{host}",
            sequence=appointment.version - 1,
            stamp=appointment.changed_at,
            start=appointment.start,
            end=appointment.end,
            summary=f"{city} {name}",
            place=self.place(language),
            description=plain("\n".join(self._details(words, appointment))),
            url=self.link(appointment),
            alarm=plain(words.text("letter.alarm")),
            organizer=self.sender,
            cancelled=appointment.state is State.CANCELLED,
        )

    def link(self, record: Appointment | Entry) -> str:
        """Where the visitor sees it."""
        return f"{self.base}/a/{record.token}"

    def place(self, language: str) -> str:
        """Where to come."""
        return plain(f"{text(self.site.name, language)} {text(self.site.place, language)}")

    def _letter(self, appointment: Appointment, title: str, name: str) -> Letter:
        words = booking_words(appointment.language)
        when = self._moment(words, appointment.start)
        subject = words.text(f"letter.{title}", when=when)
        occasion = self.occasion(appointment)
        return Letter(
            id=name,
            topic=name,
            channel="mail",
            to=appointment.contact.mail,
            subject=self._subject(words, subject),
            text=self._text(words, subject, self._body(words, appointment, when)),
            not_after=appointment.start,
            calendar=calendar_file(occasion),
            calendar_method=occasion.method,
        )

    def _body(self, words: Words, appointment: Appointment, when: str) -> list[str]:
        lines = self._facts(words, appointment.service, when)
        if appointment.state is State.BOOKED:
            lines += [*self._details(words, appointment), "", words.text("letter.see")]
            return [*lines, self.link(appointment), "", words.text("letter.foot")]
        return [*lines, *self._again(words)]

    def _again(self, words: Words) -> list[str]:
        return ["", words.text("again"), f"{self.base}/book", "", words.text("letter.auto")]

    def _facts(self, words: Words, service: str, when: str) -> list[str]:
        where = self.place(words.language)
        facts = {"service": self._service(service, words.language), "when": when, "where": where}
        return [f"{words.text(key)}: {value}" for key, value in facts.items()]

    def _details(self, words: Words, appointment: Appointment) -> list[str]:
        rules, bring = self.site.rules.appointments, self.bring.get(appointment.service)
        early, late = (int(span.total_seconds() // 60) for span in (rules.early, rules.late))
        lines = [f"{words.text('number')}: {shown(appointment.number)}"]
        if bring is not None:
            lines.append(f"{words.text('bring')}: {text(bring, words.language)}")
        lines += ["", words.text("on_the_day", minutes=early), words.text("if_late", minutes=late)]
        return lines

    def _outlook(self, words: Words, entry: Entry) -> list[str]:
        link = [self.link(entry), "", words.text("letter.foot")]
        if entry.place is Place.OFFERED and entry.until is not None:
            until = self._moment(words, entry.until)
            said = [words.text("wait.offered"), words.text("wait.until", time=until)]
            return [*said, "", words.text("letter.answer"), *link]
        if entry.place is Place.LAPSED:
            return [words.text("wait.lapsed"), *self._again(words)]
        return [words.text("wait.hint"), "", words.text("letter.see"), *link]

    def _range(self, words: Words, entry: Entry) -> str:
        last = self._local(entry.last - timedelta(microseconds=1)).date()
        first = self._local(entry.first).date()
        days: list[date] = [first] if first == last else [first, last]
        return " – ".join(short_date(words, day) for day in days)

    def _moment(self, words: Words, at: datetime) -> str:
        local = self._local(at)
        return f"{long_date(words, local.date())} {clock(local)}"

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.site.timezone))

    def _service(self, service: str, language: str) -> str:
        found = self.site.services.get(service)
        return plain(text(found.name, language)) if found else service

    def _subject(self, words: Words, subject: str) -> str:
        return f"{plain(subject)} | {plain(text(self.site.name, words.language))}"

    def _text(self, words: Words, subject: str, lines: list[str]) -> str:
        head = [self.place(words.language), subject, ""]
        return plain("\n".join([*head, *lines])) + "\n"


def topic(record: Appointment | Entry, version: int) -> str:
    """What the letters of a version are known by: an offer taken keeps the id of its entry."""
    kind = "wait" if isinstance(record, Entry) else "visit"
    return f"{kind}.{record.id}.{version}"
