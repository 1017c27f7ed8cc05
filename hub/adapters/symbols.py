"""QR codes in a picture from a file or a camera. In memory, within bounds, never stored."""

from io import BytesIO

import zxingcpp
from PIL import Image, UnidentifiedImageError

# Bytes and pixels; a 12-megapixel photograph is 5 MB.
MOST_BYTES = 16_000_000
_MOST_PIXELS = 50_000_000
# More pixels on a side than this only take time: 4 codes side by side have 500 modules.
_MOST_SIDE = 4000
_FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF")


def read_picture(data: bytes) -> tuple[str, ...]:
    """The texts of all QR codes in a picture; none where there is no code, or no picture."""
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return ()
            picture.draft("L", (_MOST_SIDE, _MOST_SIDE))
            grey = picture.convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        # Pillow's decoders tell broken files by any of these.
        return ()
    grey.thumbnail((_MOST_SIDE, _MOST_SIDE))
    qr_codes = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(grey, formats=qr_codes)
    return tuple(dict.fromkeys(code.text for code in found if code.valid))
