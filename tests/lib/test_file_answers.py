"""A file is answered whole, or the part that a player asks for (RFC 9110, section 14)."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files import File
from django.test import RequestFactory
from waitress.buffers import ReadOnlyFileBasedBuffer

from ideas_platform.lib.file_answers import answer_file
from ideas_platform.lib.locks import lock_number
from ideas_platform.lib.refusals import KeyAway, Refusal, TooMany, Unprocessable, WrongPhase
from tests.pages import Page

CONTENT = bytes(range(256)) * 600  # more than two blocks
SIZE = len(CONTENT)
pytestmark = pytest.mark.django_db


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Return a file of three blocks."""
    place = tmp_path / "film.mp4"
    place.write_bytes(CONTENT)
    return place


def ask(film: Path, wanted: str = "", *, save: bool = False) -> Page:
    """Return the answer to who asks for this part of the film."""
    headers: dict[str, Any] = {"Range": wanted} if wanted else {}
    request = RequestFactory().get("/", headers=headers)
    return answer_file(request, File(film.open("rb")), media_type="video/mp4", name="film.mp4", save=save)


def read(answer: Page) -> bytes:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return bytes(body)


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-99", 0, 100),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE),
        ("bytes=100-", 100, SIZE),
        ("bytes=-10", SIZE - 10, SIZE),
        (f"bytes=-{SIZE * 2}", 0, SIZE),
        (f"bytes=5-{SIZE * 9}", 5, SIZE),
        ("bytes=65535-65537", 65_535, 65_538),
        (" bytes=1-2 ", 1, 3),
    ],
)
def test_a_part_is_that_part_and_says_so(film: Path, wanted: str, start: int, stop: int) -> None:
    answer = ask(film, wanted)
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {start}-{stop - 1}/{SIZE}"
    assert answer["Content-Length"] == str(stop - start)
    assert read(answer) == CONTENT[start:stop]


@pytest.mark.parametrize(
    ("wanted", "start", "stop"), [("bytes=100-199", 100, 200), ("bytes=100-", 100, SIZE)]
)
def test_the_server_sends_a_part_by_itself_so_that_it_holds_no_thread(
    film: Path, wanted: str, start: int, stop: int
) -> None:
    answer = ask(film, wanted)
    # As Django does before it hands a file to the server.
    answer.file_to_stream.close = answer.close
    sent = ReadOnlyFileBasedBuffer(answer.file_to_stream)
    assert sent.prepare(int(answer["Content-Length"])) == stop - start
    pieces = list(iter(lambda: sent.get(70, skip=True), b""))
    assert b"".join(pieces) == CONTENT[start:stop]
    answer.file_to_stream.close()
    assert answer.file_to_stream.file.closed


@pytest.mark.parametrize("wanted", [f"bytes={SIZE}-", f"bytes={SIZE + 5}-{SIZE + 9}", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused_with_the_size(film: Path, wanted: str) -> None:
    answer = ask(film, wanted)
    assert (answer.status_code, answer["Content-Range"], read(answer)) == (416, f"bytes */{SIZE}", b"")


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "bytes=-",
        "bytes=9-3",
        "bytes=0-1,5-6",
        "lines=0-1",
        "bytes=a-b",
        "bytes=0x1-2",
        f"bytes={'9' * 19}-",
        "0-5",
    ],
)
def test_what_is_no_single_part_gets_the_whole(film: Path, wanted: str) -> None:
    answer = ask(film, wanted)
    assert (answer.status_code, read(answer) == CONTENT) == (200, True)
    assert "Content-Range" not in answer


@pytest.mark.parametrize(("save", "how"), [(True, "attachment"), (False, "inline")])
@pytest.mark.parametrize("wanted", ["", "bytes=0-5", f"bytes={SIZE}-"])
def test_every_answer_says_what_it_is_and_lets_nobody_guess(
    film: Path, wanted: str, save: bool, how: str
) -> None:
    answer = ask(film, wanted, save=save)
    answer.close()
    assert answer["Content-Type"] == "video/mp4"
    assert answer["Content-Disposition"] == f'{how}; filename="film.mp4"'
    assert (answer["X-Content-Type-Options"], answer["Accept-Ranges"]) == ("nosniff", "bytes")


def test_an_empty_file_has_no_first_byte() -> None:
    request = RequestFactory().get("/", headers={"Range": "bytes=0-"})
    empty = File(io.BytesIO(b""), name="empty.txt")
    empty.size = 0
    answer = answer_file(request, empty, media_type="text/plain", name="empty.txt", save=True)
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */0")


@pytest.mark.parametrize(
    ("refusal", "status"),
    [(Refusal, 400), (WrongPhase, 409), (Unprocessable, 422), (TooMany, 429), (KeyAway, 503)],
)
def test_a_refusal_has_words_of_its_own_unless_it_is_given_better_ones(
    refusal: type[Refusal], status: int
) -> None:
    assert refusal.status == status
    assert str(refusal()) == str(refusal.message) != ""
    assert (str(refusal("Not now.")), refusal("Not now.").message) == ("Not now.", "Not now.")


def test_the_number_of_a_lock_is_the_same_in_every_process_and_fits_the_database() -> None:
    assert lock_number("release", "x") == 2_090_764_896_825_559_817
    assert -(2**63) <= min(lock_number(number) for number in range(500)) < 0
