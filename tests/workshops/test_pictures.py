"""Logo and picture of the organisers: what is taken, what is kept of it, and how it is shown."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from PIL import Image

from tests import files
from tests.cast import Person
from tests.materials import make_picture
from tests.pages import Page
from tests.workshops.admin_pages import change, save
from workshops.domain.pictures import LONGEST
from workshops.models import Picture, Workshop

PAGE = "/workshops/community/"
PICTURES_ONLY = "This file can’t be used here. It must be: PNG, JPEG, WebP."
BROKEN = "This picture can’t be read. Save it again as PNG or JPEG, then try once more."
ORIENTATION, MAKER, PLACE = 0x0112, 0x010F, 0x8825
TURNED = 6


def paint(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: Any) -> bytes:
    """Return a picture of one colour; one that is clear has a clear ground."""
    out = BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()


def paint_with_metadata() -> bytes:
    """Return a JPEG that lies on its side and says where and with what it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = TURNED, "Camera of Margaret"
    exif[PLACE] = {1: "N", 2: (51.0, 30.0, 0.0)}
    return paint("JPEG", exif=exif, comment=b"taken on Ward 8", icc_profile=b"a profile of a screen")


def upload(organiser: Person, workshop: Workshop, content: bytes, **fields: Any) -> Page:
    """Send a logo from the workshop's page in the admin."""
    row = {"kind": "logo", "words": "Riverside Trust", **fields}
    row["file"] = SimpleUploadedFile("ward-8.jpg", content, "image/jpeg")
    sent = {f"pictures-0-{key}": value for key, value in row.items()}
    return save(organiser.client, change(workshop), **{"pictures-TOTAL_FORMS": 1, **sent})


def faults(response: Page) -> dict[str, list[str]]:
    """Return what the page says of the one picture, by field."""
    rows = [inline.formset for inline in response.context["inline_admin_formsets"]]
    found = next(formset for formset in rows if formset.prefix == "pictures")
    return {name: list(words) for name, words in found.forms[0].errors.items()}


def read_file(client: Client, picture: Picture) -> tuple[Any, bytes]:
    """Return the answer at the picture's address, and what it holds."""
    answer: Any = client.get(picture.address)
    return answer, b"".join(answer.streaming_content)


def test_only_what_one_sees_is_kept(
    workshop: Workshop, organiser: Person, visitor: Client, media_dir: Path
) -> None:
    content = paint_with_metadata()
    assert (content.count(b"Margaret"), content.count(b"Ward 8")) == (1, 1)
    assert upload(organiser, workshop, content).status_code == 302
    answer, body = read_file(visitor, workshop.pictures.get())
    with Image.open(BytesIO(body)) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("WEBP", (20, 40), {})
    assert [mark for mark in (b"EXIF", b"ICCP", b"XMP ", b"Margaret", b"Ward 8") if mark in body] == []
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert answer["Content-Disposition"] == 'inline; filename="logo.webp"'
    [path] = media_dir.iterdir()
    assert (path.suffix, len(path.stem)) == (".webp", 32)


def test_of_a_picture_among_the_materials_only_what_one_sees_is_kept_too(
    workshop: Workshop, organiser: Person
) -> None:
    row = {"number": 1, "kind": "image", "title": "A ward", "description": "A ward at night"}
    sent = {f"materials-0-{key}": value for key, value in row.items()}
    file = SimpleUploadedFile("ward-8.jpg", paint_with_metadata(), "image/jpeg")
    save(organiser.client, change(workshop), **{"materials-TOTAL_FORMS": 1, "materials-0-file": file, **sent})
    material = workshop.materials.get()
    with material.file.open() as kept:
        body = kept.read()
    assert (material.media_type, material.file_size) == ("image/jpeg", len(body))
    assert [mark for mark in (b"Exif", b"Margaret", b"Ward 8", b"a profile") if mark in body] == []
    with Image.open(BytesIO(body)) as drawn:
        assert (drawn.size, dict(drawn.getexif())) == ((20, 40), {})


@pytest.mark.parametrize("kind", Picture.Kind.values)
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "LA"])
def test_pictures_of_every_kind_become_no_larger_than_they_are_shown(
    workshop: Workshop, organiser: Person, kind: str, mode: str
) -> None:
    assert upload(organiser, workshop, paint("PNG", (2_000, 500), mode), kind=kind).status_code == 302
    with workshop.pictures.get().file.open() as file, Image.open(file) as kept:
        assert kept.size == (LONGEST[kind], LONGEST[kind] // 4)
        assert kept.mode == ("RGBA" if mode in {"RGBA", "LA"} else "RGB")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (files.SVG, PICTURES_ONLY),
        (files.GIF, PICTURES_ONLY),
        (files.PDF, PICTURES_ONLY),
        (files.HTML, PICTURES_ONLY),
        (files.png(after=files.HTML), PICTURES_ONLY),
        (files.jpeg(), BROKEN),
        (files.webp(), BROKEN),
        (b"\x89PNG\r\n\x1a\n" + bytes(5 * 1024 * 1024), "The file is too large: 5 MB at most."),
        (
            files.png(30_000, 30_000),
            "The picture is too large: 12000 pixels a side and 40 million in all at most.",
        ),
    ],
)
def test_a_wrong_file_is_refused_in_plain_words(
    workshop: Workshop, organiser: Person, media_dir: Path, content: bytes, said: str
) -> None:
    answer = upload(organiser, workshop, content)
    assert faults(answer)["file"] == [said]
    assert (workshop.pictures.count(), media_dir.exists()) == (0, False)


def test_a_picture_needs_words(workshop: Workshop, organiser: Person) -> None:
    assert list(faults(upload(organiser, workshop, paint("PNG"), words=""))) == ["words"]


def test_what_is_replaced_or_taken_away_leaves_the_disk(
    workshop: Workshop, organiser: Person, media_dir: Path, django_capture_on_commit_callbacks: Any
) -> None:
    upload(organiser, workshop, paint("PNG"))
    picture = workshop.pictures.get()
    [first] = media_dir.iterdir()
    row = {"pictures-TOTAL_FORMS": 1, "pictures-INITIAL_FORMS": 1, "pictures-0-id": str(picture.pk)}
    with django_capture_on_commit_callbacks(execute=True):
        sent = {"pictures-0-kind": "logo", "pictures-0-words": "Ours"}
        new = SimpleUploadedFile("new.png", paint("PNG", (9, 9)), "image/png")
        save(organiser.client, change(workshop), **row, **sent, **{"pictures-0-file": new})
    [second] = media_dir.iterdir()
    assert first != second
    with django_capture_on_commit_callbacks(execute=True):
        save(organiser.client, change(workshop), **row, **sent, **{"pictures-0-DELETE": "on"})
    assert (list(media_dir.iterdir()), workshop.pictures.count()) == ([], 0)


def test_both_stand_on_the_page_with_their_words(workshop: Workshop, visitor: Client) -> None:
    logo, picture = make_picture(workshop), make_picture(workshop, "picture", "A nurse at a door")
    page = visitor.get(PAGE).content.decode()
    for one in (logo, picture):
        assert " ".join(page.split()).count(f'src="{one.address}" alt="{one.words}"') == 1


def test_there_is_one_of_each(workshop: Workshop) -> None:
    make_picture(workshop)
    with pytest.raises(IntegrityError, match="picture_kind_once"), transaction.atomic():
        make_picture(workshop)
    with pytest.raises(IntegrityError, match="picture_has_file_and_words"), transaction.atomic():
        make_picture(workshop, "picture", words="")
