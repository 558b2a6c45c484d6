"""The table of comments, and their number in the table of ideas."""

from pathlib import Path

from ideas.models import Comment
from tests.cast import make_comment, make_idea
from tests.results.exports.conftest import Stage
from tests.results.exports.read_back import read_table

S = Comment.Status
DAY = "2026-03-02"


def test_published_comments_are_there_with_what_they_answer(stage: Stage, tmp_path: Path) -> None:
    top = make_comment(stage.liked, body="=Who pays?", intent="question", published_on="2026-03-01")
    reply = make_comment(stage.liked, parent=top, published_on=DAY)
    assert read_table(stage.workshop, "comments", tmp_path / "out") == [
        {
            "ref": top.ref,
            "idea": stage.liked.ref,
            "answers": "",
            "intent": "question",
            "body": "'=Who pays?",
            "status": "published",
            "published_on": "2026-03-01",
        },
        {
            "ref": reply.ref,
            "idea": stage.liked.ref,
            "answers": top.ref,
            "intent": "build",
            "body": reply.body,
            "status": "published",
            "published_on": DAY,
        },
    ]


def test_of_a_hidden_comment_only_references_and_state_are_there(stage: Stage, tmp_path: Path) -> None:
    hidden = make_comment(stage.liked, status=S.HIDDEN, published_on=DAY)
    row = read_table(stage.workshop, "comments", tmp_path / "out")[0]
    assert {name: value for name, value in row.items() if value} == {
        "ref": hidden.ref,
        "idea": stage.liked.ref,
        "status": "hidden",
    }


def test_what_nobody_could_read_stays_out(stage: Stage, tmp_path: Path) -> None:
    for status in (S.UNRELEASED, S.IN_REVIEW, S.WITHDRAWN, S.HIDDEN):
        make_comment(stage.liked, status=status)
    make_comment(stage.hidden)
    make_comment(make_idea(stage.workshop, status=S.WITHDRAWN))
    assert read_table(stage.workshop, "comments", tmp_path / "out") == []


def test_both_tables_count_the_same(stage: Stage, tmp_path: Path) -> None:
    for number, idea in enumerate((stage.liked, stage.local), start=1):
        for _one in range(number):
            make_comment(idea, parent=make_comment(idea))
    make_comment(stage.liked, status=S.HIDDEN, published_on=DAY)
    ideas = read_table(stage.workshop, "ideas", tmp_path / "ideas")
    comments = read_table(stage.workshop, "comments", tmp_path / "comments")
    for idea in (stage.liked, stage.local, stage.quiet):
        counted = [row for row in comments if row["idea"] == idea.ref and row["status"] == "published"]
        assert [row["comments"] for row in ideas if row["ref"] == idea.ref] == [str(len(counted))]
