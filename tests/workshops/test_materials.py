"""Materials and updates as readers find them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import files
from tests.cast import Person, make_member, make_workshop
from tests.materials import CONTENT, make_material
from tests.pages import read_text
from workshops.models import Material, Update, Workshop
from workshops.phases import Phase
from workshops.rules import Role

PAGE = "/workshops/community/"


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_document_says_its_type_and_size(workshop: Workshop, visitor: Client) -> None:
    make_material(workshop, text="One.\n\nTwo.", description="What we propose.")
    text = read_text(visitor.get(PAGE))
    assert "What we propose. Download “The draft on one page” (PDF, 78 bytes)" in text
    assert "Read “The draft on one page” here One. Two." in text


def test_a_film_comes_with_captions_and_transcript(workshop: Workshop, visitor: Client) -> None:
    film = make_material(workshop, "film", transcript="Good morning.")
    page = visitor.get(PAGE).content.decode()
    assert f'<source src="{film.file_address}" type="video/mp4">' in page
    assert f'<track kind="captions" src="{film.captions_address}"' in page
    assert "<p>Good morning.</p>" in page


@pytest.mark.parametrize(("kind", "markup"), [("audio", "<audio controls"), ("image", 'alt="A ward"')])
def test_sound_and_pictures_are_shown_where_they_stand(
    workshop: Workshop, visitor: Client, kind: str, markup: str
) -> None:
    make_material(workshop, kind, description="A ward")
    assert visitor.get(PAGE).content.decode().count(markup) == 1


def test_a_link_opens_plainly(workshop: Workshop, visitor: Client) -> None:
    Material.objects.create(
        workshop=workshop, number=1, title="The film", kind="film", link="https://films.example/7"
    )
    page = visitor.get(PAGE)
    assert "Open “The film” on films.example" in read_text(page)
    assert [tag for tag in ("<iframe", "<video", "<embed", "<object") if tag in page.content.decode()] == []


def test_what_organisers_write_is_text(workshop: Workshop, visitor: Client) -> None:
    bad = files.HTML.decode()
    make_material(workshop, text=bad, transcript=bad, title=bad, description=bad)
    Update.objects.create(workshop=workshop, title=bad, text=bad, starts_at=timezone.now(), place=bad)
    assert visitor.get(PAGE).content.decode().count("<script>alert") == 0


def test_the_newest_update_comes_first_and_tomorrows_not_yet(workshop: Workshop, visitor: Client) -> None:
    today = timezone.localdate()
    for days, title in ((-2, "Old news"), (0, "New news"), (1, "Tomorrow’s news")):
        Update.objects.create(workshop=workshop, title=title, published_on=today + timedelta(days))
    assert [update.title for update in visitor.get(PAGE).context["updates"]] == ["New news", "Old news"]


def test_an_event_says_when_and_where(workshop: Workshop, visitor: Client) -> None:
    noon = timezone.localtime().replace(hour=12, minute=30) + timedelta(days=3)
    Update.objects.create(workshop=workshop, title="Tea", starts_at=noon, place="Canteen")
    assert "at 12.30pm, in 3 days Canteen" in read_text(visitor.get(PAGE))


def test_the_page_takes_as_many_queries_for_ten_of_each_as_for_one(
    workshop: Workshop, visitor: Client
) -> None:
    # What stays the same for all readers is read once.
    visitor.get(PAGE)
    counts = []
    for number in (1, 10):
        while workshop.materials.count() < number:
            make_material(workshop, "film")
            Update.objects.create(workshop=workshop, title="News")
        with CaptureQueriesContext(connection) as queries:
            visitor.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 8


# The files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "media_type", "disposition"),
    [
        ("document", "application/pdf", 'attachment; filename="the-draft-on-one-page.pdf"'),
        ("image", "image/png", 'inline; filename="the-draft-on-one-page.png"'),
        ("film", "video/mp4", 'inline; filename="the-draft-on-one-page.mp4"'),
    ],
)
def test_a_file_is_sent_as_what_it_is(
    workshop: Workshop, visitor: Client, kind: str, media_type: str, disposition: str
) -> None:
    answer = visitor.get(make_material(workshop, kind).file_address)
    assert (answer.status_code, body(answer)) == (200, CONTENT[kind][0])
    names = ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Cache-Control")
    assert [answer[name] for name in names] == [media_type, disposition, "nosniff", "no-store"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_captions_are_sent_as_captions(workshop: Workshop, visitor: Client) -> None:
    answer = visitor.get(make_material(workshop, "film").captions_address)
    assert (answer["Content-Type"], body(answer)) == ("text/vtt", files.VTT)


@pytest.mark.parametrize(
    ("asked", "status", "part", "said"),
    [
        ("bytes=0-3", 206, files.PDF[:4], "bytes 0-3/78"),
        ("bytes=70-", 206, files.PDF[70:], "bytes 70-77/78"),
        ("bytes=-4", 206, files.PDF[-4:], "bytes 74-77/78"),
        ("bytes=70-9999", 206, files.PDF[70:], "bytes 70-77/78"),
        ("bytes=-9999", 206, files.PDF, "bytes 0-77/78"),
        ("bytes=78-", 416, b"", "bytes */78"),
        ("bytes=-0", 416, b"", "bytes */78"),
        ("bytes=5-2", 200, files.PDF, None),
        ("bytes=0-1,3-4", 200, files.PDF, None),
        ("bytes=-", 200, files.PDF, None),
        ("lines=1-2", 200, files.PDF, None),
        ("bytes=" + "9" * 400 + "-", 200, files.PDF, None),
    ],
)
def test_a_player_may_ask_for_a_part(
    workshop: Workshop, asked: str, status: int, part: bytes, said: str | None
) -> None:
    answer = Client().get(make_material(workshop).file_address, headers={"Range": asked})
    assert (answer.status_code, body(answer), answer.headers.get("Content-Range")) == (status, part, said)


def test_a_files_own_name_is_forgotten(workshop: Workshop, media_dir: Path) -> None:
    material = make_material(workshop)
    stored = [path.relative_to(media_dir).as_posix() for path in media_dir.rglob("*")]
    assert stored == [material.file.name]
    assert len(stored[0]) == 32 + len(".pdf")
    assert (media_dir / stored[0]).stat().st_mode & 0o077 == 0


def test_a_file_that_is_not_there_any_more_is_not_found(
    workshop: Workshop, visitor: Client, media_dir: Path
) -> None:
    material = make_material(workshop)
    (media_dir / str(material.file.name)).unlink()
    assert visitor.get(material.file_address).status_code == 404
    assert visitor.get(PAGE).status_code == 200


def test_a_material_without_file_or_captions_has_none(workshop: Workshop, visitor: Client) -> None:
    link = Material.objects.create(workshop=workshop, number=1, title="Film", link="https://films.example/")
    assert visitor.get(link.file_address).status_code == 404
    assert visitor.get(link.captions_address).status_code == 404


def test_a_file_of_another_workshop_is_not_found(
    workshop: Workshop, other_workshop: Workshop, visitor: Client
) -> None:
    elsewhere = make_material(other_workshop)
    assert visitor.get(elsewhere.file_address.replace("hospital", "community")).status_code == 404


def test_while_it_is_a_draft_only_its_staff_get_the_files(visitor: Client, outsider: Person) -> None:
    workshop = make_workshop(Phase.DRAFT)
    address = make_material(workshop).file_address
    organiser = make_member("organiser", workshop, Role.ORGANISER)
    assert [client.get(address).status_code for client in (visitor, outsider.client)] == [404, 404]
    assert body(organiser.client.get(address)) == files.PDF
    assert "The draft on one page" in read_text(organiser.client.get(workshop.get_absolute_url()))


@pytest.mark.parametrize(
    "fields",
    [
        {"link": "http://films.example/"},
        {"link": "javascript:alert(1)"},
        {"file": "x.pdf"},
        {"file": "x.pdf", "media_type": "application/pdf", "link": "https://films.example/"},
        {"media_type": "text/html"},
    ],
)
def test_the_database_refuses_what_no_page_should_show(workshop: Workshop, fields: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Material.objects.create(workshop=workshop, number=1, title="Film", **fields)


def test_the_database_refuses_a_place_without_a_time(workshop: Workshop) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Update.objects.create(workshop=workshop, title="Tea", place="Canteen")
