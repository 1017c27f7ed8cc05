"""The body made small: raw deflate (RFC 1951) with a preset dictionary that both sides have."""

import zlib

from hub.sealing.dictionaries import dictionary
from hub.sealing.refusals import Damaged, Flaw

# A body unpacks to no more: ten times the largest household, and no memory for a bomb.
MOST = 64 * 1024
_RAW = -15


def pack(body: bytes, number: int) -> bytes:
    """The packed body. Raises KeyError for a dictionary that there is not."""
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW, 9, zdict=dictionary(number))
    return packer.compress(body) + packer.flush()


def unpack(packed: bytes, number: int) -> bytes:
    """The body. Damaged(NEWER) for an unknown dictionary, Damaged(CONTENT) for bad bytes."""
    try:
        preset = dictionary(number)
    except KeyError as error:
        raise Damaged(Flaw.NEWER) from error
    unpacker = zlib.decompressobj(_RAW, preset)
    try:
        body = unpacker.decompress(packed, MOST)
    except zlib.error as error:
        raise Damaged(Flaw.CONTENT) from error
    if not unpacker.eof or unpacker.unused_data or unpacker.unconsumed_tail:
        raise Damaged(Flaw.CONTENT)
    return body
