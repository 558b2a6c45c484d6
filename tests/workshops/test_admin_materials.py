"""Organisers upload materials: what is taken, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import files
from tests.cast import Person
from tests.materials import make_material
from tests.pages import Page, read_text
from tests.workshops.admin_pages import change, save
from workshops.models import Material, Update, Workshop

PDF_ONLY = "This file can’t be used here. It must be: PDF."
PDF_IN_WORDS = "Write here what the PDF says, for those who cannot open or read it."
PICTURES_ONLY = "This file can’t be used here. It must be: PNG, JPEG, WebP."


def upload(
    organiser: Person, workshop: Workshop, content: bytes | None, name: str = "a.pdf", **fields: Any
) -> Page:
    """Send one new material from the workshop's page in the admin."""
    usual: dict[str, Any] = {
        "number": 1,
        "kind": "document",
        "title": "On one page",
        "description": "A page.",
    }
    usual["text"] = "What the page says."
    row = {f"materials-0-{key}": value for key, value in {**usual, **fields}.items()}
    if content is not None:
        row["materials-0-file"] = SimpleUploadedFile(name, content, "application/pdf")
    return save(organiser.client, change(workshop), **{"materials-TOTAL_FORMS": 1, **row})


def faults(response: Page) -> dict[str, list[str]]:
    """Return what the page says of the one material, by field."""
    assert response.status_code == 200
    rows = [inline.formset for inline in response.context["inline_admin_formsets"]]
    found = next(formset for formset in rows if formset.prefix == "materials")
    return {name: list(words) for name, words in found.forms[0].errors.items()}


def test_an_organiser_uploads_a_document(workshop: Workshop, organiser: Person, media_dir: Path) -> None:
    assert upload(organiser, workshop, files.PDF, "../../draft.html").status_code == 302
    material = workshop.materials.get()
    assert (material.media_type, material.file_size) == ("application/pdf", len(files.PDF))
    assert [path.suffix for path in media_dir.iterdir()] == [".pdf"]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (files.EMPTY, "a.pdf", "The file is empty."),
        (files.HTML, "a.pdf", PDF_ONLY),
        (files.SVG, "a.svg", PDF_ONLY),
        (files.zip_bomb(), "bomb.pdf", PDF_ONLY),
        (files.PDF + files.zip_bomb(), "both.pdf", PDF_ONLY),
        (files.png(), "a.pdf", PDF_ONLY),
        (b"\0" * 5000, "a.pdf", PDF_ONLY),
    ],
)
def test_what_is_not_a_document_is_refused_beside_its_field(
    organiser: Person, media_dir: Path, content: bytes, name: str, said: str
) -> None:
    workshop = organiser.membership.workshop
    assert faults(upload(organiser, workshop, content, name))["file"][0] == said
    assert (workshop.materials.count(), media_dir.exists()) == (0, False)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (files.SVG, PICTURES_ONLY),
        (files.GIF, PICTURES_ONLY),
        (files.PDF, PICTURES_ONLY),
        (files.png(after=files.HTML), PICTURES_ONLY),
        (
            files.png(30_000, 30_000),
            "The picture is too large: 12000 pixels a side and 40 million in all at most.",
        ),
    ],
)
def test_what_is_not_a_picture_is_refused(
    workshop: Workshop, organiser: Person, content: bytes, said: str
) -> None:
    assert faults(upload(organiser, workshop, content, "a.png", kind="image")) == {"file": [said]}


def test_a_file_that_is_too_large_is_refused(workshop: Workshop, organiser: Person) -> None:
    large = files.png() + bytes(10 * 1024 * 1024)
    said = faults(upload(organiser, workshop, large, kind="image"))
    assert said == {"file": ["The file is too large: 10 MB at most."]}


@pytest.mark.parametrize(
    ("kind", "content", "missing"),
    [
        ("film", files.MP4, {"captions": "A film needs captions, for those who cannot hear it.",
                             "transcript": "Add a transcript, for those who cannot hear it."}),
        ("audio", files.MP3, {"transcript": "Add a transcript, for those who cannot hear it."}),
        ("document", files.PDF, {"text": PDF_IN_WORDS}),
        ("easy_read", files.PDF, {"text": PDF_IN_WORDS}),
        ("image", files.png(), {"description": "Say what the image shows, for those who cannot see it."}),
    ],
)  # fmt: skip
def test_nothing_is_shown_that_somebody_cannot_see_or_hear(
    workshop: Workshop, organiser: Person, kind: str, content: bytes, missing: dict[str, str]
) -> None:
    response = upload(organiser, workshop, content, kind=kind, description="", text="")
    assert faults(response) == {name: [words] for name, words in missing.items()}


def test_a_film_is_taken_with_its_captions(workshop: Workshop, organiser: Person, media_dir: Path) -> None:
    captions = SimpleUploadedFile("a.vtt", files.VTT)
    assert upload(
        organiser, workshop, files.MP4, kind="film", transcript="Hello.", captions=captions
    ).status_code == 302  # fmt: skip
    assert sorted(path.suffix for path in media_dir.iterdir()) == [".mp4", ".vtt"]


def test_captions_that_are_a_page_are_refused(workshop: Workshop, organiser: Person) -> None:
    captions = SimpleUploadedFile("a.vtt", files.HTML)
    response = upload(organiser, workshop, files.MP4, kind="film", transcript="Hello.", captions=captions)
    assert faults(response) == {"captions": ["This file can’t be used here. It must be: WebVTT."]}


@pytest.mark.parametrize("link", ["http://films.example/", "javascript:alert(1)", "https://", "films"])
def test_a_link_is_an_address_that_begins_with_https(
    workshop: Workshop, organiser: Person, link: str
) -> None:
    assert faults(upload(organiser, workshop, None, link=link))["link"] == ["Enter a valid URL."]


def test_it_is_a_file_or_a_link_and_one_of_them_or_a_text(workshop: Workshop, organiser: Person) -> None:
    both = upload(organiser, workshop, files.PDF, link="https://films.example/")
    assert faults(both) == {"link": ["Give a file or a link, not both."]}
    nothing = upload(organiser, workshop, None, text="")
    assert faults(nothing) == {"file": ["Give a file, a link, or something to read here."]}
    assert upload(organiser, workshop, None, text="Plain words.").status_code == 302


def test_a_new_file_takes_the_place_of_the_old_one(
    workshop: Workshop, organiser: Person, media_dir: Path, django_capture_on_commit_callbacks: Any
) -> None:
    old = make_material(workshop).file.name
    with django_capture_on_commit_callbacks(execute=True):
        content = SimpleUploadedFile("b.pdf", files.PDF + files.PDF)
        assert save(organiser.client, change(workshop), **{"materials-0-file": content}).status_code == 302
    material = Material.objects.get()
    assert [path.name for path in media_dir.iterdir()] == [material.file.name]
    assert (material.file.name != old, material.file_size) == (True, 2 * len(files.PDF))


def test_with_a_material_that_is_taken_away_its_files_go(
    workshop: Workshop, organiser: Person, media_dir: Path, django_capture_on_commit_callbacks: Any
) -> None:
    make_material(workshop, "film", transcript="Hello.")
    with django_capture_on_commit_callbacks(execute=True):
        save(organiser.client, change(workshop), **{"materials-0-DELETE": "on"})
    assert (Material.objects.count(), list(media_dir.iterdir())) == (0, [])


def test_saving_without_a_change_keeps_the_file(
    workshop: Workshop, organiser: Person, media_dir: Path
) -> None:
    make_material(workshop)
    before = Material.objects.values().get()
    assert save(organiser.client, change(workshop)).status_code == 302
    assert Material.objects.values().get() == before
    assert [path.name for path in media_dir.iterdir()] == [before["file"]]


def test_the_kind_of_a_file_cannot_be_changed_behind_its_back(workshop: Workshop, organiser: Person) -> None:
    make_material(workshop)
    response = save(
        organiser.client,
        change(workshop),
        **{"materials-0-kind": "image", "materials-0-description": "A ward"},
    )
    assert faults(response) == {"file": ["Choose the file again: the kind has changed."]}


def test_an_event_needs_a_time(workshop: Workshop, organiser: Person) -> None:
    row = {"updates-TOTAL_FORMS": 1, "updates-0-title": "Tea", "updates-0-place": "Canteen"}
    today = {"updates-0-published_on": "2026-01-05"}
    response = save(organiser.client, change(workshop), **row, **today)
    assert "Say when the event begins." in read_text(response)
    save(organiser.client, change(workshop), **{**row, "updates-0-place": ""}, **today)
    assert Update.objects.get().title == "Tea"


@pytest.mark.parametrize("name", ["moderator", "other_organiser"])
def test_only_its_organisers_upload(name: str, workshop: Workshop, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(name).client
    data = {"materials-TOTAL_FORMS": 1, "materials-0-title": "x", "materials-INITIAL_FORMS": 0}
    assert client.post(change(workshop), data).status_code in {302, 403}
    assert Material.objects.count() == 0


def test_a_file_that_nobody_asked_for_is_thrown_away(
    workshop: Workshop, participant: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    large = SimpleUploadedFile("film.mp4", bytes(3 * 1024 * 1024))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    address = "/workshops/community/membership/"
    assert participant.client.post(address, {"own_device": "yes", "film": large}).status_code == 303


def test_an_upload_that_is_too_large_is_refused_before_it_is_read(participant: Person) -> None:
    answer = participant.client.post(
        "/workshops/community/membership/", {"own_device": "yes"}, headers={"Content-Length": str(10**9)}
    )
    assert answer.status_code == 413
