"""Files as somebody might upload them: small, made by hand, some of them not what they say."""

import io
import struct
import zipfile
import zlib

EMPTY = b""
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".ljust(78, b"\n")
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm" + bytes(64)
MATROSKA = WEBM.replace(b"\x84webm", b"\x88matroska")
MP4 = struct.pack(">I", 24) + b"ftypisom\0\0\x02\0isommp42" + struct.pack(">I", 8) + b"mdat"
QUICKTIME = MP4.replace(b"isom", b"qt  ").replace(b"mp42", b"qt  ")
MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)
MP3 = MP3_FRAME * 2
MP3_WITH_TITLE = b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) + MP3
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning – come in.\n".encode()
GIF = b"GIF89a\x01\0\x01\0\0\0\0;"


def png(width: int = 2, height: int = 2, *, after: bytes = b"") -> bytes:
    """Return a PNG that says it has this size; its pixels are never looked at."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 14)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", size) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"") + after


def jpeg(width: int = 2, height: int = 2) -> bytes:
    """Return the beginning and end of a JPEG of this size."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + b"\xff\xc0\0\x0b" + frame + b"\xff\xd9"


def webp(width: int = 2, height: int = 2) -> bytes:
    """Return a WebP (extended format) that says it has this size."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + sides
    return b"RIFF" + struct.pack("<I", len(body)) + body


def zip_bomb() -> bytes:
    """Return an archive of a few kilobytes that would unpack to 32 megabytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        # A name with a date of its own: the bytes name the tests, which two processes must name alike.
        archive.writestr(zipfile.ZipInfo("zeros"), bytes(32 * 1024 * 1024), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
