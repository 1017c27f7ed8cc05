"""visits.yaml, `appointments`: which services take appointments, when, and by which rules."""

from datetime import time
from typing import Annotated, Self

from pydantic import Field, model_validator

from config.schema.values import DayRange, Hours, Id, Model, Text, TimeOfDay, wrong

Span = Annotated[int, Field(ge=0, le=480)]


class AppointmentService(Model):
    """One service that visitors can book."""

    service: Id = Field(description="業務の id（services.yaml）。")
    slot_minutes: Annotated[int, Field(ge=5, le=240)] = Field(
        default=20, description="1つの枠の長さ（分）。"
    )
    seats: Annotated[int, Field(ge=1, le=50)] | None = Field(
        default=None, description="1つの枠で受ける人数。counters を書くときは、書きません。"
    )
    counters: tuple[Id, ...] = Field(
        default=(),
        description="予約の方を受ける窓口の id（counters.yaml）。1つの枠で受ける人数は、"
        "その枠のあいだ hours（職員がいる予定の時間）の続く窓口の数になります。",
    )
    hours: Hours | None = Field(
        default=None, description="予約を受ける時間。ないときは、業務の受付時間と同じです。"
    )
    opens_days: Annotated[int, Field(ge=0, le=365)] = Field(
        default=30, description="何日先の日まで予約できるか。"
    )
    closes_minutes: Annotated[int, Field(ge=0, le=20_160)] = Field(
        default=60, description="枠の始まりの何分前まで予約できるか（1日は 1440）。"
    )
    days_without: tuple[DayRange, ...] = Field(
        default=(), description="開庁していても、予約を受けない日。"
    )
    bring: Text | None = Field(
        default=None,
        description="お持ちいただくもの。予約のページと、確認のメールに出ます。",
    )

    @model_validator(mode="after")
    def _seats_from_one_place(self) -> Self:
        if (self.seats is None) is not bool(self.counters):
            raise wrong("seats か counters の、どちらか一つを書いてください。")
        return self

    @model_validator(mode="after")
    def _some_slot(self) -> Self:
        longest = max(
            (
                _minutes(span.end) - _minutes(span.start)
                for spans in (self.hours or {}).values()
                for span in spans
            ),
            default=None,
        )
        if longest is not None and longest < self.slot_minutes:
            raise wrong("hours のどの時間にも、枠（slot_minutes）が1つも入りません。")
        return self


class Reminder(Model):
    """When visitors are reminded by mail."""

    days_before: Annotated[int, Field(ge=0, le=14)] = Field(
        default=1, description="何日前に知らせるか。0 は当日。"
    )
    at: TimeOfDay = Field(
        default=time(17),
        description="何時に知らせるか。",
        json_schema_extra={"default": "17:00"},
    )


class Appointments(Model):
    """Appointments, check-in and the waiting list."""

    services: tuple[AppointmentService, ...] = Field(
        default=(), description="予約を受ける業務。予約のページに出る順に書きます。"
    )
    head_start_minutes: Span = Field(
        default=180,
        description="予約の方は、予約の時刻に呼ばれる方のところに並びます。"
        "混んでいても、予約の時刻よりこの分数より前に来た方を追い越すことはありません。",
    )
    early_minutes: Span = Field(
        default=15, description="予約の時刻の何分前から、受付（チェックイン）できるか。"
    )
    late_minutes: Span = Field(
        default=10,
        description="予約の時刻に何分までおくれても、予約の方として並べるか。"
        "それより後に来た方には、予約のない方と同じに並ぶ番号を出します。",
    )
    missed_minutes: Span = Field(
        default=30,
        description="late_minutes の後、さらに何分来なければ「来なかった」とするか。"
        "その後に来た方も、その日なら番号を取れます。",
    )
    offer_minutes: Annotated[int, Field(ge=10, le=2880)] = Field(
        default=60,
        description="キャンセル待ちの方に空いた席を何分取り置くか。夜（21時〜7時）は数えません。"
        "返事がなければ、次の方に知らせます。",
    )
    most_per_address: Annotated[int, Field(ge=1, le=20)] = Field(
        default=2,
        description="1つのメールアドレスで、1つの業務に何件まで予約できるか（家族の分など）。",
    )
    keep_contact_days: Annotated[int, Field(ge=0, le=90)] = Field(
        default=1,
        description="メールアドレスと呼び名を、来庁か取り消しの何日後に消すか。"
        "予約番号とリンクも、このとき使えなくなります。",
    )
    reminder: Reminder | None = Field(
        default_factory=Reminder, description="前もって知らせるメール。null なら、出しません。"
    )


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
