"""The keypad of a kiosk: what its keys do for a visitor who does not see the screen."""

from itertools import chain
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from config.faults import near
from config.schema.values import Model, wrong

# The names that Qt has for keys (QKeySequence, portable text); Num+ is the block of digits.
_ARROWS = ("Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown", "Tab", "Backtab")
_OTHERS = (
    "Return",
    "Enter",
    "Esc",
    "Backspace",
    "Space",
    "Help",
    "Menu",
    "Back",
    "Select",
    "Pause",
)
_SOUND = ("Volume Up", "Volume Down", "Volume Mute")
KEYS = frozenset(
    (
        *_ARROWS,
        *_OTHERS,
        *_SOUND,
        *(f"F{number}" for number in range(1, 25)),
        *(f"Num+{sign}" for sign in "0123456789*+-/."),
    )
)


def _known(name: str) -> str:
    if name not in KEYS:
        meant = near(name, KEYS)
        hint = (
            f"{meant} ではありませんか。"
            if meant
            else "Up、Return、Esc、F5、Num+* などと書きます。"
        )
        raise wrong("{name} というキーはありません。{hint}", name=name, hint=hint)
    return name


Key = Annotated[str, AfterValidator(_known)]
Keys = tuple[Key, ...]


class Keypad(Model):
    """Which keys do what. Whatever is not here means what it says."""

    up: Keys = Field(default=("Up",), description="前へ（上の項目へ）。")
    down: Keys = Field(default=("Down",), description="次へ（下の項目へ）。")
    left: Keys = Field(default=("Left",), description="左へ。")
    right: Keys = Field(default=("Right",), description="右へ。")
    enter: Keys = Field(default=("Return", "Enter"), description="決める。")
    back: Keys = Field(
        default=("Esc", "Backspace"),
        description="もどる。文字や数字を入れる画面では、Backspace は1字けす。",
    )
    repeat: Keys = Field(default=("F5", "Num+*"), description="もう一度聞く。")
    louder: Keys = Field(default=("Volume Up", "Num++"), description="声を大きく。")
    softer: Keys = Field(default=("Volume Down", "Num+-"), description="声を小さく。")
    voice: Keys = Field(default=("F6", "Num+/"), description="音声案内を始める、止める。")
    plugged: Keys = Field(
        default=(),
        description="イヤホンがさされたときに、キーパッドが送るキー。ジャックのあるキーパッドで。"
        "書くと、送られるまではイヤホンがないものとします。",
    )
    unplugged: Keys = Field(
        default=(), description="イヤホンがぬかれたときに、キーパッドが送るキー。"
    )

    @model_validator(mode="after")
    def _one_meaning(self) -> Self:
        named = list(chain.from_iterable(getattr(self, name) for name in type(self).model_fields))
        twice = next((name for name in named if named.count(name) > 1), None)
        if twice is not None:
            raise wrong("{name} が、2つの役目に書かれています。", name=twice)
        return self
