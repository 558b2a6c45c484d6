"""The page of the files: for everybody once a final edition is out, and nobody gets a file of yesterday."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from results.models import PublishedFile
from results.sealing.files import ENDINGS, Kind
from results.sealing.making import make_due_files
from tests.pages import read_text
from tests.results.sealing.conftest import Published
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
HOME = "/workshops/community/declaration/"


def read_bytes(client: Client, name: str) -> bytes:
    answer = client.get(f"{HOME}{name}")
    assert answer.status_code == 200
    content: Iterator[bytes] = answer.streaming_content  # type: ignore[attr-defined]
    return b"".join(content)


def test_everybody_gets_the_page_and_each_file(published: Published, visitor: Client) -> None:
    waiting = read_text(visitor.get(f"{HOME}files/"))
    assert "What is missing here is being made." in waiting
    assert [visitor.get(f"{HOME}{name}").status_code for name in ENDINGS.values()] == [503] * 5
    make_due_files()
    page = read_text(visitor.get(f"{HOME}files/"))
    sums = dict(PublishedFile.objects.values_list("kind", "sha256"))
    assert all(sums[kind] in page for kind in (Kind.SEAL, Kind.PACKAGE, Kind.POSTER, Kind.REPORT))
    starts = {name: read_bytes(visitor, name)[:4] for name in ENDINGS.values()}
    assert starts == {
        "package.zip": b"PK\x03\x04",
        "poster.pdf": b"%PDF",
        "report.pdf": b"%PDF",
        "card.png": b"\x89PNG",
        "sealed.csv": b"tabl",
    }
    Workshop.objects.update(content_version=77)
    assert visitor.get(f"{HOME}package.zip").status_code == 503
    assert read_bytes(visitor, "sealed.csv")[:4] == b"tabl"


def test_the_page_asks_few_questions_whatever_the_number_of_files(
    published: Published, visitor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_due_files()
    with django_assert_max_num_queries(8):
        visitor.get(f"{HOME}files/")


def test_who_shares_the_address_of_the_workshop_shows_its_name_and_then_the_picture(
    published: Published, visitor: Client
) -> None:
    assert read_tags(visitor)["og:title"] == published.stage.workshop.title
    assert "og:image" not in read_tags(visitor)
    make_due_files()
    tags = read_tags(visitor)
    assert tags["og:image"].endswith(f"{HOME}card.png")
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert read_tags(visitor, f"{HOME}files/")["og:title"] == "Our Declaration"


def read_tags(client: Client, address: str = "/workshops/community/") -> dict[str, str]:
    page = client.get(address).content.decode()
    return dict(re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)">', page))
