"""Files on their way here, in a folder: `ID.json` says what comes, `ID.part` is what has come."""

import re
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from hub.adapters.media import told
from hub.files import write
from hub.service.signage.ports import Sending
from hub.shape import Shape

_SENDING = Shape(Sending)
_ID = re.compile(r"[0-9a-f]{32}")


class UploadFolder:
    """hub.service.signage.ports.UploadStore. One writer a file: whoever calls sees to that."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, sending: Sending) -> None:
        with told(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            self.file(sending.id).touch(0o600)
            write(self._told(sending.id), _SENDING.dump_json(sending))

    def find(self, upload: str) -> Sending | None:
        if not _ID.fullmatch(upload):
            return None
        with told(self._folder):
            try:
                sending = _SENDING.validate_json(self._told(upload).read_bytes())
                return replace(sending, offset=self.file(upload).stat().st_size)
            except (FileNotFoundError, ValidationError):
                return None

    def all(self) -> list[Sending]:
        found = (self.find(path.stem) for path in sorted(self._folder.glob("*.json")))
        return [sending for sending in found if sending is not None]

    def append(self, upload: str, chunk: bytes) -> int:
        with told(self._folder), self.file(upload).open("ab") as file:
            file.write(chunk)
            return file.tell()

    def file(self, upload: str) -> Path:
        return self._folder / f"{upload}.part"

    def drop(self, upload: str) -> None:
        with told(self._folder):
            self._told(upload).unlink(missing_ok=True)
            self.file(upload).unlink(missing_ok=True)

    def _told(self, upload: str) -> Path:
        return self._folder / f"{upload}.json"
