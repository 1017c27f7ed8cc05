"""The 気象庁's Atom feeds (高頻度フィード, and 長期フィード after a pause), and their reports.

A document is never fetched twice, and feeds only where they have changed, as the 気象庁 asks.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from hub.adapters.alarms.jma_xml import Entry, read_feed, read_report
from hub.adapters.alarms.remembering import fetched, is_read, linked
from hub.adapters.fetching import Limits
from hub.adapters.xml import BadXml
from hub.service.alarms.jma import Held, Report, Rules, step, topic
from hub.service.alarms.ports import Change, Mark, NotRead, Reading

# 高頻度フィード hold at least the last ten minutes; after a longer pause the 長期フィード are read.
PAUSE = timedelta(minutes=9)
# Reports that are fetched at a time, the newest, and how old one may be.
MOST_REPORTS, OLDEST = 40, timedelta(hours=36)
_STATE, _LOOKED = "state:", "looked"


class JmaSource:
    """`prefecture` is how reports of weather begin (「東京都」); empty: all are fetched."""

    name = "jma"

    def __init__(
        self,
        feeds: Sequence[str],
        prefecture: str,
        rules: Rules,
        every: timedelta,
        limits: Limits,
    ) -> None:
        self.every = every
        self._feeds = feeds
        self._prefecture = prefecture
        self._rules = rules
        self._limits = limits

    def read(self, known: Mapping[str, Mark], now: datetime) -> Reading:
        marks: dict[str, Mark] = {}
        problems: list[str] = []
        fresh = self._fresh(known, marks, now)
        reports = []
        for entry in fresh:
            body = linked(entry.url, self._limits, known, marks, now)
            try:
                reports += [] if body is None else [read_report(body)]
            except BadXml as fault:
                problems.append(f"{entry.url[:200]}: {fault}")
        marks[_LOOKED] = Mark(now)
        changes = self._changes(reports, known, marks, now)
        return Reading(tuple(changes), marks, tuple(problems))

    def _fresh(
        self, known: Mapping[str, Mark], marks: dict[str, Mark], now: datetime
    ) -> list[Entry]:
        """What the feeds list that concerns us and was not fetched yet, the oldest first."""
        paused = _LOOKED not in known or now - known[_LOOKED].at > PAUSE
        found: dict[str, Entry] = {}
        for feed in self._feeds:
            # A feed that is skipped in a pause would be asked for as if nothing had been missed.
            address = feed.removesuffix(".xml") + "_l.xml" if paused else feed
            body = fetched(address, self._limits, known, marks, now)
            try:
                listed = read_feed(body) if body is not None else ()
            except BadXml as fault:
                raise NotRead(f"{address[:200]}: {fault}") from fault
            found |= {entry.url: entry for entry in listed if self._concerns(entry, now)}
        fresh = [entry for url, entry in found.items() if not is_read(url, known)]
        return sorted(fresh, key=lambda entry: entry.updated)[-MOST_REPORTS:]

    def _concerns(self, entry: Entry, now: datetime) -> bool:
        about = topic(entry.title)
        if about is None or now - entry.updated > OLDEST:
            return False
        return about != "weather" or self._prefecture in entry.content

    def _changes(
        self,
        reports: Sequence[Report],
        known: Mapping[str, Mark],
        marks: dict[str, Mark],
        now: datetime,
    ) -> list[Change]:
        states = {
            name.removeprefix(_STATE): _held(mark)
            for name, mark in known.items()
            if name.startswith(_STATE)
        }
        changes = []
        for report in sorted(reports, key=lambda report: report.at):
            found = step(report, states, self._rules, now)
            for name, held in found.states.items():
                if states.get(name) != held:
                    marks[_STATE + name] = Mark(now, _packed(held))
            states = dict(found.states)
            if found.show is not None or found.ends:
                changes.append(Change(found.show, (found.ends,) if found.ends else ()))
        return changes


def _packed(held: Held) -> str:
    return json.dumps(asdict(held) | {"at": held.at.isoformat()}, ensure_ascii=False)


def _held(mark: Mark) -> Held:
    said = json.loads(mark.body)
    at, kinds = datetime.fromisoformat(said["at"]), tuple(said["kinds"])
    return Held(at, kinds, said["area"], said["words"])
