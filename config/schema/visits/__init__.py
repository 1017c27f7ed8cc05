"""visits.yaml: what a city offers before, during and after a visit, one module a section."""

from pydantic import Field

from config.schema.values import Model
from config.schema.visits.appointments import Appointments, AppointmentService, Reminder
from config.schema.visits.figures import Figures, Goal
from config.schema.visits.phone import Numbers, Phone, Push
from config.schema.visits.publicity import Bucket, Licence, Publicity, StaticCopy
from config.schema.visits.survey import Survey

__all__ = [
    "AppointmentService",
    "Appointments",
    "Bucket",
    "Figures",
    "Goal",
    "Licence",
    "Numbers",
    "Phone",
    "Publicity",
    "Push",
    "Reminder",
    "StaticCopy",
    "Survey",
    "Visits",
]


class Visits(Model):
    """Congestion for everyone, the ticket on the phone, appointments, figures, the survey."""

    publicity: Publicity = Field(
        default_factory=Publicity, description="混雑を、だれにでも知らせること。"
    )
    phone: Phone = Field(
        default_factory=Phone, description="番号札のスマートフォンのページと、知らせ。"
    )
    appointments: Appointments = Field(
        default_factory=Appointments, description="予約と、キャンセル待ち。"
    )
    figures: Figures = Field(
        default_factory=Figures, description="統計の目標と、出さない数字のきまり。"
    )
    survey: Survey | None = Field(
        default=None, description="終わったあとにたずねること。書かないときは、たずねません。"
    )
