"""Which pages a member of staff is offered at the top of each, by role and by the hub's role."""

from dataclasses import dataclass

from hub.domain.alerts import Alert, Status, standing
from hub.service.access import RIGHTS, Principal, Right
from hub.web.equipment import places
from hub.web.office import Office

Links = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """An emergency that is up, as every staff page says it."""

    headline: str
    drill: bool


@dataclass(frozen=True, slots=True)
class Nav:
    """The bar of a staff page: addresses and names, and the emergencies above it."""

    links: Links
    alarms: tuple[Alarm, ...]
    may_end: bool


# Address, name, what it takes, and the part of the hub that it belongs to.
_PAGES = (
    ("/supervisor", "全体の様子", Right.SUPERVISE, "lobby"),
    ("/counter", "窓口", Right.SERVE, "lobby"),
    ("/appointments", "予約", Right.SERVE, "appointments"),
    ("/numbers-by-phone", "スマホの番号", Right.SUPERVISE, "phone"),
    ("/figures", "統計", Right.FIGURES, "lobby"),
    ("/desk", "書かずに手続き", Right.DESK, "desk"),
    ("/contents", "お知らせ", Right.CONTENT, "lobby"),
    ("/emergency", "緊急", Right.EMERGENCY, "lobby"),
    ("/staff", "職員", Right.ADMINISTER, ""),
    ("/devices", "端末", Right.ADMINISTER, "lobby"),
    ("/equipment", "機器", Right.ADMINISTER, "devices"),
    ("/audit", "操作の記録", Right.ADMINISTER, ""),
    ("/issue", "番号を出す", Right.ISSUE, "lobby"),
)


def nav(office: Office, who: Principal) -> Nav:
    """The bar for this member of staff."""
    has = {
        "": True,
        "lobby": office.is_lobby,
        "appointments": office.is_lobby and office.takes_appointments,
        "phone": office.is_lobby and office.gives_numbers,
        "desk": office.desk is not None,
        "devices": bool(places(office)) or office.is_lobby,
    }
    rights = RIGHTS[who.role]
    links = tuple(
        (href, name) for href, name, right, part in _PAGES if right in rights and has[part]
    )
    return Nav(links, alarms(office), Right.EMERGENCY in rights)


def alarms(office: Office) -> tuple[Alarm, ...]:
    """The emergencies that are up now, the most pressing first."""
    return tuple(map(_alarm, standing(office.lobby.alerts.values(), office.clock())))


def _alarm(alert: Alert) -> Alarm:
    return Alarm(alert.headline.get("ja", ""), alert.status is Status.EXERCISE)
