"""The desk's keys, from the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from config.schema.settings import Settings
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.keys import SqlPublicKeys
from hub.adapters.keys import writing
from hub.adapters.keys.files import FOLDER, KeyFiles
from hub.cli.access import OPERATOR
from hub.cli.configured import database, end, now
from hub.sealing.keys import BadBundle, Bundle, DeskKey, fingerprint, read_bundle
from hub.service.keys import Brought, DeskKeys


def show(found: Settings) -> None:
    """Print the desk's keys, or at a lobby's hub the bundle that was brought."""
    zone = ZoneInfo(found.site.timezone)
    if found.hub.role == "lobby":
        with _brought(found) as brought:
            body = brought.bundle()
        if body is None:
            print("窓口のハブの鍵が、まだありません。machiai keys import で入れてください。")
        else:
            _show_bundle(read_bundle(body), zone)
        return
    with _desk(found) as desk:
        bundle, keys = read_bundle(desk.bundle()), desk.all()
    print(f"窓口の指紋: {fingerprint(bundle.desk)}")
    for key in keys:
        print(_line(key, zone))
    if not keys:
        print("まだ鍵がありません。ハブを動かすか、machiai keys make で作られます。")


def make(found: Settings) -> None:
    """Make what is missing, destroy what has had its time."""
    with _desk(found) as desk:
        desk.ensure()
        keys = desk.all()
    last = keys[-1].ends.astimezone(ZoneInfo(found.site.timezone))
    print(f"鍵は {len(keys)} 本、{last:%Y-%m-%d} の前日までそろっています。")


def rotate(found: Settings) -> None:
    """Begin anew from this instant on."""
    with _desk(found) as desk:
        desk.rotate(OPERATOR)
    print("新しい鍵に替えました。網を分けているときは、machiai keys export の束も運んでください。")


def export(found: Settings, file: Path) -> None:
    """Write the bundle for a lobby's hub."""
    with _desk(found) as desk:
        desk.ensure()
        body = desk.bundle()
        writing.replace(file, body)
    print(f"{file} に公開鍵の束を書きました。ロビーのハブで machiai keys import {file.name}")
    _show_bundle(read_bundle(body), ZoneInfo(found.site.timezone))


def bring(found: Settings, file: Path, *, trust_new: bool) -> None:
    """Take a bundle in at a lobby's hub."""
    if found.hub.role != "lobby":
        end(f"このハブの役目は {found.hub.role} で、自分の鍵を持っています。取りこみは要りません。")
    with _brought(found) as brought:
        try:
            bundle = brought.bring(writing.read(file), OPERATOR, trust_new=trust_new)
        except BadBundle as bad:
            end(_why(file, bad))
    print("窓口の鍵を入れました。窓口のハブの machiai keys list と、指紋をくらべてください。")
    _show_bundle(bundle, ZoneInfo(found.site.timezone))


def destroy(found: Settings, ids: list[str] | None, *, sure: bool) -> None:
    """Destroy the keys with these ids; None: all."""
    with _desk(found) as desk:
        keys = {key.id.hex(): key for key in desk.all()}
        if ids is None:
            ids = list(keys)
        unknown = [one for one in ids if one not in keys]
        if unknown or not ids:
            names = "、".join(unknown) or "id"
            end(f"{names} の鍵はありません。machiai keys list で確かめてください。")
        if not sure:
            typer.confirm(
                f"{len(ids)} 本を捨てると、そのコードは開けません。捨てますか", abort=True
            )
        desk.destroy([keys[one] for one in ids], OPERATOR)
    print(f"{len(ids)} 本の鍵を捨てました。動いているハブは、1分以内に気づきます。")


def _why(file: Path, bad: BadBundle) -> str:
    known = {
        "of another desk": "前とはちがう窓口の束です。正しければ --trust-new を付けてください。",
        "older than the one that is here": "いまの束より古いものです。新しく書き出してください。",
    }
    return f"{file}: {known.get(str(bad), '窓口のハブが署名した束ではありません。')}"


def _show_bundle(bundle: Bundle, zone: ZoneInfo) -> None:
    print(f"窓口の指紋: {fingerprint(bundle.desk)}")
    last = bundle.lasts_until.astimezone(zone)
    print(f"鍵: {len(bundle.keys)} 本、{last:%Y-%m-%d %H:%M} まで")


def _line(key: DeskKey, zone: ZoneInfo) -> str:
    begins, ends, gone = (at.astimezone(zone) for at in (key.begins, key.ends, key.destroy_at))
    return f"{key.id.hex()}  {begins:%Y-%m-%d %H:%M} - {ends:%m-%d %H:%M}  捨てる日 {gone:%m-%d}"


@contextmanager
def _desk(found: Settings) -> Iterator[DeskKeys]:
    if found.hub.role == "lobby":
        end("このハブの役目は lobby で、開く鍵を持ちません。窓口（desk）のハブで動かしてください。")
    with database(found) as opened:
        yield DeskKeys(
            KeyFiles(found.data / FOLDER),
            SqlPublicKeys(opened, found.site.id),
            SqlAuditLog(opened, found.site.id),
            now,
            ZoneInfo(found.site.timezone),
        )


@contextmanager
def _brought(found: Settings) -> Iterator[Brought]:
    with database(found) as opened:
        public = SqlPublicKeys(opened, found.site.id)
        yield Brought(public, SqlAuditLog(opened, found.site.id), now)
