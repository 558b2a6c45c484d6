"""A workshop with something of all that a night writes anew, and what lies in its tables."""

from __future__ import annotations

from django.db import connection

from ideas.models import Answer, Idea, Question
from tests.anonymity.pages import Row
from tests.cast import make_comment, make_idea, make_members
from voting.ballots.casting import cast_vote
from workshops.models import Membership, Workshop
from workshops.sign_in.sessions import SessionStore


def furnish(workshop: Workshop, many: int) -> None:
    """Let people write so many ideas, vote on 20 of them and sign in, one after the other."""
    members = make_members(30, workshop)
    for number in range(many):
        make_idea(workshop, members[number % 10], title=f"Idea {number}")
        SessionStore().create()
    ideas = list(Idea.objects.all())
    asked = {"workshop": workshop, "text": "Why?", "outcome": "hide", "reason": "off_topic"}
    questions = Question.objects.bulk_create(Question(idea=idea, **asked) for idea in ideas)
    Answer.objects.bulk_create(Answer(question=one, body=f"A {n}") for n, one in enumerate(questions))
    for idea in ideas[:20]:
        comment = make_comment(idea)
        make_comment(idea, parent=comment)
        for member in members[10:]:
            cast_vote(actor=member, idea=idea, answer="up")
    Membership.objects.update(role="participant")


def read_titles() -> list[int]:
    """Return the numbers in the titles of all ideas, in the order in which they lie in their file."""
    return read_numbers("SELECT title FROM ideas_idea ORDER BY ctid")


def read_numbers(statement: str) -> list[int]:
    """Return the numbers in the texts that a statement reads, in its order."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [int(text.split()[1]) for (text,) in cursor.fetchall()]


def find_old(headers: dict[str, list[Row]], start: int) -> set[str]:
    """Return the tables in whose pages there is a row, dead or alive, with a header from before."""
    return {name for name, rows in headers.items() for row in rows if row.is_before(start)}
