"""Reports of the 気象庁, as its 防災情報XML gives them: what they mean for this lobby. Pure.

Weather warnings (気象警報・注意報 and what follows them) come again whole with each change, for
every municipality. 震度速報 tells how strongly the ground shook, 津波警報・注意報・予報 what the
coast expects. What a report's headline lists for this place is all that is read.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from assets.words import Words
from hub.domain.alerts import Alert, Calls, Ending, Status
from hub.domain.site import Text
from hub.service.alarms.cap import MOST_HEADLINE, MOST_INSTRUCTION, cut

SOURCE = "jma"


class Operation(StrEnum):
    """Control/Status: only the first is meant for the public as it stands."""

    NORMAL = "通常"
    TRAINING = "訓練"
    TEST = "試験"


class InfoType(StrEnum):
    """Head/InfoType."""

    ISSUED = "発表"
    CORRECTED = "訂正"
    DELAYED = "遅延"
    CANCELLED = "取消"


@dataclass(frozen=True, slots=True)
class Item:
    """A kind of warning, or an intensity, that holds in an area."""

    kind: str
    code: str
    area: str


@dataclass(frozen=True, slots=True)
class Report:
    """The parts of a report that are used here. `words` is the headline in a sentence."""

    title: str
    operation: Operation
    at: datetime
    event: str
    type: InfoType
    words: str
    items: tuple[Item, ...]


Topic = Literal["weather", "quake", "tsunami"]

QUAKE, TSUNAMI = "震度速報", "津波警報・注意報・予報"
# The weakest to the strongest (気象庁震度階級).
INTENSITIES = ("1", "2", "3", "4", "5弱", "5強", "6弱", "6強", "7")
_WIDE = str.maketrans("１２３４５６７", "1234567")
# Kinds whose warnings are levels of an evacuation (警戒レベル相当情報).
_LEVELLED = re.compile("大雨|土砂災害|洪水|氾濫|浸水|高潮")
# The grades, the gravest first: what a name holds, and its number.
_GRADES = (("特別警報", 5), ("危険警報", 4), ("警戒情報", 4), ("警報", 3), ("注意報", 2))


@dataclass(frozen=True, slots=True)
class Rules:
    """What concerns this city.

    `city` is the code of the municipality (市町村等, 7 digits), `region` that of the area for
    intensities (地震情報／細分区域, 3 digits), `coast` that of the 津波予報区; an empty one: such
    reports are not read. `stops`: during these the queue's calls stop.
    `words` gives the fixed words of a language, `say` the city's own instruction for a topic or
    "level3" to "level5".
    """

    city: str
    region: str
    coast: str
    languages: Sequence[str]
    words: Callable[[str], Words]
    say: Mapping[str, Text] = field(default_factory=dict)
    least: int = 3
    least_intensity: str = "5弱"
    exercises: bool = False
    stops: frozenset[str] = frozenset()
    quake_lasts: timedelta = timedelta(minutes=30)
    # The last resort, should no report ever end it.
    lasts: timedelta = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Held:
    """What the latest report of a title said of this city."""

    at: datetime
    kinds: tuple[str, ...] = ()
    area: str = ""
    words: str = ""


States = Mapping[str, Held]


@dataclass(frozen=True, slots=True)
class Step:
    """What a report changes: the state of its title, one alert to show, or one to end."""

    states: States
    show: Alert | None = None
    ends: str = ""


def topic(title: str) -> Topic | None:
    """What a report of this title is about; None: nothing that is read here."""
    if title.startswith(QUAKE):
        return "quake"
    if title.startswith(TSUNAMI):
        return "tsunami"
    weather = ("警報・注意報", "土砂災害警戒情報", "危険警報", "特別警報")
    return "weather" if any(name in title for name in weather) else None


def step(report: Report, states: States, rules: Rules, now: datetime) -> Step:
    """What the report changes. A test changes nothing, nor does one older than what is known."""
    status = _status(report, rules)
    about = topic(report.title)
    place = {"weather": rules.city, "quake": rules.region, "tsunami": rules.coast}.get(about or "")
    if status is None or not place:
        return Step(states)
    name = f"{status.value}:{report.title}"
    if name in states and report.at < states[name].at:
        return Step(states)
    here = [item for item in report.items if item.code == place]
    if about == "quake":
        return _quake(report, status, here, states, rules, now)
    if report.type is InfoType.CANCELLED:
        here = []
    held = Held(report.at, _distinct(here), here[0].area if here else "", report.words)
    known = {**states, name: held}
    if about == "tsunami":
        return _tsunami(held, status, known, rules)
    return _weather(status, known, rules)


def _status(report: Report, rules: Rules) -> Status | None:
    if report.operation is Operation.NORMAL:
        return Status.ACTUAL
    training = report.operation is Operation.TRAINING and rules.exercises
    return Status.EXERCISE if training else None


def _distinct(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.kind for item in items))


def grade(kind: str) -> int:
    """How grave a kind of warning is, 2 to 5; 0: it is none, or is over."""
    if "解除" in kind:
        return 0
    named = re.match("レベル([1-5])", kind.translate(_WIDE))
    if named:
        return int(named[1])
    return next((number for name, number in _GRADES if name in kind), 0)


def level(kind: str) -> int:
    """The 警戒レベル that a kind stands for; 0 where it stands for none, as wind and snow do."""
    return grade(kind) if _LEVELLED.search(kind) or "レベル" in kind else 0


def _weather(status: Status, states: States, rules: Rules) -> Step:
    """All titles together: one sentence for the city, however many reports make it."""
    alert_id = f"{SOURCE}:{status.value}:weather"
    mine = [
        held
        for name, held in states.items()
        if name.startswith(f"{status.value}:") and topic(name.partition(":")[2]) == "weather"
    ]
    kinds = sorted({kind for held in mine for kind in held.kinds}, key=_gravest_first)
    # Advisories of wind, thunder or snow have no level, and do not take a screen.
    worth = [kind for kind in kinds if grade(kind) >= max(rules.least, 2 if level(kind) else 3)]
    if not worth:
        return Step(states, ends=alert_id)
    latest = max(mine, key=lambda held: held.at)
    area = next((held.area for held in mine if held.area), "")
    highest = max(map(level, worth))
    return Step(
        states,
        Alert(
            id=alert_id,
            source=SOURCE,
            status=status,
            headline={"ja": cut(f"{area}に{'、'.join(worth)}が出ています", MOST_HEADLINE)},
            begins=latest.at,
            updated_at=latest.at,
            instruction=rules.say.get(f"level{highest}") or _sentence(mine),
            level=highest,
            calls=_calls(rules, f"level{highest}"),
            ending=Ending.CANCEL,
            expires=latest.at + rules.lasts,
        ),
    )


def _gravest_first(kind: str) -> tuple[int, str]:
    return -grade(kind), kind


def _sentence(mine: Iterable[Held]) -> Text | None:
    words = max(((held.at, held.words) for held in mine if held.kinds), default=None)
    return {"ja": cut(words[1], MOST_INSTRUCTION)} if words and words[1] else None


def intensity(kind: str) -> str:
    """One of INTENSITIES, or "" for what is none: 「震度５弱」 is "5弱"."""
    found = kind.translate(_WIDE).removeprefix("震度").removesuffix("程度以上")
    return found if found in INTENSITIES else ""


def _quake(
    report: Report,
    status: Status,
    here: Sequence[Item],
    states: States,
    rules: Rules,
    now: datetime,
) -> Step:
    alert_id = f"{SOURCE}:{status.value}:quake:{report.event}"
    felt = max((intensity(item.kind) for item in here), key=_rank, default="")
    cancelled = report.type is InfoType.CANCELLED
    if cancelled or _rank(felt) < _rank(rules.least_intensity):
        return Step(states, ends=alert_id)
    expires = report.at + rules.quake_lasts
    if expires <= now:
        return Step(states)
    return Step(
        states,
        Alert(
            id=alert_id,
            source=SOURCE,
            status=status,
            headline=_by_language(rules, lambda words: _shaken(words, felt)),
            begins=report.at,
            updated_at=report.at,
            instruction=_instruction(rules, "quake"),
            area={"ja": here[0].area} if here[0].area else None,
            calls=_calls(rules, "quake"),
            ending=Ending.EXPIRY,
            expires=expires,
        ),
    )


def _rank(felt: str) -> int:
    return INTENSITIES.index(felt) if felt in INTENSITIES else -1


def _shaken(words: Words, felt: str) -> str:
    half = {"弱": "emergency.weak", "強": "emergency.strong"}.get(felt[1:])
    said = words.text(half, number=felt[0]) if half else felt
    return words.text("emergency.quake", intensity=said)


def _tsunami(held: Held, status: Status, states: States, rules: Rules) -> Step:
    """大津波警報 and 津波警報; advisories are for those in the water."""
    alert_id = f"{SOURCE}:{status.value}:tsunami"
    kinds = [kind.partition("：")[0] for kind in held.kinds]
    if "大津波警報" in kinds:
        said = "emergency.tsunami.major"
    elif "津波警報" in kinds:
        said = "emergency.tsunami.warning"
    else:
        return Step(states, ends=alert_id)
    return Step(
        states,
        Alert(
            id=alert_id,
            source=SOURCE,
            status=status,
            headline=_by_language(rules, lambda words: words.text(said)),
            begins=held.at,
            updated_at=held.at,
            instruction=_instruction(rules, "tsunami"),
            area={"ja": held.area} if held.area else None,
            calls=_calls(rules, "tsunami"),
            ending=Ending.CANCEL,
            expires=held.at + rules.lasts,
        ),
    )


def _by_language(rules: Rules, say: Callable[[Words], str]) -> Text:
    languages = dict.fromkeys(("ja", *rules.languages))
    return {language: say(rules.words(language)) for language in languages}


def _instruction(rules: Rules, about: str) -> Text:
    fixed = _by_language(rules, lambda words: words.text(f"emergency.{about}.do"))
    return rules.say.get(about) or fixed


def _calls(rules: Rules, about: str) -> Calls:
    return Calls.STOP if about in rules.stops else Calls.GO_ON
