"""The record on the desk: who decided what and why, narrowed down, and as a file."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest

from ideas.models import Idea
from moderation.models import Decision
from tests.cast import Person, make_comment, make_idea
from tests.moderation.deciding import hide_idea, publish_idea
from tests.pages import read_text
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
RECORD = "/admin/desk/community/record/"


@pytest.fixture
def decided(workshop: Workshop, moderator: Person, organiser: Person) -> list[Idea]:
    """Return an idea that the moderator hid, and one that the organiser published."""
    ideas = [make_idea(workshop, title=title) for title in ("Hidden one", "Shown one")]
    hide_idea(actor=moderator.membership, idea=ideas[0], reason="abusive", note="=1+1")
    publish_idea(actor=organiser.membership, idea=ideas[1])
    return ideas


def read_rows(page: object) -> list[tuple[str, str]]:
    """Return the title and the verdict of each row."""
    return [(row["name"], row["decision"].verdict) for row in page.context["rows"]]  # type: ignore[attr-defined]


def test_it_says_who_decided_what_and_why(decided: list[Idea], moderator: Person, organiser: Person) -> None:
    page = moderator.client.get(RECORD)
    assert sorted(read_rows(page)) == [("Hidden one", "hide"), ("Shown one", "publish")]
    text = read_text(page)
    said = (moderator.user.email, organiser.user.email, "attacks a person")
    assert [text.count(words) for words in said] == [1, 1, 2]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?verdict=hide", ["hide"]),
        ("?reason=fits", ["publish"]),
        ("?by=me", ["hide"]),
        ("?since=2036-01-01", []),
        ("?until=2020-01-01", []),
        ("?verdict=hide&reason=fits", []),
    ],
)
def test_it_can_be_narrowed_down(
    asked: str, found: list[str], decided: list[Idea], moderator: Person
) -> None:
    assert [verdict for _name, verdict in read_rows(moderator.client.get(RECORD + asked))] == found
    rows = _download(moderator, asked)
    assert [row["decision"] for row in rows] == found


def test_what_makes_no_sense_is_said(decided: list[Idea], moderator: Person) -> None:
    page = moderator.client.get(f"{RECORD}?verdict=nonsense&since=soon&by=me")
    assert (page.status_code, sorted(page.context["form"].errors)) == (422, ["since", "verdict"])


def test_the_file_holds_the_same_and_runs_nowhere(decided: list[Idea], moderator: Person) -> None:
    rows = {row["ref"]: row for row in _download(moderator)}
    hidden = rows[decided[0].ref]
    assert (hidden["decision"], hidden["reason"], hidden["note"], hidden["kind"]) == (
        "hide", "abusive", "'=1+1", "idea",
    )  # fmt: skip
    assert (hidden["by"], set(rows)) == (moderator.user.email, {idea.ref for idea in decided})
    assert "Hidden one" not in str(rows)


def test_what_its_author_took_back_is_not_named(
    workshop: Workshop, decided: list[Idea], moderator: Person
) -> None:
    Idea.objects.filter(pk=decided[0].pk).update(status=Idea.Status.WITHDRAWN)
    page = moderator.client.get(RECORD)
    assert (page.text.count("Hidden one"), read_text(page).count("taken back by its author")) == (0, 1)


def test_a_comment_is_named_by_its_beginning(workshop: Workshop, moderator: Person) -> None:
    comment = make_comment(make_idea(workshop), body="We tried this. " * 20)
    Decision.objects.create(
        workshop=workshop, comment=comment, verdict="hide", reason="abusive", decided_by=moderator.membership
    )
    [row] = moderator.client.get(RECORD).context["rows"]
    assert row["name"].startswith("We tried this.")
    assert len(row["name"]) <= 60


def test_the_newest_day_is_first(workshop: Workshop, moderator: Person) -> None:
    for day in (date(2026, 5, 4), date(2026, 5, 6), date(2026, 5, 5)):
        Decision.objects.create(
            workshop=workshop, idea=make_idea(workshop), verdict="publish", reason="fits", decided_on=day
        )
    days = [row["decision"].decided_on.day for row in moderator.client.get(RECORD).context["rows"]]
    assert days == [6, 5, 4]
    assert read_text(moderator.client.get(RECORD)).count("somebody who has left") == 3


def _download(person: Person, asked: str = "") -> list[dict[str, str]]:
    answer = person.client.get(f"{RECORD}download/{asked}")
    assert answer["Content-Disposition"] == 'attachment; filename="community-record.csv"'
    return list(csv.DictReader(StringIO(answer.getvalue().decode())))
