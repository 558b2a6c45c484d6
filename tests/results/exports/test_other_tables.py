"""The tables of boards, decisions and participation."""

from pathlib import Path

import pytest

from ideas.domain.numbers import public_numbers
from ideas.models import Idea, Merge
from moderation.domain.ledger import read_ledger
from results.exports.precision import show_clusters
from tests.moderation.test_ledger import decide_on
from tests.results.exports.conftest import Stage
from tests.results.exports.read_back import read_table
from voting.models import Board, BoardEntry, Total
from workshops.models import Workshop
from workshops.statistics.participation import describe_participation


def test_a_place_on_a_board_is_shown_as_on_its_page(stage: Stage, tmp_path: Path) -> None:
    entry = BoardEntry.objects.get(board__name="top", idea=stage.liked)

    rows = [row for row in read_table(stage.workshop, "boards", tmp_path / "out") if row["board"] == "top"]
    assert rows == [
        {
            "board": "top",
            "rank": "1",
            "previous_rank": "",
            "ref": stage.liked.ref,
            "title": "One rota",
            "score": str(round(entry.score, 2)),
            "low": str(round(entry.low, 2)),
            "high": str(round(entry.high, 2)),
            "chance_top10": str(round(entry.chance, 2)),
            "up": "12",
            "down": "5",
            "unsure": "3",
            "clusters": "",
        }
    ]


def test_no_score_of_common_ground_leaves_the_server_but_of_imported_ideas(
    stage: Stage, tmp_path: Path
) -> None:
    board = Board.objects.create(workshop=stage.workshop, name="common-ground", release_number=1)
    facts = {"score": 0.5, "low": 0, "high": 1, "chance": 0, "up": 9, "down": 9, "unsure": 9, "clusters": 0}
    BoardEntry.objects.create(board=board, idea=stage.liked, rank=1, **facts)
    Total.objects.filter(idea=stage.liked).update(common_ground_score=0.5)

    def read(folder: str) -> set[tuple[str, str]]:
        places = read_table(stage.workshop, "boards", tmp_path / folder / "boards")
        ideas = read_table(stage.workshop, "ideas", tmp_path / folder / "ideas")
        return {(row["rank"], row["score"]) for row in places if row["board"] == "common-ground"} | {
            (row["common_ground_rank"], row["common_ground_score"])
            for row in ideas
            if row["ref"] == stage.liked.ref
        }

    assert read("own") == {("1", "")}
    Workshop.objects.filter(pk=stage.workshop.pk).update(imported=True)
    stage.workshop.refresh_from_db()
    assert read("imported") == {("1", "0.5")}


def test_an_idea_that_was_hidden_since_is_on_no_board(stage: Stage, tmp_path: Path) -> None:
    assert BoardEntry.objects.filter(idea=stage.hidden).exists()
    Idea.objects.filter(pk=stage.liked.pk).update(status=Idea.Status.HIDDEN)

    refs = {row["ref"] for row in read_table(stage.workshop, "boards", tmp_path / "out")}
    assert refs == {stage.local.ref, stage.quiet.ref}


def test_an_idea_that_was_merged_since_is_on_no_board(stage: Stage, tmp_path: Path) -> None:
    assert BoardEntry.objects.filter(idea=stage.local).exists()
    Merge.objects.create(idea=stage.local, main=stage.liked)

    refs = {row["ref"] for row in read_table(stage.workshop, "boards", tmp_path / "out")}
    assert refs == {stage.liked.ref, stage.quiet.ref}
    ideas = read_table(stage.workshop, "ideas", tmp_path / "more")
    assert {row["ref"] for row in ideas if row["new_listed"] == "true"} == refs


def test_on_no_board_numbers_of_fewer_than_five_people_show(stage: Stage, tmp_path: Path) -> None:
    rows = read_table(stage.workshop, "boards", tmp_path / "out")
    quiet = [row for row in rows if row["ref"] == stage.quiet.ref]
    assert [row["board"] for row in quiet] == ["new"]
    columns = ("low", "high", "chance_top10", "up", "down", "unsure")
    assert {row[column] for row in quiet for column in columns} == {""}


@pytest.mark.parametrize(
    ("number", "step"),
    [
        (0, ""),
        (3, ""),
        (9, ""),
        (10, "10+"),
        (24, "10+"),
        (25, "25+"),
        (49, "25+"),
        (50, "50+"),
        (500, "50+"),
    ],
)
def test_numbers_of_organisations_are_shown_in_steps(number: int, step: str) -> None:
    assert show_clusters(number) == step


def test_decisions_are_told_as_on_the_page_of_the_ledger(
    workshop: Workshop, other_workshop: Workshop, tmp_path: Path
) -> None:
    assert read_table(other_workshop, "decisions", tmp_path / "none") == []
    decide_on(workshop, 62, "publish")
    decide_on(workshop, 30, "hide", "abusive")
    ledger = read_ledger(workshop)
    rows = read_table(workshop, "decisions", tmp_path / "out")
    told = {(row["verdict"], row["reason"]): row["number"] for row in rows if row["measure"] == "texts"}
    assert told == {
        **{(name, ""): str(number) for name, number in ledger.verdicts.told.items()},
        **{("", name): str(number) for name, number in ledger.reasons.told.items()},
    }
    assert ("publish", "") in told
    assert {row["as_of"] for row in rows} == {str(ledger.as_of)}


def test_participation_is_what_the_one_module_counts(stage: Stage, tmp_path: Path) -> None:
    counted = public_numbers(stage.workshop)
    [by_borough, by_group] = describe_participation(stage.workshop).breakdowns

    assert read_table(stage.workshop, "participation", tmp_path / "out") == [
        *(
            {"measure": number["label"], "number": str(number["value"]), "definition": number["definition"]}
            for number in counted
        ),
        {
            "measure": "took part, borough: others together",
            "number": "",
            "definition": "too few to tell",
        },
    ]
    assert [number["value"] for number in counted] == [20, 4, 0, 20, 3]
    assert (by_borough.rows, by_group.rows, by_group.others) == ([], [], "")
