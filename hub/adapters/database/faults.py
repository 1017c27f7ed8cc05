"""Faults of the storage in words: where, what happened, and what the city's engineer can do."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from hub.service.ports import JournalFault

# Where a person sets which database it is.
SET_IN = "hub.yaml の database か --database"

DAMAGED = (
    "壊れています。ハブを止め、壊れていない控えを machiai restore FILE --overwrite で"
    "もどしてください。"
)
RUNNING = "ハブが動いています。先にハブを止めてください。"
OCCUPIED = "すでにデータがあります。置きかえるなら --overwrite を付けてください。"
_LOCKED = "ほかのプログラムがロックしています。そのプログラムを終えてください。"
_KEPT = "空きを作ってください。記録したものは失われていません。"

# Prefixes of SQLite's result code names (sqlite.org/rescode.html), longest match wins.
SQLITE_FAULTS: Mapping[str, str] = {
    "SQLITE_FULL": f"ディスクがいっぱいです。{_KEPT}",
    "SQLITE_IOERR": "ディスクを読み書きできません。ディスクの状態・空き・接続を確かめてください。",
    "SQLITE_READONLY": "読み取り専用です。ハブの利用者がファイルに書けるようにしてください。",
    "SQLITE_PERM": "権限がありません。ハブの利用者がファイルを読み書きできるようにしてください。",
    "SQLITE_CANTOPEN": "ファイルを開けません。フォルダーがあるか、ハブの利用者がそこに書けるか、"
    "ディスクが読み取り専用でないかを確かめてください。",
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": f"データベースではないか、{DAMAGED}",
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_PROTOCOL": _LOCKED,
    "SQLITE_NOMEM": "メモリーが足りません。ほかのプログラムを終えてください。",
}

# Prefixes of SQLSTATE (PostgreSQL manual, appendix A).
POSTGRESQL_FAULTS: Mapping[str, str] = {
    "08": "サーバーにつながりません。サーバーが動いているか、ネットワークとアドレス"
    f"（{SET_IN}）を確かめてください。",
    "25006": "サーバーが読み取り専用か待機系です。書きこめるサーバーにつないでください。",
    "28": f"サーバーが利用者かパスワードを受け付けません。{SET_IN} を確かめてください。",
    "3D000": "サーバーにこの名前のデータベースがありません。作るか、名前"
    f"（{SET_IN}）を直してください。",
    "40": "ほかのハブと同時に書きました。ハブは自動でやり直します。",
    "42501": "この利用者には表を使う権利がありません。持ち主の利用者でつなぐか、"
    "権利を与えてください。",
    "53": "サーバーのディスク・メモリー・接続の数が足りません。サーバーに余裕を作ってください。",
    "53100": f"サーバーのディスクがいっぱいです。{_KEPT}",
    "55P03": _LOCKED,
    "57P": "サーバーが止まるところか、動き始めるところです。ハブは自動でつながり直します。",
    "58": "サーバーのディスクを読み書きできません。サーバーを確かめてください。",
    "XX": f"サーバーのデータが{DAMAGED}",
}

AWAY = POSTGRESQL_FAULTS["08"]

_AT_CONNECT = (
    ("password authentication failed", POSTGRESQL_FAULTS["28"]),
    ("no password supplied", POSTGRESQL_FAULTS["28"]),
    ("no pg_hba.conf entry", POSTGRESQL_FAULTS["28"]),
    ("does not exist", POSTGRESQL_FAULTS["3D000"]),
    ("too many", POSTGRESQL_FAULTS["53"]),
)


def explain(error: BaseException | None) -> str | None:
    """What a person needs to know about a driver's error; None where it is no outside fault."""
    if isinstance(error, sqlite3.Error):
        return _longest(SQLITE_FAULTS, getattr(error, "sqlite_errorname", ""))
    # The driver of PostgreSQL is loaded only where it is used: that takes as long as pydantic.
    state = getattr(error, "sqlstate", None)
    if state is not None:
        return _longest(POSTGRESQL_FAULTS, state)
    if any(kind.__name__ == "OperationalError" for kind in type(error).__mro__):
        # libpq gives no code for what the server says while a connection is being made.
        return next((text for words, text in _AT_CONNECT if words in str(error)), AWAY)
    return None


def _longest(faults: Mapping[str, str], code: str) -> str | None:
    fitting = [prefix for prefix in faults if code.startswith(prefix)]
    return faults[max(fitting, key=len)] if fitting else None


@contextmanager
def translated(where: str, driver: type[Exception]) -> Iterator[None]:
    """Turn faults of the storage at `where` into JournalFault; let bugs pass as they are.

    `driver` is the base of the driver's own errors.
    """
    try:
        yield
    except (DBAPIError, driver) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        reason = explain(cause)
        if reason is None:
            raise
        raise JournalFault(f"{where}: {reason}") from error
