"""What would have been with one more counter: the question of an address, the answer in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from hub.domain.site import Site
from hub.domain.site import words as text
from hub.domain.whatif.comparing import Difference
from hub.service.figures.tables import WEEKDAYS, Column, Line, Split, Subject, Table, day_name
from hub.service.figures.trying import Question, Tried
from hub.web.hall.asked import Unfit

# Minutes of a mean wait that nobody would notice.
NOTHING = 0.5
_EARLIEST = date(2000, 1, 1)


def asked(query: Mapping[str, str], site: Site, today: date) -> Question:
    """The question; Unfit."""
    counter = query.get("counter", "")
    if counter not in site.counters:
        raise Unfit("窓口を選んでください。")
    start, end = _clock(query.get("start", "")), _clock(query.get("end", ""))
    if start >= end:
        raise Unfit("終わりの時間を、はじめの時間より後にしてください。")
    if query.get("on") == "day":
        return Question(counter, start, end, day=_past(query.get("day", ""), today))
    weekday = query.get("weekday", "")
    if weekday not in {"0", "1", "2", "3", "4", "5", "6"}:
        raise Unfit("曜日を選んでください。")
    return Question(counter, start, end, weekday=int(weekday))


def _clock(text: str) -> time:
    try:
        found = time.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        raise Unfit("時間を 11:00 の形で書いてください。")
    return found


def _past(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    if not _EARLIEST <= day < today:
        raise Unfit("きのうまでの日を選んでください。")
    return day


@dataclass(frozen=True, slots=True)
class Answer:
    """What was tried, in words and as a table."""

    site: Site
    question: Question
    tried: Tried
    least: int

    @property
    def when(self) -> str:
        """On which days."""
        days = self.tried.days
        if self.question.day is not None:
            return f"{days[0].year}年{day_name(days[0])}"
        sign = WEEKDAYS[days[0].weekday()]
        return f"{sign}曜日（{day_name(days[0])} から {day_name(days[-1])} までの {len(days)}日）"

    @property
    def what(self) -> str:
        """Which counter, from when until when."""
        counter = self.site.counters[self.question.counter]
        name = f"{counter.number} {text(counter.name, 'ja')}"
        start, end = self.question.start, self.question.end
        return f"{name} と同じ業務の窓口がもう一つ、{start:%H:%M} から {end:%H:%M} まで開いていたら"

    @property
    def outcome(self) -> str:
        """What it would have brought."""
        whole = self.tried.compared.whole
        saved = whole.before.mean - whole.after.mean
        if abs(saved) < NOTHING:
            return "待ち時間は、ほとんど変わりません。"
        how = "みじかく" if saved > 0 else "長く"
        return f"待ち時間は、平均で {abs(saved):.1f}分 {how}なります。"

    @property
    def range(self) -> str:
        """How sure it is."""
        low, high = self.tried.saved
        why = (
            "日によるちがい"
            if len(self.tried.days) > 1
            else "対応にかかる時間が別の順番だった場合のちがい"
        )
        return f"みじかくなる時間の幅：{low:.1f}分 から {high:.1f}分（{why}）"

    @property
    def table(self) -> Table:
        """By the hour of coming."""
        lines = tuple(
            Line(f"{hour}時台", _numbers(found, self.least))
            for hour, found in self.tried.compared.of_hour.items()
        )
        return Table(Subject.WAIT, Split.HOUR, tuple(_columns()), lines)

    @property
    def services(self) -> Table:
        """By service."""
        found = self.tried.compared.of_services
        lines = tuple(
            Line(f"{each.prefix} {text(each.name, 'ja')}", _numbers(found[key], self.least))
            for key, each in self.site.services.items()
            if key in found
        )
        return Table(Subject.WAIT, Split.SERVICE, tuple(_columns()), lines)


def _numbers(found: Difference, least: int) -> tuple[float | None, ...]:
    before, after = found.before, found.after
    times = (before.mean, after.mean, before.p90, after.p90)
    few = min(before.called, after.called) < least
    return (*((None,) * len(times) if few else times), float(before.called + before.uncalled))


def _columns() -> Iterator[Column]:
    for name in ("平均（いまのまま）", "平均（ふやしたら）"):
        yield Column(name, "分", 1)
    for name in ("10人に9人（いまのまま）", "10人に9人（ふやしたら）"):
        yield Column(name, "分", 1)
    yield Column("人数", "人", 0)
