"""Every form of an export, read back by a program, says what the pages say."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator

from ideas.domain.polls import answer_poll
from tests.cast import make_comment, make_member, make_poll
from tests.results.exports.conftest import Stage
from tests.results.exports.read_back import read_book, read_document, read_rows, read_table, take_apostrophe
from tests.results.exports.schema import SCHEMA
from voting.models import Board
from voting.releases.releases import release_workshop
from workshops.models import Membership, Poll, Workshop

pytestmark = pytest.mark.django_db
HOME = "/workshops/community/"
TABLES = ("ideas", "comments", "boards", "poll", "participation")
Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture
def closed(stage: Stage) -> Workshop:
    """Return the workshop with comments and a poll that was answered, closed: everybody sees its totals."""
    make_comment(stage.liked, body="We tried this; it works.")
    make_comment(stage.liked, body="=SUM(all of us)\nand more")
    options = make_poll(stage.workshop, {"Yes": True, "Partly": True, "No": False})
    for number, member in enumerate(Membership.objects.filter(workshop=stage.workshop)[:7]):
        answer_poll(actor=member, poll=Poll.objects.get(), option=options[number % 2])
    release_workshop(stage.workshop.pk, force=True)
    hour = timedelta(hours=1)
    dates = {"ideas_until": timezone.now() - 2 * hour, "closes_at": timezone.now() - hour}
    Workshop.objects.filter(pk=stage.workshop.pk).update(**dates)
    return Workshop.objects.get(pk=stage.workshop.pk)


def read_csv(workshop: Workshop, place: Path) -> Tables:
    """Return the tables with empty cells as None and numbers as numbers."""
    return {name: [_tidy(row) for row in read_table(workshop, name, place)] for name in TABLES}


def _tidy(row: dict[str, str]) -> dict[str, Any]:
    return {name: _read_cell(name, value) for name, value in row.items()}


def _read_cell(name: str, value: str) -> Any:
    is_number = name in {"up", "down", "unsure", "comments", "number", "rank"} and value
    return int(value) if is_number else take_apostrophe(value) or None


def read_json(workshop: Workshop, place: Path) -> Tables:
    """Return the tables of the document, which fits its published schema."""
    document = read_document(workshop, place)
    assert list(Draft202012Validator(SCHEMA).iter_errors(document)) == []
    return {name: document[name] for name in TABLES}


def read_xlsx(workshop: Workshop, place: Path) -> Tables:
    """Return the tables of the workbook, with the boards by their codes."""
    book = read_book(workshop, place)
    names = {str(label): value for value, label in Board.Name.choices}
    tables = {name: read_rows(book[name]) for name in TABLES}
    return tables | {"boards": [{**row, "board": names[row["board"]]} for row in tables["boards"]]}


READERS: dict[str, Callable[[Workshop, Path], Tables]] = {
    "csv": read_csv,
    "json": read_json,
    "xlsx": read_xlsx,
}


def read_html(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_each_form_says_what_the_pages_say(closed: Workshop, tmp_path: Path) -> None:
    client = make_member("reader", closed).client
    forms = {form: read(closed, tmp_path / f"out.{form}") for form, read in READERS.items()}
    ideas = sorted(row["ref"] for row in forms["json"]["ideas"] if row["title"])
    pages = {ref: read_html(client, f"{HOME}ideas/{ref}/") for ref in ideas}
    boards = {name: read_places(read_html(client, f"{HOME}boards/{name}/")) for name in Board.Name.values}
    poll, numbers = read_poll(client), read_numbers(client)

    assert (len(ideas), len(boards["top"]), len(poll), len(numbers) > 4) == (4, 1, 3, True)
    for tables in forms.values():
        shown = {row["ref"]: row for row in tables["ideas"] if row["title"]}
        assert sorted(shown) == ideas
        assert {ref: read_idea(pages[ref]) for ref in ideas} == {ref: tell(shown[ref]) for ref in ideas}
        assert all(has_comment(pages[row["idea"]], row) for row in tables["comments"])
        assert {name: list_places(tables, name) for name in boards} == boards
        assert [(row["option"], row["number"]) for row in tables["poll"]] == poll
        assert [(row["measure"], row["number"]) for row in tables["participation"]][: len(numbers)] == numbers


def tell(row: dict[str, Any]) -> tuple[object, ...]:
    return (row["title"], (row["up"], row["down"], row["unsure"]), row["comments"])


def read_idea(page: str) -> tuple[object, ...]:
    """Return title, totals and number of comments as the page of an idea says them."""
    title = page.partition("<h1>")[2].partition("</h1>")[0]
    return (title, read_totals(page), count_comments(page))


def list_places(tables: Tables, board: str) -> list[tuple[int, str]]:
    return [(row["rank"], row["ref"]) for row in tables["boards"] if row["board"] == board]


def read_totals(page: str) -> tuple[int | None, ...]:
    """Return how many like it, don't, and are not sure; None for each where the page tells none."""
    told = re.search(r"(\d+) likes? it .*?(\d+) do(?:es)?n’t .*?(\d+) not sure", words(page))
    return tuple(map(int, told.groups())) if told else (None, None, None)


def count_comments(page: str) -> int:
    told = re.search(r"(\d+) comments?\b", words(page.partition('id="comments"')[2]))
    return int(told[1]) if told else 0


def has_comment(page: str, row: dict[str, Any]) -> bool:
    """Return whether this comment stands on the page of its idea."""
    comment = page.partition(f'id="comment-{row["ref"]}"')[2].partition("</article>")[0]
    return " ".join(row["body"].split()) in words(comment)


def read_places(page: str) -> list[tuple[int, str]]:
    """Return place and idea of each row of a board, as they stand there."""
    rows = page.split('<li class="board__entry">')[1:]
    places = [re.search(r"Place (\d+)", words(row.partition('class="board__text"')[0])) for row in rows]
    refs = [re.search(r"/ideas/(\w+)/", row) for row in rows]
    return [(int(place[1]), ref[1]) for place, ref in zip(places, refs, strict=True) if place and ref]


def read_poll(client: Client) -> list[tuple[str, int]]:
    table = read_html(client, f"{HOME}poll/").partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r'<th scope="row">(\w+)\b.*?<td>(\d+)</td>', table)
    return [(label, int(number)) for label, number in rows]


def read_numbers(client: Client) -> list[tuple[str, int | None]]:
    """Return the numbers in the head of the workshop's page; None for what is told in words."""
    found = re.findall(r"<div><dt>([^<]*)</dt><dd>([^<]*)</dd></div>", read_html(client, HOME))
    return [(label, int(number) if number.isdecimal() else None) for label, number in found]
