"""The screen machine's part for the survey: one touch, thanks, and home again."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk.flow import arrivals as ev
from kiosk.flow.asking import Step
from kiosk.flow.state import CountAnswer, Limits, Screen, State


def _wanted(state: State, _: ev.SurveyWanted, limits: Limits) -> Step:
    if state.screen is not Screen.HOME or not limits.surveys:
        return state, ()
    return replace(state, screen=Screen.SURVEY, overlay=None), ()


def _answered(state: State, event: ev.SurveyAnswered, _: Limits) -> Step:
    if state.screen is not Screen.SURVEY:
        return state, ()
    return replace(state, screen=Screen.SURVEY_THANKS, overlay=None), (CountAnswer(event.score),)


HANDLERS: dict[type, Callable[[State, Any, Limits], Step]] = {
    ev.SurveyWanted: _wanted,
    ev.SurveyAnswered: _answered,
}
