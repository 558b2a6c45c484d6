"""What a file is, told by its first bytes and never by its name; pictures are measured, not opened.

Nothing is unpacked or decoded here: a bomb stays as small as it was sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from ideas_platform.lib.picture_sizes import NotThisType, measure_jpeg, measure_png, measure_webp

HEAD = 4096
PDF_TAIL = 1024
# The longest end that a ZIP archive can have: its record of 22 bytes and a comment.
ZIP_TAIL = 22 + 65535
ZIP_END = b"PK\x05\x06"
MP4_BRANDS = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash"}
)
LARGEST_CAPTIONS = 1024 * 1024


@dataclass(frozen=True)
class FileType:
    """A type that we take: what it is called on the wire, as a name's ending, and in words."""

    media_type: str
    ending: str
    words: str


PDF = FileType("application/pdf", ".pdf", "PDF")
PNG = FileType("image/png", ".png", "PNG")
JPEG = FileType("image/jpeg", ".jpg", "JPEG")
WEBP = FileType("image/webp", ".webp", "WebP")
MP4 = FileType("video/mp4", ".mp4", "MP4")
WEBM = FileType("video/webm", ".webm", "WebM")
MP3 = FileType("audio/mpeg", ".mp3", "MP3")
VTT = FileType("text/vtt", ".vtt", "WebVTT")
KNOWN = {known.media_type: known for known in (PDF, PNG, JPEG, WEBP, MP4, WEBM, MP3, VTT)}


def recognise(file: BinaryIO, size: int) -> FileType | None:
    """Return what this file of `size` bytes is, None where it is nothing that we take.

    Raises ImageTooLarge for a picture with too many pixels. Reads a few kilobytes (of captions: all).
    """
    file.seek(0)
    head = file.read(HEAD)
    for known, is_it in TESTS:
        try:
            if is_it(file, head, size):
                return None if _is_archive_too(file, size) else known
        except NotThisType:
            continue
    return None


def _is_pdf(file: BinaryIO, head: bytes, size: int) -> bool:
    if not re.match(rb"%PDF-[12]\.\d", head):
        return False
    file.seek(max(0, size - PDF_TAIL))
    return b"%%EOF" in file.read(PDF_TAIL)


def _is_png(file: BinaryIO, head: bytes, size: int) -> bool:
    return head.startswith(b"\x89PNG\r\n\x1a\n") and measure_png(file, head, size)


def _is_jpeg(file: BinaryIO, head: bytes, size: int) -> bool:
    return head.startswith(b"\xff\xd8\xff") and measure_jpeg(file, size)


def _is_webp(_file: BinaryIO, head: bytes, size: int) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP" and measure_webp(head, size)


def _is_mp4(_file: BinaryIO, head: bytes, size: int) -> bool:
    length = int.from_bytes(head[:4])
    if head[4:8] != b"ftyp" or not 16 <= length <= min(size, HEAD) or length % 4:
        return False
    brands = [head[8:12], *(head[place : place + 4] for place in range(16, length, 4))]
    return not MP4_BRANDS.isdisjoint(brands)


def _is_webm(_file: BinaryIO, head: bytes, _size: int) -> bool:
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82\x84webm" in head[:64]


def _is_mp3(file: BinaryIO, head: bytes, _size: int) -> bool:
    start = 0
    if head.startswith(b"ID3"):
        lengths = head[6:10]
        if len(lengths) < 4 or max(lengths) > 0x7F:
            return False
        start = 10 + sum(byte << 7 * (3 - place) for place, byte in enumerate(lengths))
    file.seek(start)
    return _is_mp3_frame(file.read(HEAD).lstrip(b"\0"))


def _is_mp3_frame(begin: bytes) -> bool:
    """Return whether this begins with a frame of layer III whose bit rate and sampling rate exist."""
    if len(begin) < 3 or begin[0] != 0xFF or begin[1] & 0xE6 != 0xE2 or begin[1] >> 3 & 3 == 1:
        return False
    return begin[2] >> 4 not in {0, 15} and begin[2] >> 2 & 3 != 3


def _is_vtt(file: BinaryIO, head: bytes, size: int) -> bool:
    if size > LARGEST_CAPTIONS or not re.match(rb"(\xef\xbb\xbf)?WEBVTT([ \t\r\n]|$)", head):
        return False
    file.seek(0)
    try:
        text = file.read().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "-->" in text and "\0" not in text


def _is_archive_too(file: BinaryIO, size: int) -> bool:
    """Return whether a ZIP archive ends where the file ends: then it is two things at once."""
    file.seek(max(0, size - ZIP_TAIL))
    tail = file.read(ZIP_TAIL)
    place = tail.rfind(ZIP_END)
    if place < 0 or len(tail) < place + 22:
        return False
    return place + 22 + int.from_bytes(tail[place + 20 : place + 22], "little") == len(tail)


Test = Callable[[BinaryIO, bytes, int], bool]
TESTS: tuple[tuple[FileType, Test], ...] = (
    (PDF, _is_pdf), (PNG, _is_png), (JPEG, _is_jpeg), (WEBP, _is_webp),
    (MP4, _is_mp4), (WEBM, _is_webm), (VTT, _is_vtt), (MP3, _is_mp3),
)  # fmt: skip
