"""What a hand, a lamp and a cheap camera do to a printed code before it is read. Seeded."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageFilter

_PAPER, _ROOM = 250, 235


@dataclass(frozen=True)
class Spoil:
    """One way to look at a code.

    `blur` is a radius in pixels, `turn` in degrees, `tilt` how much shorter the far edge is (a
    share of the side), `shade` the light lost from one side to the other (of 1), `noise` its
    greatest step (of 255).
    """

    blur: float
    turn: float
    tilt: float
    shade: float
    noise: int
    seed: int


def spoils(count: int, seed: int) -> list[Spoil]:
    """As many ways as wanted, each with something of everything."""
    dice = Random(seed)
    return [
        Spoil(
            blur=dice.uniform(0.3, 1.35),
            turn=dice.uniform(-8.0, 8.0),
            tilt=dice.uniform(0.0, 0.08),
            shade=dice.uniform(0.0, 0.6),
            noise=dice.randint(0, 32),
            seed=dice.randrange(2**32),
        )
        for _ in range(count)
    ]


def spoiled(code: Image.Image, how: Spoil, scale: float = 1.0) -> Image.Image:
    """The picture that a reader gets of black and white dots, `scale` pixels for each."""
    seen = _on_table(code.convert("L").point([20] * 128 + [_PAPER] * 128))
    if scale != 1.0:
        size = round(seen.width * scale), round(seen.height * scale)
        seen = seen.resize(size, Image.Resampling.BOX)
    seen = _tilted(seen, how.tilt)
    seen = seen.rotate(how.turn, Image.Resampling.BICUBIC, expand=True, fillcolor=_ROOM)
    seen = seen.filter(ImageFilter.GaussianBlur(how.blur))
    return _noisy(_shaded(seen, how), how)


def _on_table(code: Image.Image) -> Image.Image:
    """The paper goes on beyond the print."""
    seen = Image.new("L", (code.width + 60, code.height + 60), _PAPER)
    seen.paste(code, (30, 30))
    return seen


def _tilted(seen: Image.Image, tilt: float) -> Image.Image:
    """A sheet that leans away: its upper edge is shorter."""
    width, height = seen.size
    far, slope = 1 + tilt, tilt / height
    numbers = (far, slope * width / 2, -tilt * width / 2, 0, far, 0, 0, slope)
    kind, smooth = Image.Transform.PERSPECTIVE, Image.Resampling.BICUBIC
    return seen.transform(seen.size, kind, numbers, smooth, fillcolor=_ROOM)


def _shaded(seen: Image.Image, how: Spoil) -> Image.Image:
    ramp = Image.linear_gradient("L").point([round(255 - how.shade * step) for step in range(256)])
    side = Random(how.seed).choice((0, 90, 180, 270))
    return ImageChops.multiply(seen, ramp.rotate(side).resize(seen.size))


def _noisy(seen: Image.Image, how: Spoil) -> Image.Image:
    if not how.noise:
        return seen
    grains = Random(how.seed).randbytes(seen.width * seen.height)
    noise = Image.frombytes("L", seen.size, grains).point(
        [round(step * 2 * how.noise / 255) for step in range(256)]
    )
    return ImageChops.add(seen, noise, offset=-how.noise)
