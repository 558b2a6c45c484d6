"""How many pixels a picture says it has, read from its headers alone.

Sources: PNG (W3C, section 11.2.1), JPEG (ITU-T T.81, B.2.2), WebP (RFC 9649).
"""

from __future__ import annotations

from typing import BinaryIO

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 12_000
MOST_SEGMENTS = 500
MOST_CHUNKS = 20_000
# Start of frame: all of C0 to CF but the tables C4, C8 and CC.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class NotThisType(ValueError):  # noqa: N818 - the name says what is the matter
    """The file begins like one of this type and does not go on like it."""


class ImageTooLarge(ValueError):  # noqa: N818 - the name says what is the matter
    """A picture with more pixels than anybody's device should have to hold."""


def measure_png(file: BinaryIO, head: bytes, size: int) -> bool:
    """Return True for a PNG that ends with its last chunk.

    Raises ImageTooLarge, or NotThisType where its parts are not in order.
    """
    if head[8:16] != b"\0\0\0\x0dIHDR":
        raise NotThisType
    _check(int.from_bytes(head[16:20]), int.from_bytes(head[20:24]))
    place = 8
    for _chunk in range(MOST_CHUNKS):
        file.seek(place)
        header = file.read(8)
        place += 12 + int.from_bytes(header[:4])
        if len(header) < 8 or place > size:
            raise NotThisType
        if header[4:] == b"IEND":
            return place == size
    raise NotThisType


def measure_jpeg(file: BinaryIO, size: int) -> bool:
    """Return True for a JPEG with a frame; raises ImageTooLarge, or NotThisType where it has none."""
    place = 2
    for _segment in range(MOST_SEGMENTS):
        file.seek(place)
        header = file.read(9)
        if len(header) < 9 or header[0] != 0xFF or place > size:
            raise NotThisType
        if header[1] in FRAMES:
            _check(int.from_bytes(header[7:9]), int.from_bytes(header[5:7]))
            return True
        place += 2 + int.from_bytes(header[2:4])
    raise NotThisType


def measure_webp(head: bytes, size: int) -> bool:
    """Return True for a WebP that is as long as it says; raises ImageTooLarge or NotThisType."""
    if int.from_bytes(head[4:8], "little") + 8 not in {size, size + 1}:
        raise NotThisType
    kind, data = head[12:16], head[20:30]
    if len(data) < 10:
        raise NotThisType
    if kind == b"VP8X":
        _check(1 + int.from_bytes(data[4:7], "little"), 1 + int.from_bytes(data[7:10], "little"))
    elif kind == b"VP8L":
        bits = int.from_bytes(data[1:5], "little")
        _check(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    elif kind == b"VP8 ":
        _check(int.from_bytes(data[6:8], "little") & 0x3FFF, int.from_bytes(data[8:10], "little") & 0x3FFF)
    else:
        raise NotThisType
    return True


def _check(width: int, height: int) -> None:
    if not (width and height):
        raise NotThisType
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise ImageTooLarge
