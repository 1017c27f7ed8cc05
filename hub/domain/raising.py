"""Emergencies are raised, brought up to date, and ended: decisions, as every action here."""

from collections.abc import Iterable
from dataclasses import replace

from hub.domain.acting import Act, Decision
from hub.domain.alerts import Alert, is_over
from hub.domain.errors import Refusal, Refused
from hub.domain.events import Event, Kind


def raise_alert(act: Act, alert: Alert) -> Decision:
    """Show it, or what is new about it.

    What is older than what is shown, or the same, changes nothing. Refused(EMPTY_ALERT) without
    Japanese words: no screen draws an empty box. Refused(PAST_ALERT) where its time is over.
    """
    if not alert.headline.get("ja", "").strip():
        raise Refused(Refusal.EMPTY_ALERT)
    if is_over(alert, act.now):
        raise Refused(Refusal.PAST_ALERT)
    known = act.lobby.alerts.get(alert.id)
    if known is not None and known.updated_at >= alert.updated_at:
        return Decision()
    return _changed(act, alert)


def end_alert(act: Act, alert_id: str) -> Decision:
    """Return to normal; Refused(UNKNOWN_ALERT) where it is not up."""
    return _changed(act, _ended(act, known_alert(act, alert_id)))


def end_expired(act: Act) -> Decision:
    """Put away those whose time is over; screens have left them at that very time."""
    over = [alert for alert in act.lobby.alerts.values() if is_over(alert, act.now)]
    return _changed(act, *(_ended(act, alert) for alert in over)) if over else Decision()


def supersede(act: Act, alert: Alert | None, ends: Iterable[str]) -> Decision:
    """What a machine says: end those of `ends` that are up, and show `alert` in their place.

    In one event, so that no screen is without it in between. What is older than what is shown,
    is over, or says nothing, is not shown; a machine has nobody to tell that to.
    """
    gone = [act.lobby.alerts[name] for name in ends if name in act.lobby.alerts]
    changed = [_ended(act, known) for known in gone if alert is None or known.id != alert.id]
    if alert is not None and _is_news(act, alert):
        changed.append(alert)
    return _changed(act, *changed) if changed else Decision()


def _is_news(act: Act, alert: Alert) -> bool:
    known = act.lobby.alerts.get(alert.id)
    newer = known is None or known.updated_at < alert.updated_at
    return newer and not is_over(alert, act.now) and bool(alert.headline.get("ja", "").strip())


def known_alert(act: Act, alert_id: str) -> Alert:
    """An emergency that is up; Refused(UNKNOWN_ALERT)."""
    alert = act.lobby.alerts.get(alert_id)
    if alert is None:
        raise Refused(Refusal.UNKNOWN_ALERT)
    return alert


def _ended(act: Act, alert: Alert) -> Alert:
    return replace(alert, ended_at=act.now)


def _changed(act: Act, *alerts: Alert) -> Decision:
    return Decision(
        (Event(Kind.ALERTS_CHANGED, act.now, alerts=alerts, by=act.by, command=act.command),)
    )
