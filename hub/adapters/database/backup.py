"""Copies of a running hub's database, and the way back. One file a copy.

A copy holds everything: events, tickets, staff, devices. Keep it as safe as the database.
"""

from pathlib import Path

from hub.adapters.database import backup_postgresql, backup_sqlite
from hub.adapters.database.engine import Database
from hub.service.ports import JournalFault


def backup(database: Database, target: Path) -> None:
    """Write a consistent, verified copy to `target`, which is whole at every instant.

    The hub may run. A file at `target` is replaced. Raises JournalFault.
    """
    if not target.parent.is_dir():
        raise JournalFault(
            f"控え {target}: フォルダー {target.parent} がありません。作ってください。"
        )
    if database.is_postgresql:
        backup_postgresql.backup(database, target)
    else:
        backup_sqlite.backup(database, target)


def restore(source: Path, database: Database, *, overwrite: bool = False) -> None:
    """Make `database` what it was when `source` was copied from it. The hub must be stopped.

    Raises JournalFault, having changed nothing, where `source` is no whole backup of a known
    version, where a hub runs on the database, or where it holds data and `overwrite` is false.
    A replaced SQLite file stays beside the new one, with ".replaced" in its name.
    """
    if not source.is_file():
        raise JournalFault(f"控え {source}: ファイルがありません。名前を確かめてください。")
    if database.is_postgresql:
        backup_postgresql.restore(source, database, overwrite=overwrite)
    else:
        backup_sqlite.restore(source, database, overwrite=overwrite)
