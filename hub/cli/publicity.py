"""The public pages and the data as files, once, from the command line."""

from pathlib import Path

from config.schema.settings import Settings
from hub.adapters.copies.folder import CopyFolder
from hub.adapters.database.hours import SqlHours
from hub.adapters.database.journal import SqlJournal
from hub.cli.configured import database, end, now
from hub.domain.site import business_day
from hub.rooms.copies import copy_maker
from hub.service.board import Board, load_lobby
from hub.service.forecasting import made
from hub.service.publicity.press import Press
from hub.service.site import site_at


def publish(found: Settings, folder: Path) -> None:
    """Write everything that is public now into `folder`."""
    at = now()
    site = site_at(found, at)
    with database(found) as opened:
        board = Board(load_lobby(SqlJournal(opened, site.id), site))
        board.forecast = made(SqlHours(opened, site.id), site, business_day(site, at))
    maker = copy_maker(found, site, (CopyFolder(folder),))
    ((_, fault),) = maker.renew(Press(board, lambda: at).edition(), at)
    if fault:
        end(fault)
    print(f"{folder}/index.html: 公開ページとデータを書き出しました。")
