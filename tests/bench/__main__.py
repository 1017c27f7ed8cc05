"""`machiai bench`: measure this machine and print a table, or JSON for a record."""

import argparse
import contextlib
import json
import os
import platform
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.bench import card, devices, estimate, forms, hall, lobby, phone, public, signage
from tests.bench.figures import Figure, table

BENCHES = {
    "lobby": lobby.measure,
    "forms": forms.measure,
    "card": card.measure,
    "devices": devices.measure,
    "signage": signage.measure,
    "estimate": estimate.measure,
    "figures": hall.measure,
    "public": public.measure,
    "phone": phone.measure,
}


def main(arguments: list[str]) -> int:
    """Run the named bench; 1 where a figure misses its aim."""
    parser = argparse.ArgumentParser(prog="machiai bench", description="速さを測ります。")
    parser.add_argument("name", choices=BENCHES, help="測るもの")
    parser.add_argument("--json", action="store_true", help="JSON で出す")
    parser.add_argument(
        "--only", default="", metavar="WORD", help="名前に WORD を含むものだけ（issue, soak など）"
    )
    parser.add_argument(
        "--soak-minutes", type=float, default=2.0, metavar="N", help="動かしつづける時間（分）"
    )
    parser.add_argument(
        "--log",
        type=Path,
        metavar="FOLDER",
        help="estimate を、この設定のフォルダーのデータベースにある記録で測る",
    )
    given = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory(prefix="machiai-bench-") as folder,
        # What a hub says at its start is not a figure.
        contextlib.redirect_stdout(sys.stderr),
    ):
        bench = partial(estimate.replayed, given.log) if given.log else BENCHES[given.name]
        figures = list(bench(Path(folder), given.only, given.soak_minutes))
    print(_json(figures) if given.json else table(figures))
    return 0 if all(figure.holds for figure in figures) else 1


def _json(figures: list[Figure]) -> str:
    shown = {"machine": machine(), "figures": [figure.as_dict() for figure in figures]}
    return json.dumps(shown, ensure_ascii=False, indent=2)


def machine() -> str:
    """What the figures were measured on."""
    python = f"Python {platform.python_version()}"
    return f"{_processor()}, {os.cpu_count()} cores, {platform.platform()}, {python}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), "?")


sys.exit(main(sys.argv[1:]))
