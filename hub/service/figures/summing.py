"""The period in a few numbers, what the city counts of its 5 "less", and how visitors found it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hub.domain.figures.facts import Count, Measure
from hub.domain.site import Site, words
from hub.service.figures.tables import Told
from hub.service.survey import SCORES as POINTS
from hub.service.survey import Count as Answers

# How visitors answer, the best first.
SCORES = ("とてもよい", "よい", "ふつう", "よくない", "とてもよくない")


@dataclass(frozen=True, slots=True)
class Tile:
    """A number with its name; `other` is that of the period it is compared with."""

    name: str
    value: str
    other: str = ""
    good: bool | None = None


def tiles(told: Told, other: Told | None) -> tuple[Tile, ...]:
    """What a manager sees first."""
    beside = dict(_facts(other)) if other else {}
    goal = told.goal
    return tuple(
        Tile(name, value, beside.get(name, "―") if other else "", _good(told, name))
        for name, value in _facts(told, goal is not None)
    )


def _facts(told: Told, with_goal: bool = True) -> Iterator[tuple[str, str]]:
    whole, few = told.groups.total, told.groups.total.count(Count.ARRIVED) < told.discretion.least
    yield "来た人", f"{whole.count(Count.VISITS):,}人"
    yield "待ち時間（半分の人）", _minutes(None if few else whole.quantile(Measure.WAIT, 0.5))
    yield "待ち時間（10人に9人）", _minutes(None if few else whole.quantile(Measure.WAIT, 0.9))
    if told.goal and with_goal:
        yield _goal_name(told), _percent(None if few else _kept(told))
    called = whole.count(Count.CALLED)
    absent = whole.count(Count.ABSENT) / called if called and not few else None
    yield "来なかった人", _percent(absent)


def _goal_name(told: Told) -> str:
    return f"{told.goal.minutes}分までに呼ばれた人" if told.goal else ""


def _kept(told: Told) -> float | None:
    return told.groups.total.within(Measure.WAIT, told.goal.minutes) if told.goal else None


def _good(told: Told, name: str) -> bool | None:
    kept = _kept(told)
    if told.goal is None or kept is None or name != _goal_name(told):
        return None
    return kept >= told.goal.of_ten / 10


def _minutes(found: float | None) -> str:
    return "―" if found is None else f"{found:.0f}分"


def _percent(found: float | None) -> str:
    return "―" if found is None else f"{100 * found:.1f}%"


@dataclass(frozen=True, slots=True)
class Desk:
    """Forms that came as sealed codes: `opened` here, of which `printed` were put on paper.

    Where they are not `whole`, some of the lines were deleted from which they are counted.
    """

    opened: int
    printed: int
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Booked:
    """Appointments of a period, by what became of them; `missed`: nobody came, nobody said so."""

    made: int = 0
    came: int = 0
    cancelled: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Beside:
    """What is told of a period beside the facts; `desk` is None where it is not at this hub.

    `from_outside`: a number can be taken by phone without being at the hall.
    """

    desk: Desk | None = None
    booked: Booked = Booked()
    answers: Sequence[Answers] = ()
    from_outside: bool = False


@dataclass(frozen=True, slots=True)
class Less:
    """One of the five: what is counted, the number, and exactly what it means."""

    less: str
    name: str
    value: str
    meaning: str


def five(told: Told, beside: Beside) -> tuple[Less, ...]:
    """What this system can truly count, and what it cannot."""
    whole = told.groups.total
    visits = whole.count(Count.VISITS)
    return (
        *_paperless(told, beside.desk),
        Less(
            "カウンターレス",
            "予約して来た人",
            _share(whole.count(Count.APPOINTED), visits),
            "予約の番号で受付をした来庁。ロビーで待つ時間が短くなりますが、来庁そのものは減りません。",
        ),
        Less(
            "ムーブレス",
            "1回の来庁で行った窓口",
            f"{whole.count(Count.ARRIVED) / visits:.2f}か所" if visits else "―",
            "番号を取った業務と、続きの業務（会計・交付など）の数の平均。"
            "1 に近いほど動かずにすみます。",
        ),
        Less(
            "キャッシュレス",
            "数えていません",
            "―",
            "支払いはこのシステムを通りません。レジの記録で数えてください。",
        ),
        Less(
            "ファイルレス",
            "数えていません",
            "―",
            "庁内の文書はこのシステムを通りません。",
        ),
        *_avoided(told, beside),
    )


def _avoided(told: Told, beside: Beside) -> Iterator[Less]:
    whole, booked = told.groups.total, beside.booked
    yield Less(
        "来庁をへらす",
        "前もって取りやめた予約",
        f"{booked.cancelled:,}件（予約 {booked.made:,}件のうち）" if booked.made else "―",
        f"取りやめの連絡がない「来なかった予約」は {booked.missed:,}件。空いた時間はほかの人が"
        "使えます。来庁が要らなくなったのか、別の日に来たのかは分かりません。",
    )
    if beside.from_outside:
        taken = whole.count(Count.PHONE)
        yield Less(
            "来庁をへらす",
            "スマートフォンで取り、呼ばれる前に返した番号",
            f"{whole.count(Count.GIVEN_BACK):,}件（取られた {taken:,}件のうち）" if taken else "―",
            "その日のうちに、本人か職員が取り消した番号。いまは庁舎の外からも取れる設定です。"
            "来ずにすんだ人と、来てから帰った人の区別はつきません。"
            "庁舎の中でだけ取れる設定だった日の分は、来てから帰った人です。",
        )
    yield Less(
        "来庁をへらす",
        "混雑を見てやめた来庁は数えていません",
        "―",
        "混雑の予報を見て来るのをやめた人や日を変えた人は、後を追わないかぎり分かりません。"
        "このシステムは、見た人の後を追いません。",
    )


_ELSEWHERE = (
    "コードを開く窓口は別のハブにあります。件数は、そちらの「操作の記録」で数えてください。"
)
_GONE = "この期間の「操作の記録」は、古い日の分が、きまりの日数をすぎて消えています。"


def _paperless(told: Told, desk: Desk | None) -> Iterator[Less]:
    whole = told.groups.total
    visits = whole.count(Count.VISITS)
    yield Less(
        "ペーパーレス",
        "紙の番号札なし",
        _share(whole.count(Count.PAPERLESS), visits),
        "スマートフォンで番号を取った来庁。発券機と職員が出した番号は、紙があるものとして数えます。",
    )
    if desk is None or not desk.whole:
        yield Less(
            "ペーパーレス",
            "書かない手続き",
            "―",
            _ELSEWHERE if desk is None else _GONE,
        )
    else:
        yield Less(
            "ペーパーレス",
            "書かない手続き",
            f"{desk.opened:,}件",
            "来た人が画面で答え、窓口で開いたコードの数。同じコードは1回だけ数えます。"
            f"うち {desk.printed:,}件は、窓口で様式を紙に印刷しました。",
        )


def _share(number: int, of: int) -> str:
    return f"{number:,}人（{number / of:.1%}）" if of else "―"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a service's visitors answered: how many, the mean, and how many gave each score."""

    name: str
    answers: int
    mean: float | None
    spread: tuple[int, ...]


def heard(site: Site, counts: Iterable[Answers], least: int) -> tuple[Heard, ...]:
    """All answers first, then by service; fewer than `least` are in the whole alone."""
    by_service: dict[str, list[Answers]] = {}
    for count in counts:
        by_service.setdefault(count.service, []).append(count)
    whole = [count for found in by_service.values() for count in found]
    if sum(count.answers for count in whole) < least:
        return ()
    named = {key: f"{each.prefix} {words(each.name, 'ja')}" for key, each in site.services.items()}
    named[""] = "発券機（業務は聞いていません）"
    parts = (_heard(name, by_service[key]) for key, name in named.items() if key in by_service)
    return (_heard("全体", whole), *(part for part in parts if part.answers >= least))


def _heard(name: str, counts: Sequence[Answers]) -> Heard:
    spread = tuple(
        sum(count.answers for count in counts if count.score == score) for score in POINTS
    )
    answers = sum(spread)
    points = sum(score * number for score, number in zip(POINTS, spread, strict=True))
    return Heard(name, answers, points / answers if answers else None, spread)
