"""The table of the straw poll: the numbers of the page, in every form of an export."""

from pathlib import Path

import pytest

from ideas.domain.polls import answer_poll, describe_results, get_offered_poll
from tests.cast import make_members, make_poll
from tests.results.exports.read_back import export, read_document, read_sheet, read_table
from tests.results.exports.schema import SCHEMA, Validator
from voting.releases.releases import release_workshop
from workshops.models import Poll, PollOption, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def options(workshop: Workshop) -> list[PollOption]:
    """Return the three options of the workshop's poll."""
    return make_poll(workshop, {"Yes": True, "Partly": True, "=No": False})


def fill(options: list[PollOption], *numbers: int) -> None:
    """Let this many people choose each option, and release."""
    workshop, poll = options[0].workshop, Poll.objects.get()
    for option, number in zip(options, numbers, strict=True):
        for member in make_members(number, workshop):
            answer_poll(actor=member, poll=poll, option=option)
    release_workshop(workshop.pk, force=True)


def test_numbers_are_those_of_the_page(workshop: Workshop, options: list[PollOption], tmp_path: Path) -> None:
    fill(options, 4, 0, 1)
    assert read_table(workshop, "poll", tmp_path / "out") == [
        {"option": "Yes", "number": "4", "supportive": "true"},
        {"option": "Partly", "number": "0", "supportive": "true"},
        {"option": "'=No", "number": "1", "supportive": "false"},
    ]
    page = describe_results(get_offered_poll(workshop), has_answered=True)
    assert [bar.number for bar in page.bars] == [4, 0, 1]


def test_below_five_people_there_are_no_numbers(
    workshop: Workshop, options: list[PollOption], tmp_path: Path
) -> None:
    fill(options, 3, 0, 1)
    assert [row["number"] for row in read_table(workshop, "poll", tmp_path / "out")] == ["", "", ""]
    assert [row["number"] for row in read_document(workshop, tmp_path / "out.json")["poll"]] == [None] * 3


def test_what_no_release_has_counted_is_not_in_it(
    workshop: Workshop, options: list[PollOption], tmp_path: Path
) -> None:
    fill(options, 5, 0, 0)
    answer_poll(actor=make_members(1, workshop)[0], poll=Poll.objects.get(), option=options[1])
    assert [row["number"] for row in read_table(workshop, "poll", tmp_path / "out")] == ["5", "0", "0"]


def test_the_document_fits_its_schema_and_the_workbook_has_a_sheet(
    workshop: Workshop, options: list[PollOption], tmp_path: Path
) -> None:
    fill(options, 4, 0, 1)
    document = read_document(workshop, tmp_path / "out.json")
    assert Validator(SCHEMA).find_faults(document) == []
    assert document["poll"][0] == {"option": "Yes", "number": 4, "supportive": True}
    export(workshop, "xlsx", tmp_path / "out.xlsx")
    assert read_sheet(tmp_path / "out.xlsx", "poll")[3] == [("text", "=No"), ("n", "1"), ("b", "0")]


def test_without_a_poll_the_table_is_empty(workshop: Workshop, tmp_path: Path) -> None:
    assert read_table(workshop, "poll", tmp_path / "out") == []
    assert read_document(workshop, tmp_path / "out.json")["poll"] == []
