"""What the demo's organisers have put beside the draft."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from demo.materials import add_materials
from demo.pdf import write_pdf
from ideas_platform.lib.file_types import PDF, recognise
from tests.pages import read_text
from workshops.models import Workshop


@pytest.mark.django_db
def test_the_demo_has_a_document_two_updates_and_an_event(workshop: Workshop, visitor: Client) -> None:
    add_materials(workshop)
    assert [str(material) for material in workshop.materials.all()] == ["1. The draft vision on one page"]
    assert workshop.updates.filter(starts_at=None).count() == 2
    assert workshop.updates.exclude(starts_at=None).count() == 1
    text = read_text(visitor.get(workshop.get_absolute_url()))
    assert "Tea and questions" in text
    assert "at 1pm, in 6 days" in text


@pytest.mark.django_db
def test_the_document_is_a_pdf_of_the_text_beside_it(workshop: Workshop, media_dir: Path) -> None:
    add_materials(workshop)
    document = workshop.materials.get()
    content = (media_dir / str(document.file.name)).read_bytes()
    assert recognise(io.BytesIO(content), len(content)) == PDF
    assert (document.media_type, document.file_size) == ("application/pdf", len(content))
    shown = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert shown.split() == document.text.split()


def test_its_text_is_there_for_who_listens(media_dir: Path) -> None:
    page = PdfReader(io.BytesIO(write_pdf("Title (1)", "Heading\n\nOne \\ two – “three” #[x] ☃")))
    assert page.metadata is not None
    assert page.metadata.title == "Title (1)"
    root: Any = page.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    assert "One \\ two – “three” #[x]" in page.pages[0].extract_text()


def test_a_text_is_the_same_bytes_each_time() -> None:
    assert write_pdf("A", "B\n\nC") == write_pdf("A", "B\n\nC")


def test_a_text_that_is_too_long_for_a_page_goes_on() -> None:
    assert len(PdfReader(io.BytesIO(write_pdf("A", "B" + "\n\nC" * 80))).pages) > 1
