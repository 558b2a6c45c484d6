"""An organiser downloads all three formats in a browser, and their numbers are those of the page."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

from django.db.models.functions import Now
from openpyxl import load_workbook
from playwright.sync_api import Page

from tests.browser.conftest import Windows
from tests.cast import Person, make_idea, make_members
from tests.results.exports.conftest import vote
from tests.results.exports.read_back import read_rows
from tests.results.exports.test_equal_to_pages import read_totals
from voting.releases.releases import release_workshop
from workshops.models import Workshop

Totals = tuple[int | None, ...]
FORMATS = {"Excel workbook": ".xlsx", "CSV files": "-csv.zip", "JSON document": ".json"}


def download(page: Page, name: str) -> Path:
    """Press the button and then the link to the file; return where the browser put it."""
    page.get_by_role("button", name=name).click()
    with page.expect_download() as download:
        page.locator("#files").get_by_role("link", name=name).click()
    assert download.value.suggested_filename.endswith(FORMATS[name])
    return download.value.path()


def read_ideas(files: dict[str, Path]) -> dict[str, dict[str, Totals]]:
    """Return for each format the totals of all ideas, by reference."""
    with zipfile.ZipFile(files["CSV files"]) as archive:
        rows = list(csv.DictReader(io.TextIOWrapper(archive.open("ideas.csv"), "utf-8-sig")))
    with files["Excel workbook"].open("rb") as book:
        sheet = read_rows(load_workbook(book)["ideas"])
    document = json.loads(files["JSON document"].read_text(encoding="utf-8"))["ideas"]
    tables = {"CSV files": rows, "Excel workbook": sheet, "JSON document": document}
    return {name: {row["ref"]: _tell(row) for row in table} for name, table in tables.items()}


def _tell(row: dict[str, object]) -> Totals:
    numbers = (row["up"], row["down"], row["unsure"])
    return tuple(None if number in (None, "") else int(str(number)) for number in numbers)


def test_an_organiser_downloads_all_formats_and_reads_the_numbers_of_the_page(
    windows: Windows, workshop: Workshop, organiser: Person
) -> None:
    crowd = make_members(12, workshop)
    ideas = [make_idea(workshop, title=title, reviewed=True) for title in ("One rota", "A quiet one")]
    vote(ideas[0], crowd)
    vote(ideas[1], crowd[:4])
    release_workshop(workshop.pk, force=True)
    Workshop.objects.filter(pk=workshop.pk).update(ideas_until=Now(), closes_at=Now())
    page = windows.open(organiser, width=1280)
    page.goto("/workshops/community/exports/")
    found = read_ideas({name: download(page, name) for name in FORMATS})
    shown = {}
    for idea in ideas:
        page.goto(f"/workshops/community/ideas/{idea.ref}/")
        shown[idea.ref] = read_totals(page.locator("main").inner_text())
    assert shown == {ideas[0].ref: (7, 3, 2), ideas[1].ref: (None, None, None)}
    assert found == dict.fromkeys(FORMATS, shown)
