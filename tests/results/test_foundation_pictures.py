"""The picture of a foundation: what is taken, what is kept of it, and where it is shown."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from results.domain.editions import begin_edition, drop_edition
from results.models import Edition, Foundation, FoundationPicture
from tests import files
from tests.cast import Person
from tests.moderation.coding_people import meet
from tests.pages import Page, read_text
from tests.results.declaration import (
    begin,
    close_long_ago,
    give_picture,
    make_foundation,
    make_published,
    make_statement,
    release,
)
from tests.workshops.test_pictures import BROKEN, PICTURES_ONLY, paint, paint_with_metadata

pytestmark = pytest.mark.django_db
PARTS = "/admin/desk/community/declaration/1/foundations/"
ONE = f"{PARTS}nearby/"
WORDS = "Two colleagues “at a door” & a lamp"


def send(person: Person, address: str, content: bytes | None = None, **fields: object) -> Page:
    """Send the form of a foundation, with a picture where there is one."""
    sent = {"title": "Nearby", "picture_words": WORDS, **fields}
    if content is not None:
        sent["picture"] = SimpleUploadedFile("ward-8.jpg", content, "image/jpeg")
    return person.client.post(address, sent)


def read_file(client: Client, address: str) -> tuple[Any, bytes]:
    """Return the answer at the address of a picture, and what it holds."""
    answer: Any = client.get(address)
    return answer, b"".join(answer.streaming_content)


def list_faults(page: Page) -> dict[str, list[str]]:
    """Return what the page says is wrong, by field."""
    return {name: list(words) for name, words in page.context["form"].errors.items()}


def test_only_what_one_sees_is_kept(moderator: Person) -> None:
    begin(moderator)
    assert send(moderator, PARTS, paint_with_metadata()).status_code == 303
    kept = FoundationPicture.objects.get()
    assert (kept.words, kept.width, kept.height) == (WORDS, 20, 40)
    answer, body = read_file(moderator.client, f"{ONE}picture/")
    with Image.open(BytesIO(body)) as drawn:
        assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("WEBP", (20, 40), {})
    assert [mark for mark in (b"EXIF", b"ICCP", b"XMP ", b"Margaret", b"Ward 8") if mark in body] == []
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert answer["Content-Disposition"] == 'inline; filename="nearby.webp"'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (files.SVG, PICTURES_ONLY),
        (files.png(after=files.HTML), PICTURES_ONLY),
        (files.EMPTY, "The file is empty."),
        (files.webp(), BROKEN),
        (b"\x89PNG\r\n\x1a\n" + bytes(5 * 1024 * 1024), "The file is too large: 5 MB at most."),
        (
            files.png(30_000, 30_000),
            "The picture is too large: 12000 pixels a side and 40 million in all at most.",
        ),
    ],
)
def test_a_wrong_file_is_refused_beside_its_field_and_the_text_stays(
    moderator: Person, content: bytes, said: str
) -> None:
    begin(moderator)
    page = send(moderator, PARTS, content, promise="Care is near.", text="So it goes.")
    assert (page.status_code, list_faults(page)["picture"][0]) == (422, said)
    words = page.content.decode()
    assert ("Care is near." in words, "So it goes." in words, "ward-8" in words) == (True, True, False)
    assert Foundation.objects.count() == 0


def test_a_picture_needs_words_and_words_a_picture(moderator: Person) -> None:
    begin(moderator)
    wordless = send(moderator, PARTS, paint("PNG"), picture_words="\u200b")
    assert list(list_faults(wordless)) == ["picture_words", "picture"]
    assert list_faults(wordless)["picture"] == ["Choose the picture again."]
    assert list(list_faults(send(moderator, PARTS))) == ["picture"]
    assert list_faults(send(moderator, PARTS, paint("PNG"), title=""))["picture"] == [
        "Choose the picture again."
    ]
    assert Foundation.objects.count() == 0


def test_it_is_replaced_said_in_other_words_and_taken_away(moderator: Person) -> None:
    give_picture(make_foundation(begin(moderator)))
    assert send(moderator, ONE, paint("PNG", (9, 9)), version=1).status_code == 303
    assert FoundationPicture.objects.get().width == 9
    assert send(moderator, ONE, version=2, picture_words="A lamp").status_code == 303
    assert (FoundationPicture.objects.get().words, FoundationPicture.objects.get().width) == ("A lamp", 9)
    late = send(moderator, ONE, paint("PNG", (7, 7)), version=2)
    assert (late.status_code, "A lamp" in read_text(late)) == (409, True)
    assert list_faults(late) == {"picture": ["Choose the picture again."]}
    assert list(list_faults(send(moderator, ONE, version=3, picture_words=""))) == ["picture_words"]
    assert FoundationPicture.objects.get().width == 9
    assert send(moderator, ONE, version=3, picture_goes="on").status_code == 303
    assert FoundationPicture.objects.count() == 0
    assert moderator.client.get(f"{ONE}picture/").status_code == 404


def test_it_stands_where_the_part_stands_with_its_words(moderator: Person, visitor: Client) -> None:
    give_picture(make_foundation(begin(moderator)), WORDS)
    desk = f'src="{ONE}picture/" alt="Two colleagues “at a door” &amp; a lamp" width="1200" height="600"'
    for address in (ONE, PARTS.replace("foundations", "preview")):
        assert " ".join(moderator.client.get(address).content.decode().split()).count(desk) == 1
    names = make_published()
    edition = f"/workshops/{names['published']}/declaration/1/"
    picture = f"{edition}{names['foundation']}/picture/"
    for address in (edition, f"{edition}{names['foundation']}/"):
        page = " ".join(visitor.get(address).content.decode().split())
        assert page.count(f'src="{picture}" alt="A nurse at a door" width="1200" height="600"') == 1
    answer, body = read_file(visitor, picture)
    assert (answer.status_code, body) == (200, bytes(FoundationPicture.objects.latest("pk").content))


def test_the_next_edition_has_it_too_and_goes_without_the_last(organiser: Person) -> None:
    close_long_ago(meet(organiser).workshop)
    edition = begin(organiser, "consultation")
    old = give_picture(make_statement(edition).foundation)
    release(organiser, edition)
    new = begin_edition(actor=meet(organiser))
    copied = FoundationPicture.objects.get(foundation__edition=new)
    assert (copied.words, bytes(copied.content), copied.pk != old.pk) == (old.words, bytes(old.content), True)
    drop_edition(edition=new)
    assert list(FoundationPicture.objects.all()) == [old]


def test_pages_read_no_file_and_take_no_query_for_each_picture(moderator: Person) -> None:
    edition = begin(moderator)
    counted = []
    moderator.client.get(PARTS.replace("foundations", "preview"))
    for number in range(3):
        give_picture(make_foundation(edition, f"Part {number}"))
        with CaptureQueriesContext(connection) as queries:
            moderator.client.get(PARTS.replace("foundations", "preview"))
        assert [one for one in queries if '"content"' in one["sql"]] == []
        counted.append(len(queries))
    assert (len(set(counted)), Edition.objects.count()) == (1, 1)
