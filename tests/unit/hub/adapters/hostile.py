"""Files that are made to deceive, or to break whoever looks into them."""

import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

from PIL import Image

SVG = b"""<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"""
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def picture(kind: str = "PNG", size: tuple[int, int] = (320, 180), **saved: object) -> bytes:
    """An honest picture."""
    made = BytesIO()
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.save(made, kind, **saved)
    return made.getvalue()


def moving() -> bytes:
    """A picture of two frames (APNG)."""
    return picture("PNG", save_all=True, append_images=[Image.new("RGB", (320, 180))])


def pdf(pages: int = 1) -> bytes:
    """An honest document."""
    made = BytesIO()
    leaves = [Image.new("RGB", (200, 280), colour) for colour in ("white", "beige")] * pages
    leaves[0].save(made, "PDF", save_all=True, append_images=leaves[1:pages])
    return made.getvalue()


def archive() -> bytes:
    """A ZIP file."""
    made = BytesIO()
    with ZipFile(made, "w") as zipped:
        zipped.writestr("run.js", "alert(1)")
    return made.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    """A PNG chunk."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes) -> bytes:
    """A grey PNG that claims to be so large; `data` is deflated as it is."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(data))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


def bomb() -> bytes:
    """A PNG of 20,000 by 20,000 points in some hundred kilobytes."""
    return png(20_000, 20_000, bytes(50_000_000))


def text_bomb() -> bytes:
    """A small picture with a text that is inflated to 100 MB."""
    whole = picture()
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100_000_000)))
    return whole[:33] + text + whole[33:]


def pdf_bomb() -> bytes:
    """A page whose content is a stream that inflates to 8 GB, in two layers."""
    deflate, zeros = zlib.compressobj(9), bytes(10_000_000)
    # After a full flush the same zeros are the same bytes again.
    first = deflate.compress(zeros) + deflate.flush(zlib.Z_FULL_FLUSH)
    again = deflate.compress(zeros) + deflate.flush(zlib.Z_FULL_FLUSH)
    inner = zlib.compress(first + again * 799 + deflate.flush(), 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(inner)
        + inner
        + b"\nendstream",
    ]
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 5\n0000000000 65535 f \n" + table
    return made + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
