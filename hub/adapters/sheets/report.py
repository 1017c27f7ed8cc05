"""The month on paper, by typst: hub.web.hall.tools.FigureTools.paper. Plots are drawn by it too."""

from collections.abc import Callable
from pathlib import Path

from hub.adapters.sheets.typesetting import Typesetter
from hub.service.figures.report import Report
from hub.service.figures.summing import SCORES
from hub.service.figures.tables import Subject, Table

TEMPLATE = Path(__file__).with_name("report.typ")


class TypstReport:
    """Safe to use from several threads: one at a time."""

    def __init__(self, bundled: Path) -> None:
        """`bundled`: the folder of the fonts that come with us."""
        self._setter = Typesetter(TEMPLATE, bundled)

    def __call__(self, report: Report) -> bytes:
        """A4. Blocks."""
        fonts = self._setter.fonts

        def runs(words: str) -> list[list[str]]:
            return [[run.family, run.text] for run in fonts.set(words).runs]

        return self._setter.pdf(_data(report, fonts.fonts[0].family, runs))


Runs = Callable[[str], list[list[str]]]


def _data(report: Report, family: str, runs: Runs) -> dict[str, object]:
    return {
        "family": family,
        "city": runs(report.city),
        "month": f"{report.first.year}年{report.first.month}月",
        "made": report.made.isoformat(),
        "tiles": [[tile.name, tile.value, tile.other] for tile in report.tiles],
        "tables": [_table(table, report.goal, runs) for table in report.tables if table.says],
        "five": [[each.less, each.name, each.value, each.meaning] for each in report.five],
        "scores": list(SCORES),
        "heard": [
            [
                runs(each.name),
                str(each.answers),
                "―" if each.mean is None else f"{each.mean:.1f}",
                *map(str, each.spread),
            ]
            for each in report.heard
        ],
        "rule": report.rule,
    }


def _table(table: Table, goal: int | None, runs: Runs) -> dict[str, object]:
    """Each row with its plotted numbers as shares of the largest; times with the goal's share."""
    shown = table.plotted
    ends = [line.values[at] or 0.0 for line in table.lines for at in shown]
    is_wait = table.subject is Subject.WAIT and goal is not None
    most = max((*ends, float(goal) if is_wait and goal else 0.0)) or 1.0
    return {
        "title": table.title,
        "head": table.head,
        "names": [table.columns[at].name for at in shown],
        "goal": goal / most if is_wait and goal else None,
        "rows": [
            {
                "name": runs(line.name),
                "cells": [table.columns[at].text(line.values[at]) for at in shown],
                "bars": [(line.values[at] or 0.0) / most for at in shown],
            }
            for line in table.lines
        ],
    }
