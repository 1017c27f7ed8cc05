"""A folder, or a share of files, that another web server gives out."""

from pathlib import Path

from hub.files import beside
from hub.service.publicity.copying import CopyFault, File

# For the web server's own user to read.
EVERYONE = 0o644


class CopyFolder:
    """Each file takes the place of the one before at once: nobody reads half a page."""

    name = "folder"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, file: File) -> None:
        target = self._folder.joinpath(*file.name.split("/"))
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with beside(target, EVERYONE) as fresh:
                fresh.write_bytes(file.body)
                fresh.replace(target)
        except OSError as error:
            raise CopyFault(f"{target}: {error.strerror}") from error
