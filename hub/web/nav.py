"""Which pages a member of staff is offered at the top of each, by role and by the hub's role."""

from hub.service.access import RIGHTS, Principal, Right
from hub.web.equipment import places
from hub.web.office import Office

Links = tuple[tuple[str, str], ...]

# Address, name, what it takes, and whether it belongs to the lobby, to the desk or to devices.
_PAGES = (
    ("/supervisor", "全体の様子", Right.SUPERVISE, "lobby"),
    ("/counter", "窓口", Right.SERVE, "lobby"),
    ("/desk", "書かずに手続き", Right.DESK, "desk"),
    ("/staff", "職員", Right.ADMINISTER, ""),
    ("/devices", "端末", Right.ADMINISTER, "lobby"),
    ("/equipment", "機器", Right.ADMINISTER, "devices"),
    ("/audit", "操作の記録", Right.ADMINISTER, ""),
    ("/issue", "番号を出す", Right.ISSUE, "lobby"),
)


def nav(office: Office, who: Principal) -> Links:
    """Addresses and names, in the order of the bar."""
    has = {
        "": True,
        "lobby": office.is_lobby,
        "desk": office.desk is not None,
        "devices": bool(places(office)) or office.is_lobby,
    }
    rights = RIGHTS[who.role]
    return tuple(
        (href, name) for href, name, right, part in _PAGES if right in rights and has[part]
    )
