"""Backup and restore, from the command line."""

from contextlib import closing
from pathlib import Path

from hub.adapters.database.backup import backup, restore
from hub.adapters.database.engine import Database, database_url
from hub.cli.configured import database, settings, told


def back_up(config: Path, file: Path) -> None:
    """Copy the database of a hub that may be running."""
    with database(settings(config)) as opened:
        backup(opened, file)
    print(f"{file}（{file.stat().st_size:,} バイト）に控えを取りました。")


def bring_back(config: Path, file: Path, *, overwrite: bool) -> None:
    """Replace the database of a hub that is stopped."""
    found = settings(config)
    with told(), closing(Database(database_url(found.database))) as target:
        found.path(found.hub.data_directory).mkdir(parents=True, exist_ok=True)
        restore(file, target, overwrite=overwrite)
    print(f"{file} からもどしました。ハブを動かしてください。")
