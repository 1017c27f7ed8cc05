"""The keys that kiosks sign with, from the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from pydantic import ValidationError

from config.schema.settings import Settings
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.keys import SqlPublicKeys
from hub.adapters.keys import writing
from hub.cli.access import OPERATOR
from hub.cli.configured import database, end, now
from hub.sealing.keys import fingerprint
from hub.service.keys import KeyTaken, KioskKeys, NotAKey
from hub.service.seal_wire import KIOSK_FILE, KioskEntry, KioskFile


def show(found: Settings) -> None:
    """Print all keys of kiosks."""
    with _kiosks(found) as kiosks:
        records = kiosks.all()
    for record in records:
        state = "停止" if record.revoked_at else ""
        key = record.key
        line = f"{key.id.hex()}  {key.terminal:<16} {fingerprint(key.public)} {state}"
        print(line.rstrip())
    if not records:
        print("まだありません。キオスクは、ハブにつながると自分で登録します。")


def export(found: Settings, file: Path) -> None:
    """Write the valid ones for the desk's hub."""
    with _kiosks(found) as kiosks:
        keys = sorted(kiosks.valid().values(), key=lambda key: key.terminal)
        entries = tuple(KioskEntry(key.terminal, key.public) for key in keys)
        writing.replace(file, KIOSK_FILE.dump_json(KioskFile(entries), indent=2))
    print(f"{file} に {len(entries)} 台の公開鍵を書きました。")
    print(f"窓口のハブで machiai keys kiosks import {file.name}")


def bring(found: Settings, file: Path, *, sure: bool) -> None:
    """Register the kiosks of another hub's file."""
    with _kiosks(found) as kiosks:
        entries = _read(file)
        for entry in entries:
            print(f"{entry.terminal:<16} {fingerprint(entry.public)}")
        if not sure:
            typer.confirm("ロビーのハブの machiai keys kiosks list と指紋が同じですか", abort=True)
        for entry in entries:
            _register(kiosks, entry, file)
    print(f"{len(entries)} 台を登録しました。")


def revoke(found: Settings, key: str) -> None:
    """Stop a key."""
    try:
        wanted = bytes.fromhex(key)
    except ValueError:
        end(f"{key}: 鍵の id は8桁の16進数です。")
    with _kiosks(found) as kiosks:
        if not kiosks.revoke(wanted, OPERATOR):
            end(f"{key} の鍵はありません。machiai keys kiosks list で確かめてください。")
    print(f"{key} を止めました。動いているハブは、1分以内に気づきます。")


def _read(file: Path) -> tuple[KioskEntry, ...]:
    try:
        return KIOSK_FILE.validate_json(writing.read(file)).kiosks
    except ValidationError:
        end(f"{file}: machiai keys kiosks export で書いたファイルではありません。")


def _register(kiosks: KioskKeys, entry: KioskEntry, file: Path) -> None:
    try:
        kiosks.register(entry.public, entry.terminal, OPERATOR)
    except NotAKey:
        end(f"{file}: {entry.terminal} の鍵が壊れています。書き出し直してください。")
    except KeyTaken:
        end(f"{entry.terminal}: 止められた鍵か、ほかの端末の鍵です。登録していません。")


@contextmanager
def _kiosks(found: Settings) -> Iterator[KioskKeys]:
    with database(found) as opened:
        public = SqlPublicKeys(opened, found.site.id)
        yield KioskKeys(public, SqlAuditLog(opened, found.site.id), now)
