"""The rooms of a hub that has a lobby. A new one is put in here."""

from hub.rooms.alarms import AlarmRoom
from hub.rooms.appointments import AppointmentRoom
from hub.rooms.booking import BookingRoom
from hub.rooms.contents import ContentRoom
from hub.rooms.figures import FigureRoom
from hub.rooms.learning import LearningRoom
from hub.rooms.phone import PhoneRoom
from hub.rooms.post import PostRoom
from hub.rooms.publicity import PublicityRoom
from hub.rooms.room import House, Room
from hub.rooms.survey import SurveyRoom


def lobby_rooms(house: House) -> tuple[Room, ...]:
    """All of them, in the order in which they begin."""
    alarms = AlarmRoom(house)
    post = PostRoom(house)
    publicity = PublicityRoom(house)
    appointments = AppointmentRoom(house)
    return (
        ContentRoom(house, alarms),
        alarms,
        publicity,
        appointments,
        BookingRoom(house, appointments, post.outbox),
        LearningRoom(house),
        SurveyRoom(house),
        PhoneRoom(house, post),
        FigureRoom(house),
        post,
    )
