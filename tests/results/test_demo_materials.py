"""What the demo's organisers have put beside the draft."""

import io
import re
from pathlib import Path

import pytest
from django.test import Client

from ideas_platform.lib.file_types import PDF, recognise
from results.domain.demo_materials import add_materials
from results.domain.plain_pdf import write_pdf
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
    shown = b" ".join(re.findall(rb"\((.*)\) Tj", content)).decode("cp1252")
    assert shown.split() == document.text.split()


def test_a_text_is_the_same_bytes_each_time() -> None:
    assert write_pdf("A", "B\n\nC") == write_pdf("A", "B\n\nC")


def test_its_table_says_where_each_object_begins() -> None:
    content = write_pdf("Title (1)", "Heading\n\nOne \\ two – “three”")
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", content)]
    assert [content[place : place + 7] for place in places] == [
        b"%d 0 obj" % number for number in range(1, 8)
    ]
    start = int(re.findall(rb"startxref\n(\d+)", content)[0])
    assert content[start : start + 4] == b"xref"
    assert b"<</Title(Title \\(1\\))>>" in content


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        write_pdf("A", "B" + "\n\nC" * 40)


def test_signs_that_the_font_lacks_are_refused() -> None:
    with pytest.raises(ValueError, match="charmap"):
        write_pdf("A", "B\n\n☃")
