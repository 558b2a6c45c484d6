"""Answers that are files: whole, or the part that a player asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files import File
from django.db import connection
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

BLOCK = 64 * 1024
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True)
class _Part:
    """Some bytes of a file. Closing closes it, read or not: after a HEAD, or where the player has left."""

    file: File  # type: ignore[type-arg]
    wanted: range

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(self.wanted.start)
        for start in range(self.wanted.start, self.wanted.stop, BLOCK):
            yield self.file.read(min(BLOCK, self.wanted.stop - start))

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
    response: HttpResponse | StreamingHttpResponse | FileResponse
    if part is None:
        response = FileResponse(file)
    elif not part:
        file.close()
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        response = StreamingHttpResponse(_Part(file, part), status=206)
        response.headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
        response.headers["Content-Length"] = str(len(part))
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
