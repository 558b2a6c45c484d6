"""Pages, CSV, XLSX, JSON, PDF and the package tell the same numbers."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from results.models import Edition
from results.package.opening import open_package
from results.sealing.files import Kind, list_files, open_file
from results.sealing.making import make_due_files
from tests.cast import make_member
from tests.results.exports.test_equal_to_pages import (
    HOME,
    READERS,
    list_places,
    read_html,
    read_idea,
    read_numbers,
    read_places,
    read_poll,
    tell,
)
from tests.results.sealing.conftest import Published
from voting.models import Board

pytestmark = pytest.mark.django_db
Tables = dict[str, list[dict[str, Any]]]


def read_files(edition: Edition, place: Path) -> Tables:
    """Return the tables of the package of an edition."""
    path = place / "package.zip"
    path.write_bytes(open_file(list_files(edition)[Kind.PACKAGE]).read())
    package = open_package(path)
    return {name: table.as_dicts() for name, table in package.tables.items()}


def read_report(edition: Edition) -> str:
    """Return the words of the report, with single blanks."""
    content = open_file(list_files(edition)[Kind.REPORT]).read()
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def describe(tables: Tables) -> dict[str, Any]:
    """Return the numbers of exports and package in one shape; the package knows no hidden ideas."""
    ideas = {row["ref"]: tell(row) for row in tables["ideas"] if row["title"]}
    return {
        "ideas": ideas,
        "boards": {name: list_places(tables, name) for name in Board.Name.values},
        "poll": [(row["option"], row["number"]) for row in tables["poll"]],
        "numbers": [(row["measure"], row["number"]) for row in tables["participation"]],
    }


def read_pages(client: Client, refs: list[str], numbers: int) -> dict[str, Any]:
    """Return the same from the pages; of the numbers of people those that every export begins with."""
    told = read_numbers(client)
    assert len(told) <= numbers
    return {
        "ideas": {ref: read_idea(read_html(client, f"{HOME}ideas/{ref}/")) for ref in refs},
        "boards": {
            name: read_places(read_html(client, f"{HOME}boards/{name}/")) for name in Board.Name.values
        },
        "poll": read_poll(client),
        "numbers": told,
    }


def test_the_same_numbers_stand_everywhere(published: Published, tmp_path: Path) -> None:
    make_due_files()
    workshop = published.stage.workshop
    forms = {form: describe(read(workshop, tmp_path / f"out.{form}")) for form, read in READERS.items()}
    package = describe(read_files(published.edition, tmp_path))
    client = make_member("reader", workshop).client
    pages = read_pages(client, sorted(package["ideas"]), len(package["numbers"]))
    assert len(package["ideas"]) == 3
    assert {form: told for form, told in forms.items() if told != package} == {}
    package["numbers"] = package["numbers"][: len(pages["numbers"])]
    assert pages == package


def test_the_report_has_the_numbers_of_the_package(published: Published, tmp_path: Path) -> None:
    make_due_files()
    tables, words = read_files(published.edition, tmp_path), read_report(published.edition)
    for row in tables["participation"]:
        if row["number"] is not None and ":" not in row["measure"]:
            assert f"{row['measure']} {row['number']}" in words
    people = sum(row["number"] for row in tables["poll"])
    assert f"{people} people have answered." in words
    shares = {
        row["about"]: row["number"] for row in tables["counts"] if row["measure"].startswith("share of")
    }
    for place, row in enumerate(tables["poll"], start=1):
        assert f"{row['option']} {row['number']} {shares[str(place)]}%" in words
    top = [row for row in tables["boards"] if row["board"] == Board.Name.TOP]
    for row in top:
        assert f"{row['rank']} {row['title']} {row['up']} {row['down']} {row['unsure']}" in words
    assert len(top) == 1
    behind = {
        (row["about"], row["part"]): row["number"]
        for row in tables["counts"]
        if row["measure"] == "behind a statement"
    }
    assert sorted(behind[one["ref"], "ideas"] for one in tables["statements"]) == [1, 2]
    assert len(re.findall(r"\(an idea or a comment, ", words)) == 3
