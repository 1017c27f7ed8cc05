"""What is told of devices, in words and as data: terminals, devices and times, never visitors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from hub.service.device_words import NEEDS, STAGES, advice_words, device_name
from hub.service.ports_health import DeviceState, Need

_MARKS = {Need.NONE: "●", Need.SOON: "▲", Need.NOW: "■"}


@dataclass(frozen=True, slots=True)
class Wording:
    """For one lobby. `terminals` are their names by id; `page` is where staff see more, or ""."""

    lobby: str
    terminals: Mapping[str, str]
    timezone: str
    page: str = ""

    def title(self, news: Sequence[DeviceState]) -> str:
        """For a list of messages: is there something to do, and where."""
        ill = [state for state in news if state.need is not Need.NONE]
        said = "機器を確かめてください" if ill else "機器がなおりました"
        names = "・".join(dict.fromkeys(map(self.terminal, ill or news)))
        return f"【待合】{said}（{names if len(names) <= 40 else f'{len(ill or news)}件'}）"

    def text(self, news: Sequence[DeviceState]) -> str:
        """All of it, what is worst first."""
        worst_first = sorted(news, key=lambda state: -state.need)
        lines = [self.line(state) for state in worst_first]
        more = [f"いまの様子とこれまで: {self.page}"] if self.page else []
        return "\n".join((self.lobby, "", *lines, "", *more)).rstrip() + "\n"

    def line(self, state: DeviceState) -> str:
        """One device: where, what, since when, and what to do."""
        where = f"{self.terminal(state)} {device_name(state.key.device, state.key.name)}"
        since = self._local(state.since)
        if state.need is Need.NONE:
            return f"{_MARKS[state.need]} {where}：{NEEDS[state.need]}（{since}）"
        head = f"{_MARKS[state.need]} {where}：{STAGES[state.stage]}（{since} から）"
        return (
            f"{head}\n   {self.terminal(state)}{advice_words(state.advice)}"
            if state.advice
            else head
        )

    def data(self, state: DeviceState) -> dict[str, str]:
        """For programs."""
        return {
            "terminal": state.key.terminal,
            "terminal_name": self.terminal(state),
            "device": state.key.device,
            "name": state.key.name,
            "stage": state.stage.value,
            "need": state.need.name.lower(),
            "since": state.since.astimezone(ZoneInfo(self.timezone)).isoformat(),
            "advice": state.advice,
        }

    def terminal(self, state: DeviceState) -> str:
        """The terminal's name."""
        return self.terminals.get(state.key.terminal, state.key.terminal)

    def _local(self, at: datetime) -> str:
        local = at.astimezone(ZoneInfo(self.timezone))
        return f"{local.month}月{local.day}日 {local:%H:%M}"
