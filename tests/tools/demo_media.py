"""Draw the demo city's own media anew: a poster, an advertisement, a film with sound, a document.

    python -m tests.tools.demo_media

Needs ffmpeg (Debian: apt install ffmpeg) with libx264 for the film. Afterwards run
`machiai signage index --config config/demo`. Everything in them is invented.
"""

import math
import subprocess
import sys
import tempfile
import wave
from array import array
from pathlib import Path

import typst
from PIL import Image, ImageDraw, ImageFont

import assets

TARGET = Path(__file__).resolve().parents[2] / "config" / "demo" / "media"
WIDE = (1600, 900)
FILM, SECONDS, RATE = (1920, 1080), 8, 30
SOUND_RATE = 48_000
# Hertz: a pentatonic run that ends where it began.
NOTES = (523.25, 659.25, 783.99, 880.0, 1046.5, 880.0, 783.99, 659.25)

INK, NIGHT, PAPER = "#1a1a1a", "#00118f", "#fff8ec"

Colour = tuple[int, int, int]


def font(size: int, bold: str = "Bold") -> ImageFont.FreeTypeFont:
    """The city's own letters, in pixels."""
    return ImageFont.truetype(assets.path("fonts") / f"BIZUDPGothic-{bold}.ttf", size)


def poster() -> Image.Image:
    """A concert that is never given."""
    image = Image.new("RGB", WIDE, NIGHT)
    draw = ImageDraw.Draw(image)
    for number in range(60):
        x, y = (number * 397) % WIDE[0], (number * 211) % 520
        size = 2 + number % 4
        draw.ellipse((x, y, x + size, y + size), fill="#ffd43d" if number % 5 == 0 else "#e8f1fe")
    for line in range(5):
        level = 610 + line * 26
        points = [(x, level + 46 * math.sin(x / 260)) for x in range(0, WIDE[0] + 20, 20)]
        draw.line(points, fill="#7a8cff", width=4, joint="curve")
    for number, x in enumerate(range(940, 1560, 150)):
        head = 610 + 46 * math.sin(x / 260) + 26 * (number % 4)
        draw.ellipse((x - 30, head - 20, x + 30, head + 20), fill="#ffd43d")
        draw.line((x + 28, head, x + 28, head - 130), fill="#ffd43d", width=8)
    draw.text((90, 90), "冬の市民コンサート", font=font(128), fill="white")
    draw.text((90, 270), "12月13日（日）午後1時半から", font=font(74), fill="#ffd43d")
    draw.text((90, 375), "市民会館 大ホール　入場無料", font=font(60, "Regular"), fill="white")
    draw.text((90, 800), "待合市・待合市文化協会", font=font(40, "Regular"), fill="#d9e6ff")
    return image


def advertisement() -> Image.Image:
    """A bakery that does not exist."""
    image = Image.new("RGB", WIDE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 740, *WIDE), fill="#ac3e00")
    for x, y, colour in ((980, 330, "#d98b3a"), (1200, 250, "#c9772a"), (1130, 430, "#e2a052")):
        draw.ellipse((x, y, x + 360, y + 230), fill=colour)
        for cut in range(3):
            left = x + 80 + cut * 80
            draw.arc((left, y + 40, left + 70, y + 190), 250, 110, fill=PAPER, width=12)
    for x in (1080, 1240, 1400):
        steam = [(x + 16 * math.sin(y / 22), y) for y in range(90, 230, 4)]
        draw.line(steam, fill="#e6cfae", width=10, joint="curve")
    draw.text((90, 110), "朝7時から、", font=font(120), fill=INK)
    draw.text((90, 260), "焼きたて。", font=font(150), fill="#ac3e00")
    draw.text((90, 500), "食パン・あんぱん・カレーパン", font=font(58, "Regular"), fill=INK)
    draw.text((90, 590), "市役所から歩いて3分", font=font(58, "Regular"), fill=INK)
    draw.text((90, 778), "待合ベーカリー", font=font(84), fill="white")
    draw.text((1330, 800), "広告（見本）", font=font(44, "Regular"), fill="white")
    return image


def sky(share: float) -> Image.Image:
    """One frame of the film: a morning over the hills; `share` goes from 0 to 1."""
    width, height = FILM
    top: Colour = (66, 120, 200)
    low: Colour = (255, 214, 160)
    column = Image.new("RGB", (1, height))
    for y in range(height):
        part = y / height
        column.putpixel((0, y), _between(top, low, part))
    image = column.resize(FILM)
    draw = ImageDraw.Draw(image)
    left, high = 1150 + 500 * share, 620 - 330 * math.sin(share * math.pi / 2)
    draw.ellipse((left - 110, high - 110, left + 110, high + 110), fill="#ffe9a8")
    for depth, (colour, base, swell) in enumerate(
        (("#8fb7a0", 700, 90), ("#5f9a78", 800, 110), ("#2f7350", 920, 70))
    ):
        shift = share * 120 * (depth + 1)
        hill = [
            (at, base + swell * math.sin((at + shift) / (330 - 60 * depth)))
            for at in range(0, width + 24, 24)
        ]
        draw.polygon([*hill, (width + 24, height), (0, height)], fill=colour)
    return image


def _between(one: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def titled(frame: Image.Image, share: float) -> Image.Image:
    """The words come in from the left and stay."""
    draw = ImageDraw.Draw(frame)
    come = min(1.0, share * 4)
    at = 140 - 900 * (1 - come) ** 2
    draw.text(
        (at, 150),
        "ようこそ、待合市へ。",
        font=font(140),
        fill="white",
        stroke_width=3,
        stroke_fill="#1f4f8a",
    )
    draw.text(
        (at, 340),
        "山と川と、ちょうどよい町。",
        font=font(76, "Regular"),
        fill="white",
        stroke_width=2,
        stroke_fill="#1f4f8a",
    )
    return frame


def tune(path: Path) -> None:
    """Eight plucked notes, one a second, as 16-bit mono."""
    samples = array("h")
    for note in NOTES:
        for count in range(SOUND_RATE):
            at = count / SOUND_RATE
            swing = math.sin(2 * math.pi * note * at) + 0.3 * math.sin(4 * math.pi * note * at)
            samples.append(int(6000 * swing * math.exp(-3 * at)))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SOUND_RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())


def film(target: Path) -> None:
    """1080p30, H.264 and AAC, such as a city's PR office would bring."""
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "tune.wav"
        tune(sound)
        command = ["ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24"]
        command += ["-s", f"{FILM[0]}x{FILM[1]}", "-r", str(RATE), "-i", "-", "-i", str(sound)]
        command += ["-c:v", "libx264", "-preset", "veryslow", "-crf", "30", "-pix_fmt", "yuv420p"]
        command += ["-c:a", "aac", "-b:a", "48k", "-movflags", "+faststart", str(target)]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:
            assert ffmpeg.stdin is not None
            for number in range(SECONDS * RATE):
                share = number / (SECONDS * RATE - 1)
                ffmpeg.stdin.write(titled(sky(share), share).tobytes())
            ffmpeg.stdin.close()
            if ffmpeg.wait():
                raise SystemExit("ffmpeg could not make the film")


LEAFLET = """
#set page(width: 320mm, height: 180mm, margin: 13mm, fill: rgb("#f5f6fa"))
#set text(font: "BIZ UDPGothic", size: 44pt, lang: "ja", fill: rgb("#1a1a1a"))
#let head(words) = block(width: 100%, fill: rgb("#0017c1"), inset: 8mm, radius: 3mm,
  text(fill: white, weight: "bold", size: 58pt, words))
#head[ごみの出し方が変わります]
#v(6mm)
- 12月1日から、*プラスチック*を分けて集めます
- 出す日は*毎週水曜日*、朝8時まで
- 黄色の袋に入れてください
#pagebreak()
#head[プラスチックに入るもの]
#v(6mm)
- 食品のトレイ、ペットボトルのふた
- 洗剤やシャンプーの容器
- #text(fill: rgb("#ce0000"))[よごれたものは燃やせるごみへ]
#v(4mm)
#text(size: 34pt)[待合市 環境課　内線 2301]
"""


def leaflet(target: Path) -> None:
    """Two pages for reading from afar."""
    fonts = [str(assets.path("fonts"))]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "leaflet.typ"
        source.write_text(LEAFLET, encoding="utf-8")
        compiler = typst.Compiler(str(source), font_paths=fonts, ignore_system_fonts=True)
        made = compiler.compile(format="pdf")
    assert isinstance(made, bytes)
    target.write_bytes(made)


def main() -> int:
    """Write everything."""
    TARGET.mkdir(exist_ok=True)
    poster().save(TARGET / "concert.jpg", quality=84, optimize=True)
    advertisement().save(TARGET / "bakery.png", optimize=True)
    leaflet(TARGET / "plastics.pdf")
    film(TARGET / "welcome.mp4")
    return 0


if __name__ == "__main__":
    sys.exit(main())
