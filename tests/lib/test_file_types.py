"""What a file is, by its bytes."""

import io
import time

import pytest

from ideas_platform.lib.file_types import JPEG, MP3, MP4, PDF, PNG, VTT, WEBM, WEBP, FileType, recognise
from ideas_platform.lib.picture_sizes import ImageTooLarge
from tests import files


def tell(content: bytes) -> FileType | None:
    return recognise(io.BytesIO(content), len(content))


@pytest.mark.parametrize(
    ("content", "known"),
    [
        (files.PDF, PDF),
        (files.png(), PNG),
        (files.jpeg(), JPEG),
        (files.webp(), WEBP),
        (files.MP4, MP4),
        (files.WEBM, WEBM),
        (files.MP3, MP3),
        (files.MP3_WITH_TITLE, MP3),
        (files.VTT, VTT),
        (b"\xef\xbb\xbf" + files.VTT, VTT),
    ],
)
def test_what_we_take_is_recognised(content: bytes, known: FileType) -> None:
    assert tell(content) == known


@pytest.mark.parametrize(
    "content",
    [
        files.EMPTY,
        files.HTML,
        files.SVG,
        files.GIF,
        files.MATROSKA,
        files.QUICKTIME,
        files.zip_bomb(),
        b"%PDF",
        b"%PDF-1.4 that never ends",
        b"WEBVTT",
        b"WEBVTTX --> ",
        b"WEBVTT\n\xff --> ",
        b"WEBVTT\n\0 --> ",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"ID3",
        b"ID3\x04\0\0\xff\xff\xff\xff",
        b"RIFF\x04\0\0\0WEBP",
        b"\x1a\x45\xdf\xa3",
    ],
)
def test_what_we_do_not_take_is_nothing(content: bytes) -> None:
    assert tell(content) is None


@pytest.mark.parametrize("content", [files.PDF, files.png(), files.jpeg(), files.webp(), files.MP4])
def test_a_file_cut_short_breaks_nothing(content: bytes) -> None:
    for end in range(len(content)):
        assert tell(content[:end]) in {None, PDF, JPEG, MP4}


@pytest.mark.parametrize("first", [files.PDF, files.png(), files.jpeg(), files.MP4, files.MP3])
def test_a_file_that_is_an_archive_too_is_nothing(first: bytes) -> None:
    assert tell(first + files.zip_bomb()) is None


@pytest.mark.parametrize("after", [files.HTML, files.SVG, files.PDF])
def test_a_picture_ends_where_it_says(after: bytes) -> None:
    assert tell(files.png(after=after)) is None
    assert tell(files.webp() + after) is None


@pytest.mark.parametrize("make", [files.png, files.jpeg, files.webp])
@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (12_001, 1), (8_000, 8_000)])
def test_a_picture_with_too_many_pixels_is_refused_by_its_header(
    make: object, width: int, height: int
) -> None:
    started = time.process_time()
    with pytest.raises(ImageTooLarge):
        tell(make(width, height))  # type: ignore[operator]
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("make", [files.png, files.jpeg])
def test_a_picture_without_pixels_is_nothing(make: object) -> None:
    assert tell(make(0, 5)) is None  # type: ignore[operator]


@pytest.mark.parametrize("kind", [b"VP8L", b"VP8 ", b"JUNK"])
def test_the_other_forms_of_webp_are_measured_too(kind: bytes) -> None:
    lossless = b"\x2f" + (99 | 49 << 14).to_bytes(4, "little") + bytes(5)
    lossy = b"\0\0\0\x9d\x01\x2a" + (100).to_bytes(2, "little") + (50).to_bytes(2, "little")
    body = b"WEBP" + kind + b"\x0a\0\0\0" + {b"VP8L": lossless, b"VP8 ": lossy}.get(kind, lossy)
    known = tell(b"RIFF" + len(body).to_bytes(4, "little") + body)
    assert known == (None if kind == b"JUNK" else WEBP)
