"""An emergency as a form, and as the screens will show it: what is confirmed is what is shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from assets.words import LANGUAGES, known_tag, load
from hub.domain.alerts import Alert, Calls, Ending, Status
from hub.domain.site import Text
from hub.service.emergencies import STAFF, Draft, Template
from hub.web.contents.fields import Fields, Raw, text_raw

MOST_HEADLINE, MOST_INSTRUCTION, MOST_AREA = 60, 160, 60

STATUSES: Mapping[str, str] = {Status.EXERCISE: "訓練", Status.ACTUAL: "本番"}
CALLS: Mapping[str, str] = {
    Calls.GO_ON: "呼び出しを続ける（表示は小さくなります）",
    Calls.STOP: "呼び出しを止める",
}
# How it ends: by hand, or after so many minutes.
LASTS: Mapping[str, str] = {
    "": "職員が終えるまで",
    "15": "15分たったら自動でもどる",
    "30": "30分たったら自動でもどる",
    "60": "1時間たったら自動でもどる",
    "180": "3時間たったら自動でもどる",
    "720": "12時間たったら自動でもどる",
}
LEVELS: Mapping[str, str] = {
    "0": "なし",
    "1": "1　早期注意情報",
    "2": "2　注意報",
    "3": "3　高齢者等避難",
    "4": "4　避難指示",
    "5": "5　緊急安全確保",
}
# The template of a form in which everything is still to be written.
OWN = "own"
OWN_NAME = "そのほか（自分で書く）"


@dataclass(frozen=True, slots=True)
class Said:
    """One language of the layer, as it is drawn."""

    tag: str
    language: str
    name: str
    drill: str
    level: str
    area: str
    headline: str
    instruction: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An emergency that is up now; `own` ones, raised here, can be worded anew."""

    id: str
    own: bool
    drill: bool
    level: int
    headline: str
    began: str
    source: str
    ends: str


def template_raw(template: Template | None, languages: Sequence[str]) -> Raw:
    """The first form: a template's words and rules, every language of the site ticked."""
    if template is None:
        return {"template": (OWN,), "languages": tuple(languages), "level": ("0",)}
    minutes = str(int(template.lasts.total_seconds()) // 60) if template.lasts else ""
    return {
        "template": (template.id,),
        "languages": tuple(languages),
        "level": (str(template.level),),
        "calls": (template.calls.value,),
        "lasts": (minutes,),
        **text_raw("headline", template.headline),
        **text_raw("instruction", template.instruction),
        **text_raw("area", template.area),
    }


def alert_raw(alert: Alert, languages: Sequence[str]) -> Raw:
    """The form of one that is up, to word it anew. How long it lasts is chosen again."""
    return {
        "template": (OWN,),
        "alert": (alert.id,),
        "status": (alert.status.value,),
        "languages": tuple(languages),
        "level": (str(alert.level),),
        "calls": (alert.calls.value,),
        **text_raw("headline", alert.headline),
        **text_raw("instruction", alert.instruction),
        **text_raw("area", alert.area),
    }


def lasts(raw: Raw) -> Mapping[str, str]:
    """The choices of an end, with a template's own among them."""
    own = (raw.get("lasts") or ("",))[-1]
    if own in LASTS or not own.isdecimal():
        return LASTS
    return {**LASTS, own: f"{own}分たったら自動でもどる"}


def read_draft(fields: Fields, languages: Sequence[str], now: datetime) -> Draft:
    """What is to be shown; its faults are in `fields`."""
    chosen = ("ja", *(tag for tag in fields.choices("languages", "ことば", languages)))
    called = {tag: LANGUAGES.get(tag, tag) for tag in dict.fromkeys(chosen)}
    if fields.plain("status") not in STATUSES:
        fields.wrong("status", "訓練か本番か", "どちらかを選んでください。")
    status = Status(fields.plain("status")) if fields.plain("status") in STATUSES else None
    after = fields.choice("lasts", "おわりかた", lasts(fields.raw))
    expires = now + timedelta(minutes=int(after)) if after else None
    return Draft(
        headline=fields.texts("headline", "見出し", called, MOST_HEADLINE),
        instruction=fields.texts(
            "instruction", "どうしてほしいか", called, MOST_INSTRUCTION, needed=False
        ),
        area=fields.texts("area", "どこで", called, MOST_AREA, needed=False),
        status=status or Status.EXERCISE,
        level=fields.number("level", "警戒レベル", 0, 5),
        calls=Calls(fields.choice("calls", "番号の呼び出し", CALLS)),
        ending=Ending.EXPIRY if expires else Ending.MANUAL,
        expires=expires,
    )


def sides(draft: Draft, languages: Sequence[str]) -> Iterator[Said]:
    """What each language says, Japanese first: a language without words is not shown."""
    for tag in ("ja", *(tag for tag in languages if tag != "ja")):
        if not draft.headline.get(tag):
            continue
        say = load(tag, "emergency")
        level = say.text("emergency.level", level=draft.level)
        yield Said(
            tag=tag,
            language=known_tag(tag),
            name=LANGUAGES.get(tag, tag),
            drill=say.text("emergency.drill") if draft.status is Status.EXERCISE else "",
            level=level if draft.level else say.text("emergency.heading"),
            area=_in(draft.area, tag),
            headline=draft.headline[tag],
            instruction=_in(draft.instruction, tag),
        )


def _in(text: Text | None, tag: str) -> str:
    return (text or {}).get(tag, "")


_SOURCES = {"staff": "職員", "hook": "ほかのシステム", "cap": "CAP", "jma": "気象庁"}


def standing_row(alert: Alert, now: datetime) -> Standing:
    """An emergency for the list; `now` in local time."""
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo)  # noqa: S101 - Office.now gives the site's zone
    expires = alert.expires.astimezone(zone) if alert.expires else None
    return Standing(
        id=alert.id,
        own=alert.source == STAFF,
        drill=alert.status is Status.EXERCISE,
        level=alert.level,
        headline=alert.headline.get("ja", ""),
        began=_when(alert.begins.astimezone(zone), now),
        source=_SOURCES.get(alert.source, alert.source),
        ends=f"{_when(expires, now)} に自動でもどります" if expires else "職員が終えるまで続きます",
    )


def _when(at: datetime, now: datetime) -> str:
    day = "" if at.date() == now.date() else f"{at.month}月{at.day}日 "
    return f"{day}{at:%H:%M}"


def end_words(draft: Draft, now: datetime) -> str:
    """How the screens return to normal."""
    if draft.expires is None:
        return LASTS[""]
    return f"{_when(draft.expires.astimezone(now.tzinfo), now)} に自動でもどります"
