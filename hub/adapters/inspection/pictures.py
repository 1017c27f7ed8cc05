"""Decode one picture, in a process of its own: `python -m hub.adapters.inspection.pictures FILE`.

Prints {"width", "height", "contrast", "thumbnail" (JPEG in base64)}, or {"reasons": ["…"]}.
A picture that would fill the memory, or never ends, ends this process and not the hub.
"""

import json
import sys
from base64 import b64encode
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from hub.adapters.inspection.confining import confine
from hub.domain.signage.legibility import contrast, luminance

# Pixels: four times 4K, and at four bytes each less than what Qt takes into its memory (256 MiB).
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 16_384
THUMBNAIL = (480, 480)
# Bytes of memory and seconds of processor time for one picture.
MEMORY, SECONDS = 1 << 30, 20

_BROKEN = "画像がこわれています。書き出しなおしてください。"


def look(path: Path) -> dict[str, Any]:
    """What the picture is, decoded whole."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as image:
            if reason := _unfit(image):
                return {"reasons": [reason]}
            image.load()
            upright = ImageOps.exif_transpose(image)
            return {
                "width": upright.width,
                "height": upright.height,
                "contrast": paleness(upright),
                "thumbnail": b64encode(small(upright)).decode(),
            }
    except Image.DecompressionBombError:
        return {"reasons": [_too_large()]}
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError):
        return {"reasons": [_BROKEN]}


def _unfit(image: Image.Image) -> str:
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        return _too_large()
    if getattr(image, "n_frames", 1) > 1:
        return "動く画像は使えません。動画（MP4）にしてください。"
    return ""


def _too_large() -> str:
    return f"画像が大きすぎます。{MOST_PIXELS // 1_000_000}00万画素までにしてください。"


def small(image: Image.Image) -> bytes:
    """A picture for lists: JPEG, at most THUMBNAIL, on white."""
    image = image.convert("RGBA")
    image.thumbnail(THUMBNAIL)
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    made = BytesIO()
    ground.save(made, "JPEG", quality=80)
    return made.getvalue()


def paleness(image: Image.Image) -> float:
    """Its contrast as hub.domain.signage.content.Medium has it, of a sample of its pixels."""
    image = image.convert("RGBA")
    image.thumbnail((100, 100))
    seen = (
        luminance(red, green, blue) for red, green, blue, alpha in _pixels(image) if alpha > 127
    )
    return round(contrast(list(seen)), 2)


def _pixels(image: Image.Image) -> Iterable[tuple[int, int, int, int]]:
    raw = image.tobytes()
    return zip(raw[0::4], raw[1::4], raw[2::4], raw[3::4], strict=True)


def main() -> int:
    """The process."""
    confine(MEMORY, SECONDS)
    sys.stdout.write(json.dumps(look(Path(sys.argv[1])), ensure_ascii=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
