"""The city's mark on the ticket, checked with the settings: a PNG file beside them."""

from collections.abc import Iterator
from pathlib import Path

from config.document import Document, Keys
from config.faults import Fault, near

KEY: Keys = ("kiosk", "logo")
# A mark of 2,000 dots is printed at a third of them; more only makes every kiosk's settings long.
MOST_BYTES = 200_000
LEAST_WIDTH, MOST_WIDTH = 64, 2000


def logo_faults(directory: Path, document: Document) -> Iterator[Fault]:
    """What is wrong with the file that site.yaml names."""
    kiosk = document.data.get("kiosk") if isinstance(document.data, dict) else None
    name = kiosk.get("logo") if isinstance(kiosk, dict) else None
    if not isinstance(name, str):
        return
    path = directory / name
    if not path.is_file():
        known = [found.name for found in directory.glob("*.png")]
        yield document.fault(KEY, f"画像 {name} がありません。", near=near(name, known))
    elif message := _wrong(path):
        yield document.fault(KEY, f"{name}: {message}")


def _wrong(path: Path) -> str:
    """Why a file cannot be printed; empty where it can."""
    # Loaded where a city has a mark: a start must not wait for it.
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - see above

    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return f"{size // 1000} KB あります。{MOST_BYTES // 1000} KB までにしてください。"
        with Image.open(path, formats=("PNG",)) as image:
            image.load()
            return _wrong_size(*image.size)
    except UnidentifiedImageError:
        return "PNG の画像ではありません。"
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        return f"画像を読めません（{type(fault).__name__}）。"


def _wrong_size(width: int, height: int) -> str:
    if not LEAST_WIDTH <= width <= MOST_WIDTH:
        return f"幅が {width} ドットです。{LEAST_WIDTH}〜{MOST_WIDTH} にしてください。"
    if height > width:
        return f"縦長です（{width}×{height}）。紙が長くなるので、幅より低くしてください。"
    return ""
