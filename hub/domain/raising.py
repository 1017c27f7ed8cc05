"""Emergencies are raised, brought up to date, and ended: decisions, as every action here."""

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
