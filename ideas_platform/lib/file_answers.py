"""Answers that are files: whole, or the part that a player asks for."""

import os
import re
from dataclasses import dataclass

from django.core.files import File
from django.db import connection
from django.http import FileResponse, HttpRequest, HttpResponse

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass
class _Part:
    """Some bytes of a file, as a file of its own: one that the server sends by itself, holding no thread.

    Closing closes the whole, read or not: after a HEAD, or where the player has left. Not frozen: Django puts
    the closing of the answer in the place of `close`.
    """

    file: File  # type: ignore[type-arg]
    wanted: range

    def read(self, most: int = -1) -> bytes:
        """Return the next bytes, at most so many (all that are left for a negative number)."""
        left = max(0, self.wanted.stop - self.file.tell())
        return bytes(self.file.read(left if most < 0 else min(most, left)))

    def tell(self) -> int:
        """Return where the next byte stands in the whole file."""
        return int(self.file.tell())

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place of the whole file; from `SEEK_END` on, which is the end of the part."""
        is_from_end = whence == os.SEEK_END
        return int(self.file.seek(self.wanted.stop + offset if is_from_end else offset))

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def answer_file(request: HttpRequest, file: File, *, media_type: str, name: str, save: bool) -> HttpResponse:  # type: ignore[type-arg]
    """Return the file, or one part of it where the request asks for a part (RFC 9110, section 14).

    `name` is what it is called when it is saved; with `save` the browser saves it rather than showing it.
    A part that is not there gives 416; a request for several parts gets the whole.
    """
    size = file.size
    part = _read_range(request.headers.get("Range", ""), size)
    # A slow phone takes minutes to load a film: it must not hold a connection to the database.
    if not connection.in_atomic_block:
        connection.close()
    response: HttpResponse | FileResponse
    if part is None:
        response = FileResponse(file)
    elif not part:
        file.close()
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        file.seek(part.start)
        response = FileResponse(_Part(file, part), status=206)
        response.headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    how = "attachment" if save else "inline"
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Accept-Ranges"] = "bytes"
    return response  # type: ignore[return-value]


def _read_range(header: str, size: int) -> range | None:
    """Return the bytes asked for, an empty range where there are none, None for the whole file."""
    found = RANGE.fullmatch(header.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    end = min(int(last), size - 1) if last else size - 1
    if last and int(last) < int(first):
        return None
    return range(int(first), end + 1)
