"""A short list for QML that tells it row by row what changed, so that nothing else moves."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, Qt

_FIRST_ROLE = int(Qt.ItemDataRole.UserRole)
_TOP = QModelIndex()

Index = Any  # QModelIndex | QPersistentModelIndex, which PySide6 types apart


class Row(Protocol):
    """A frozen dataclass; `key` tells rows apart from one state to the next."""

    @property
    def key(self) -> str: ...


R = TypeVar("R", bound=Row)


class Rows(QAbstractListModel, Generic[R]):
    """The rows of one dataclass; its fields are the roles, of the same names."""

    def __init__(self, kind: type[R], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = [field.name for field in fields(kind)]  # type: ignore[arg-type] # see Row
        self._rows: list[R] = []

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _FIRST_ROLE) -> Any:
        """Return one field of a row."""
        place = role - _FIRST_ROLE
        if not index.isValid() or not 0 <= place < len(self._names):
            return None
        return getattr(self._rows[index.row()], self._names[place])

    def roleNames(self) -> dict[int, QByteArray]:
        """Return the fields as QML knows them."""
        return {_FIRST_ROLE + n: QByteArray(name.encode()) for n, name in enumerate(self._names)}

    def show(self, rows: Sequence[R]) -> None:
        """Become `rows`: those that left go, those that stay keep their place on the screen."""
        wanted = {row.key for row in rows}
        for place in reversed(range(len(self._rows))):
            if self._rows[place].key not in wanted:
                self._remove(place)
        for place, row in enumerate(rows):
            self._bring(place, row)

    def _remove(self, place: int) -> None:
        self.beginRemoveRows(_TOP, place, place)
        del self._rows[place]
        self.endRemoveRows()

    def _bring(self, place: int, row: R) -> None:
        keys = [known.key for known in self._rows]
        if row.key not in keys:
            self.beginInsertRows(_TOP, place, place)
            self._rows.insert(place, row)
            self.endInsertRows()
            return
        old = keys.index(row.key)
        if old != place:
            self.beginMoveRows(_TOP, old, old, _TOP, place)
            self._rows.insert(place, self._rows.pop(old))
            self.endMoveRows()
        if self._rows[place] != row:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place), self.index(place))
