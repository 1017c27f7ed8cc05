"""Why the lobby says no. A refusal is an answer, not a fault: nothing has changed."""

from enum import StrEnum


class Refusal(StrEnum):
    """Stable codes; the words for them belong to the edges."""

    UNKNOWN_SERVICE = "unknown_service"
    UNKNOWN_COUNTER = "unknown_counter"
    UNKNOWN_CLASS = "unknown_class"
    UNKNOWN_TICKET = "unknown_ticket"
    UNKNOWN_KIOSK = "unknown_kiosk"
    SERVICE_CLOSED = "service_closed"
    COUNTER_CLOSED = "counter_closed"
    COUNTER_BUSY = "counter_busy"
    OTHER_COUNTER = "other_counter"
    NOBODY_WAITING = "nobody_waiting"
    NO_NUMBERS_LEFT = "no_numbers_left"
    WRONG_STATE = "wrong_state"
    LATE_TOO_OFTEN = "late_too_often"
    TOO_EARLY_FOR_ABSENT = "too_early_for_absent"
    NOTHING_TO_UNDO = "nothing_to_undo"
    BAD_LABEL = "bad_label"
    UNKNOWN_ALERT = "unknown_alert"
    EMPTY_ALERT = "empty_alert"
    PAST_ALERT = "past_alert"
    UNKNOWN_APPOINTMENT = "unknown_appointment"
    APPOINTMENT_OVER = "appointment_over"
    APPOINTMENT_CANCELLED = "appointment_cancelled"
    NOT_TODAY = "not_today"
    TOO_EARLY = "too_early"
    WRONG_PLACE = "wrong_place"
    TOO_MANY_TRIES = "too_many_tries"
    SLOT_CLOSED = "slot_closed"
    SLOT_FULL = "slot_full"
    SEATS_FREE = "seats_free"
    TOO_MANY_APPOINTMENTS = "too_many_appointments"
    NO_ADDRESS = "no_address"
    OFFER_LAPSED = "offer_lapsed"


class Refused(Exception):
    """The lobby's rules do not allow this; `details` says what a person needs to know."""

    def __init__(self, code: Refusal, **details: str | int) -> None:
        super().__init__(code.value, details)
        self.code = code
        self.details = details
