"""hub.service.signage.ports.Inspector: sniff the file, decode it in a process of its own.

Pictures are decoded by Pillow; films and PDFs by the player itself, for what counts is what the
displays can show.
"""

import json
import logging
import subprocess
import sys
from base64 import b64decode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from hub.adapters.inspection.sniffing import Format, NotTaken, check_name, sniff
from hub.domain.signage.content import Medium, MediumKind
from hub.service.signage.ports import Inspected

# Seconds for one file.
PATIENCE = 90.0
MEGABYTE = 1_000_000
PICTURES = "hub.adapters.inspection.pictures"

_HANGS = "中身を確かめるのに時間がかかりすぎます。短くするか、書き出しなおしてください。"
_BROKEN = "この表示盤では映せません。書き出しなおしてください。"
# What the player says by a code (signage.app.inspection).
_WORDS: Mapping[str, str] = {
    "password": "パスワードのかかった PDF です。外してから送ってください。",
    "too_large": "縦か横が大きすぎます。小さくしてください。",
    "too_many_pages": "ページが多すぎます。200ページまでにしてください。",
    "too_long": "長すぎます。短くしてください。",
    "no_picture": "絵のない動画です。",
}

log = logging.getLogger("hub")


class FileInspector:
    """`most`: the largest file of each kind, in bytes."""

    def __init__(self, most: Mapping[MediumKind, int], patience: float = PATIENCE) -> None:
        self._most = most
        self._patience = patience
        self._running: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """End a process that is still looking."""
        if self._running is not None:
            self._running.kill()

    def inspect(self, file: Path, name: str) -> Inspected:
        try:
            found = sniff(file)
            check_name(name, found)
            self._check_size(file, found)
            return self._decoded(file, found, name)
        except NotTaken as reason:
            return Inspected(reasons=(str(reason),))

    def _check_size(self, file: Path, found: Format) -> None:
        most, size = self._most[found.kind], file.stat().st_size
        if size > most:
            raise NotTaken(
                f"大きすぎます（{size // MEGABYTE} MB）。{most // MEGABYTE} MB までです。"
            )

    def _decoded(self, file: Path, found: Format, name: str) -> Inspected:
        if found.kind is MediumKind.IMAGE:
            told = self._ask(PICTURES, str(file))
            reasons = tuple(map(str, told.get("reasons", ())))
            thumbnail = b64decode(str(told.get("thumbnail", "")))
        else:
            small = file.with_name("thumbnail.jpg")
            command = ("signage", "inspect", str(file), "--json", "--thumbnail", str(small))
            answer = self._ask(*command)
            told = answer.get("medium") or {}
            reasons = tuple(_WORDS.get(str(code), _BROKEN) for code in answer.get("faults", ()))
            thumbnail = small.read_bytes() if small.is_file() else b""
        if reasons or not told:
            return Inspected(reasons=reasons or (_BROKEN,))
        return Inspected(_medium(file, found, name, told), thumbnail)

    def _ask(self, module: str, *arguments: str) -> dict[str, Any]:
        """What the process says; NotTaken where it says nothing."""
        command: Sequence[str] = (sys.executable, "-m", module, *arguments)
        with subprocess.Popen(  # noqa: S603 - arguments are ours; no shell
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as running:
            self._running = running
            try:
                said, _ = running.communicate(timeout=self._patience)
            except subprocess.TimeoutExpired:
                running.kill()
                raise NotTaken(_HANGS) from None
        try:
            told = json.loads(said)
        except ValueError:
            log.warning("inspection", extra={"by": module, "exit": running.returncode})
            raise NotTaken(_BROKEN) from None
        return told if isinstance(told, dict) else {}


def _medium(file: Path, found: Format, name: str, told: Mapping[str, Any]) -> Medium:
    with file.open("rb") as opened:
        digest = sha256()
        while chunk := opened.read(1 << 20):
            digest.update(chunk)
    return Medium(
        digest=digest.hexdigest(),
        kind=found.kind,
        mime=found.mime,
        size=file.stat().st_size,
        name=name,
        width=int(told.get("width", 0)),
        height=int(told.get("height", 0)),
        seconds=float(told.get("seconds", 0)),
        pages=int(told.get("pages", 0)),
        sounds=bool(told.get("sounds", False)),
        contrast=float(told.get("contrast", 0)),
    )
