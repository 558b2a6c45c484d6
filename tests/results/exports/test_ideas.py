"""The table of ideas."""

from pathlib import Path
from typing import Any

import pytest

from ideas.models import Idea, Merge
from moderation.models import EditorsNote
from tests.cast import make_idea
from tests.results.exports.conftest import Stage
from tests.results.exports.read_back import Rows, export, read_table
from voting.models import BoardEntry, Total
from workshops.models import Workshop

BOARDS = ("top", "common_ground", "new", "rising", "debated", "diverse")
COLUMNS = ",".join(
    [
        "ref,theme,intent,title,body,status,published_on,up,down,unsure,comments",
        "merged_into,editors_note,brought_from",
        *(f"{board}_rank,{board}_score,{board}_listed" for board in BOARDS),
        "chance_top10",
    ]
)
NOTHING = dict.fromkeys(COLUMNS.split(","), "")


@pytest.fixture
def rows(stage: Stage, tmp_path: Path) -> Rows:
    return read_table(stage.workshop, "ideas", tmp_path / "out")


def find(rows: Rows, ref: str) -> dict[str, str]:
    return next(row for row in rows if row["ref"] == ref)


def test_the_columns_are_those_of_the_contract(stage: Stage, tmp_path: Path) -> None:
    export(stage.workshop, "csv", tmp_path / "out")

    header = (tmp_path / "out" / "ideas.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert header == COLUMNS


def test_what_waits_is_in_review_or_was_withdrawn_never_appears(rows: Rows, stage: Stage) -> None:
    shown = {stage.liked.ref, stage.local.ref, stage.quiet.ref, stage.hidden.ref}

    assert {row["ref"] for row in rows} == shown


def test_of_a_hidden_idea_only_reference_and_state_are_there(rows: Rows, stage: Stage) -> None:
    assert find(rows, stage.hidden.ref) == {**NOTHING, "ref": stage.hidden.ref, "status": "hidden"}


def test_hidden_ideas_come_last(rows: Rows) -> None:
    assert [row["status"] for row in rows] == ["published", "published", "published", "hidden"]


def test_a_listed_idea_has_everything_and_scores_to_two_decimals(rows: Rows, stage: Stage) -> None:
    entry = BoardEntry.objects.get(board__name="top", idea=stage.liked)

    assert find(rows, stage.liked.ref) == {
        "ref": stage.liked.ref,
        "theme": "2. Joint planning",
        "intent": "build",
        "title": "One rota",
        "body": "A rota, for all; “now”",
        "status": "published",
        "published_on": f"{stage.liked.published_on:%Y-%m-%d}",
        "up": "12",
        "down": "5",
        "unsure": "3",
        "comments": "0",
        "merged_into": "",
        "editors_note": "",
        "brought_from": "",
        "top_rank": "1",
        "top_score": str(round(entry.score, 2)),
        "top_listed": "true",
        **describe_other_boards(stage.liked),
        "chance_top10": str(round(entry.chance, 2)),
    }


def describe_other_boards(idea: Idea) -> dict[str, str]:
    """Return the cells of an idea of today that stands on `rising` and `diverse` too, not on the others."""
    cells = {f"{board}_{cell}": "" for board in BOARDS[1:] for cell in ("rank", "score", "listed")}
    for board in BOARDS[1:]:
        entry = BoardEntry.objects.filter(board__name=board.replace("_", "-"), idea=idea).first()
        cells[f"{board}_listed"] = str(entry is not None).lower()
        if entry is not None:
            cells |= {f"{board}_rank": str(entry.rank), f"{board}_score": str(round(entry.score, 2))}
    assert [board for board in BOARDS[1:] if cells[f"{board}_listed"] == "true"] == [
        "new",
        "rising",
        "diverse",
    ]
    return cells


def test_from_five_votes_totals_show_though_the_idea_is_not_listed(rows: Rows, stage: Stage) -> None:
    row = find(rows, stage.local.ref)

    assert (row["up"], row["down"], row["unsure"]) == ("3", "1", "1")
    assert (row["top_rank"], row["top_score"], row["chance_top10"]) == ("", "", "")
    assert row["top_listed"] == "false"
    assert Total.objects.get(idea=stage.local).top_score is not None


def test_totals_of_fewer_than_five_people_are_blank(rows: Rows, stage: Stage) -> None:
    row = find(rows, stage.quiet.ref)

    assert (row["up"], row["down"], row["unsure"], row["top_score"]) == ("", "", "", "")


def test_an_idea_without_a_theme_and_without_votes_is_there(workshop: Workshop, tmp_path: Path) -> None:
    idea = make_idea(workshop, title="Fresh", body="Nobody has voted")

    assert read_table(workshop, "ideas", tmp_path / "out") == [
        {
            **NOTHING,
            "ref": idea.ref,
            "intent": "new",
            "title": "Fresh",
            "body": "Nobody has voted",
            "status": "published",
            "published_on": f"{idea.published_on:%Y-%m-%d}",
            "comments": "0",
            **{f"{board}_listed": "false" for board in BOARDS},
        }
    ]


def test_ideas_of_other_workshops_stay_out(stage: Stage, other_workshop: Workshop, tmp_path: Path) -> None:
    assert read_table(other_workshop, "ideas", tmp_path / "out") == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(
    number: int, workshop: Workshop, tmp_path: Path, django_assert_num_queries: Any
) -> None:
    for _one in range(number):
        make_idea(workshop)

    # the workshop; a savepoint and its end; ideas, their places; boards; decisions; three for participation;
    # the poll; comments; the codebook, three for what was coded, three for texts, quotes; passages; editions
    with django_assert_num_queries(23):
        export(workshop, "csv", tmp_path / "out")


def test_what_is_merged_into_what_and_the_editors_note_are_told(stage: Stage, tmp_path: Path) -> None:
    Merge.objects.create(idea=stage.quiet, main=stage.liked)
    EditorsNote.objects.create(idea=stage.liked, words="Both ask for the same.")
    EditorsNote.objects.create(idea=stage.hidden, words="Nobody reads this.")
    rows = read_table(stage.workshop, "ideas", tmp_path / "merged")
    assert (find(rows, stage.quiet.ref)["merged_into"], find(rows, stage.liked.ref)["merged_into"]) == (
        stage.liked.ref,
        "",
    )
    notes = {row["ref"]: row["editors_note"] for row in rows if row["editors_note"]}
    assert notes == {stage.liked.ref: "Both ask for the same."}
