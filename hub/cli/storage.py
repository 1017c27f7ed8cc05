"""Backup and restore, from the command line."""

from contextlib import closing
from pathlib import Path

from config.schema.settings import Settings
from hub.adapters.database.backup import backup, restore
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.files import make_folder
from hub.cli.configured import database, told


def back_up(found: Settings, file: Path) -> None:
    """Copy the database of a hub that may be running."""
    with database(found) as opened:
        backup(opened, file)
    print(f"{file}（{file.stat().st_size:,} バイト）に控えを取りました。")


def bring_back(found: Settings, file: Path, *, overwrite: bool) -> None:
    """Replace the database of a hub that is stopped."""
    with told(), closing(Database(database_url(found.database))) as target:
        make_folder(found.data)
        restore(file, target, overwrite=overwrite)
    print(f"{file} からもどしました。ハブを動かしてください。")
