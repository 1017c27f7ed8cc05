"""Conditions: `{eq: {field: reason, value: work}}`, and what combines them. Data, never code."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from config.schema.values import Id, Model, wrong

# What an answer is compared with: the id of an option, or a number of people.
Compared = (
    Annotated[str, StringConstraints(min_length=1, max_length=100)]
    | Annotated[int, Field(ge=0, le=1000)]
)
Age = Annotated[int, Field(ge=0, le=200)]
Days = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
People = Annotated[int, Field(ge=0, le=1000)]


class Equals(Model):
    """The answer is this one."""

    field: Id = Field(description="見る項目の id。")
    value: Compared = Field(description="選択肢の id か、人数。")


class OneOf(Model):
    """The answer is one of these."""

    field: Id = Field(description="見る項目の id。")
    values: Annotated[tuple[Compared, ...], Field(min_length=1, max_length=60)] = Field(
        description="選択肢の id か、人数の一覧。"
    )


class AgeAt(Model):
    """The age of the person who was born on the date in `field`."""

    field: Id = Field(description="生年月日の項目の id。")
    on: Id | None = Field(
        default=None, description="いつの年齢か。日付の項目の id。ないときは今日。"
    )
    least: Age = Field(default=0, description="何歳以上か。")
    below: Age = Field(default=200, description="何歳未満か。")

    @model_validator(mode="after")
    def _some_age(self) -> Self:
        if self.least >= self.below:
            raise wrong("below は least より大きくしてください。")
        return self


class DaysSince(Model):
    """How many days ago the date in `field` was; a day to come is below 0."""

    field: Id = Field(description="日付の項目の id。")
    least: Days = Field(default=-1_000_000, description="何日前より古いか（その日を含む）。")
    below: Days = Field(default=1_000_000, description="何日前より新しいか。0 なら明日から先。")

    @model_validator(mode="after")
    def _some_day(self) -> Self:
        if self.least >= self.below:
            raise wrong("below は least より大きくしてください。")
        return self


class Count(Model):
    """How many members of a group a condition is true for."""

    group: Id = Field(description="数えるグループの id。")
    when: "Condition" = Field(description="数える人の条件。")
    least: People = Field(default=1, description="何人以上か。")
    below: People = Field(default=1000, description="何人未満か。")

    @model_validator(mode="after")
    def _some_number(self) -> Self:
        if self.least >= self.below:
            raise wrong("below は least より大きくしてください。")
        return self


Parts = Annotated[tuple["Condition", ...], Field(min_length=1, max_length=60)]


class Condition(Model):
    """Exactly one of these."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    equals: Equals | None = Field(default=None, alias="eq", description="答えがこれである。")
    one_of: OneOf | None = Field(default=None, alias="in", description="答えがこのどれかである。")
    every: Parts | None = Field(default=None, alias="all", description="すべての条件が成り立つ。")
    some: Parts | None = Field(
        default=None, alias="any", description="少なくとも1つの条件が成り立つ。"
    )
    negated: "Condition | None" = Field(
        default=None, alias="not", description="条件が成り立たない。"
    )
    age_at: AgeAt | None = Field(default=None, description="年齢がこの範囲である。")
    days_since: DaysSince | None = Field(
        default=None, description="その日から今日までの日数がこの範囲である。"
    )
    count: Count | None = Field(default=None, description="グループに、条件に合う人がいる。")

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            raise wrong(
                "条件は eq, in, all, any, not, age_at, days_since, count のどれか1つで"
                "書いてください。"
                "いくつもあるときは all か any の中に並べます。"
            )
        return self
