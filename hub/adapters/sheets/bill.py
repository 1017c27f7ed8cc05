"""hub.service.signage.billing.Sheets by typst: data in, PDF out, nothing on disk."""

from collections.abc import Iterable
from pathlib import Path

from hub.adapters.sheets.fonts import Fonts
from hub.adapters.sheets.typesetting import Typesetter
from hub.service.signage.billing import MOST_DAYS, Bill

TEMPLATE = Path(__file__).with_name("bill.typ")
# A contract's items and screens beyond these are summed up: the bill stays one page.
MOST_LINES = 8

Pair = tuple[str, int]


class TypstSheets:
    """Safe to use from several threads: one at a time."""

    def __init__(self, bundled: Path) -> None:
        """`bundled`: the folder of the fonts that come with us."""
        self._setter = Typesetter(TEMPLATE, bundled)

    def bill(self, bill: Bill) -> bytes:
        """One page."""
        return self._setter.pdf(_data(bill, self._setter.fonts))


def _data(bill: Bill, fonts: Fonts) -> dict[str, object]:
    account, days = bill.account, bill.account.days

    def runs(words: str) -> list[list[str]]:
        return [[run.family, run.text] for run in fonts.set(words).runs]

    return {
        "family": fonts.fonts[0].family,
        "city": runs(bill.city),
        "sponsor": runs(bill.campaign.sponsor),
        "title": runs(bill.campaign.title),
        "made": str(bill.made),
        "first": str(days[0].day) if days else "―",
        "last": str(days[-1].day) if days else "―",
        "promised": account.promised,
        "done": account.done,
        "missing": account.missing,
        "broken": account.broken,
        "items": [[runs(name), count] for name, count in _short(bill.items)],
        "screens": [[runs(name), count] for name, count in _short(bill.screens)],
        "by": "月べつ" if len(days) > MOST_DAYS else "日べつ",
        "rows": [
            {"name": row.name, "promised": row.promised, "done": row.done, "broken": row.broken}
            for row in bill.rows
        ],
    }


def _short(pairs: Iterable[Pair]) -> list[Pair]:
    found = list(pairs)
    rest = found[MOST_LINES:]
    return [*found[:MOST_LINES], *([("そのほか", sum(count for _, count in rest))] if rest else [])]
